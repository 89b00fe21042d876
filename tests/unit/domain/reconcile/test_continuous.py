"""What entries show by themselves: numbers, clocks, builds, silence, copies against registers and restrictions."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from branch_app.domain.deciders.counter import fold
from branch_app.domain.deciders.issuance import decide
from branch_app.domain.deciders.issuance.state import Issuance
from branch_app.domain.deciders.states import JobState
from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry
from branch_app.domain.reconcile.builds import build_order, check_builds
from branch_app.domain.reconcile.clocks import check_clock, check_future
from branch_app.domain.reconcile.copies import (
    BorneName,
    Copies,
    HandedOver,
    RestrictionStep,
    RowChange,
    check_data,
    check_restrictions,
    handed_over,
)
from branch_app.domain.reconcile.numbering import check_numbers
from branch_app.domain.reconcile.silence import Heard, silent
from branch_app.domain.reconcile.twice import IssuedCopy, issued_twice
from branch_app.domain.records.case import EntryPlace
from branch_app.domain.records.snapshots import JuminhyoOptions, JuminhyoSnapshot, Scope
from branch_app.domain.rules.shown_persons import name_key
from branch_app.domain.rules.shown_rows import RowPlace
from branch_app.domain.values.identifiers import IssueNumber, ResidentId
from tests.fakes.played_log import MORNING, SEALED
from tests.fakes.store import household
from tests.fakes.till import Till, Wished

GIVEN = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
SECOND = int(GIVEN.timestamp())
HOME = household()
SUBJECT = HOME.members[0].id
SHOWN = JuminhyoSnapshot(SUBJECT, HOME, Scope.WHOLE, tuple(member.id for member in HOME.members), JuminhyoOptions())
FIRST = replace(HOME.members[0], hittousha="見本 筆頭")
ELSEWHERE = JuminhyoSnapshot(
    SUBJECT, replace(HOME, members=(FIRST,)), Scope.PART, (SUBJECT,), JuminhyoOptions(honseki=True)
)
"""It names a 筆頭者 who is no member of the household."""
STRANGER = ResidentId("0000000077")
USED = (
    events.DataUsed("restrictions", 0, 7, MORNING.isoformat()),
    events.DataUsed("resident", 1, 40, MORNING.isoformat()),
)


def test_honest_numbers_have_no_finding() -> None:
    """Delivered, voided, cancelled, waiting over night: every number is accounted for."""
    till = _day_of_all_ends()
    assert [] == list(check_numbers(till.entries, Issuance()))


def test_a_number_that_no_entry_speaks_of_is_missing() -> None:
    """The first one that is not there is named, also where the fold must have stopped long before."""
    gone = {2, 3}
    entries = [entry for entry in _day_of_all_ends().entries if _running(entry) not in gone]
    found = list(check_numbers(entries, Issuance()))
    assert [("number_missing", "2-3", "2")] == [(each.code, each.about, each.detail) for each in found]


def test_a_number_given_twice_is_named() -> None:
    """Two papers bear it."""
    till = Till.opened()
    till.prepared()
    (entry,) = filter(_prepared, till.entries)
    (found,) = check_numbers([*till.entries, replace(entry, seq=99)], Issuance())
    assert ("number_twice", (99,), "C06-1-000001") == (found.code, found.entries, found.about)


def test_a_number_nobody_accounts_for_at_the_close_is_named() -> None:
    """A copy vanished between its number and the close."""
    entries = [entry for entry in _day_of_all_ends().entries if not isinstance(entry.event, events.JobCancelled)]
    (found,) = check_numbers(entries, Issuance())
    assert "number_unaccounted" == found.code


def test_numbering_goes_on_behind_a_state() -> None:
    """What waits over night is no gap and nothing unaccounted for on the next day."""
    till = _day_of_all_ends()
    state = fold(till.entries)
    before = len(till.entries)
    till.now += timedelta(days=1)
    till.open()
    till.hand_over(till.paid()[1][0])
    till.count()
    till.close()
    assert [] == list(check_numbers(till.entries[before:], state.issuance, before))


def test_a_good_clock_has_no_finding() -> None:
    """Neither in one boot nor over a restart."""
    entries = _day_of_all_ends().entries
    later = _moved(entries[-1], timedelta(hours=9), boot="boot-2")
    assert [] == list(check_clock([*entries, later], None))


def test_a_clock_that_went_back_is_named_until_it_is_right() -> None:
    """One finding for the whole run, with the minutes at its beginning."""
    entries = list(_day_of_all_ends().entries)
    entries[5:8] = [_moved(entry, timedelta(hours=-2)) for entry in entries[5:8]]
    (found,) = check_clock(entries, None)
    assert ("clock_behind", (5, 6, 7), "119") == (found.code, found.entries, found.detail)


def test_a_clock_that_ran_ahead_is_named_until_two_persons_set_it() -> None:
    """After 時刻の確認 the new time is the measure."""
    entries = list(_day_of_all_ends().entries)
    moved = [_moved(entry, timedelta(hours=5)) for entry in entries[5:]]
    moved[3] = replace(moved[3], event=events.ClockAccepted(moved[3].stamp.wall, None))
    (found,) = check_clock([*entries[:5], *moved], None)
    assert ("clock_ahead", (5, 6, 7)) == (found.code, found.entries)


def test_a_clock_that_is_wrong_to_the_end_is_named_too() -> None:
    """Nobody has set it yet when the entries come here."""
    entries = list(_day_of_all_ends().entries)
    entries[5:] = [_moved(entry, timedelta(hours=-2)) for entry in entries[5:]]
    (found,) = check_clock(entries, None)
    assert ("clock_behind", tuple(range(5, len(entries)))) == (found.code, found.entries)


def test_a_clock_that_goes_back_a_little_at_a_time_is_named() -> None:
    """A minute and a half is within the tolerance, but the time before it stays the measure of the next."""
    good = _day_of_all_ends().entries[5]
    entries = [replace(_moved(good, timedelta(seconds=-90 * step)), seq=5 + step) for step in range(3)]
    assert [] == list(check_clock(entries[:2], None))
    (found,) = check_clock(entries, None)
    assert ("clock_behind", (7,), "3") == (found.code, found.entries, found.detail)


def test_what_came_before_it_was_written_is_named() -> None:
    """The whole device lives in the future: its own clock agrees with itself."""
    entries = _day_of_all_ends().entries
    assert [] == list(check_future(entries, MORNING + timedelta(hours=9)))
    (found,) = check_future(entries, MORNING - timedelta(days=30))
    assert ("clock_future", len(entries)) == (found.code, len(found.entries))


def test_a_build_the_city_left_weeks_ago_lags() -> None:
    """From the fifteenth day after the first device had the newer one."""
    entries = _day_of_all_ends().entries
    today = MORNING.date()
    assert [] == list(check_builds(entries, {"0.1.0": date.min, "0.2.0": today - timedelta(days=13)}))
    (found,) = check_builds(entries, {"0.1.0": date.min, "0.2.0": today - timedelta(days=14)})
    assert ("build_lags", "0.1.0 / 0.2.0", len(entries)) == (found.code, found.detail, len(found.entries))


@pytest.mark.parametrize("wall", ["20261124T083001+0900", "2026-W48-2T08:30:01+09:00"])
def test_the_day_is_read_in_every_form_of_the_standard(wall: str) -> None:
    """A stamp without dashes is a stamp: it lags as any other, under the same name."""
    entry = _day_of_all_ends().entries[0]
    written = replace(entry, stamp=replace(entry.stamp, wall=wall))
    (found,) = check_builds([written], {"0.1.0": date.min, "0.2.0": date(2026, 11, 10)})
    assert "2026-11-24 0.1.0" == found.about


def test_a_build_first_written_with_at_the_end_of_time_is_due_to_nobody() -> None:
    """One clock that was wrong by thousands of years keeps no other log from being compared."""
    entries = _day_of_all_ends().entries
    assert [] == list(check_builds(entries, {"0.1.0": date.min, "0.2.0": date.max}))


@pytest.mark.parametrize("length", [64, 65, 9_000])
def test_a_name_longer_than_any_builds_is_no_build(length: int) -> None:
    """It is older than all, and is said nowhere again."""
    entry = _day_of_all_ends().entries[0]
    written = replace(entry, stamp=replace(entry.stamp, build="9" * length))
    found = [each.detail for each in check_builds([written], {"0.2.0": date.min})]
    assert found == ([] if length == 64 else [" / 0.2.0"])


def test_builds_are_in_the_order_of_their_numbers() -> None:
    """Ten comes after nine; what is no number comes first."""
    assert ["dev", "0.9.3", "0.10.0", "1.0"] == sorted(["1.0", "0.10.0", "dev", "0.9.3"], key=build_order)


def test_a_device_that_says_nothing_is_named_after_three_days() -> None:
    """With the day since when and its last entry here."""
    heard = [Heard("C06-1/1", 7, GIVEN), Heard("C06-2/1", 0, GIVEN - timedelta(hours=1))]
    assert [] == list(silent(heard[:1], GIVEN + timedelta(days=3)))
    found = [(log, each.entries, each.about) for log, each in silent(heard, GIVEN + timedelta(days=3, hours=1))]
    assert [("C06-1/1", (6,), "2026-11-24"), ("C06-2/1", (), "2026-11-24")] == found


def test_copies_are_read_off_the_log() -> None:
    """交付 with the 審査 that it rests on, and the last release by two persons."""
    till = Till.opened()
    _, (one, two) = till.paid(Wished(copies=2))
    till.hand_over(one)
    till.print(two)
    till.check(two)
    till.withhold(two)
    till.let_go(two)
    first, second = handed_over(till.entries)
    assert ("C06-1-000001", "juminhyo", None) == (first.number, first.certificate, first.released)
    assert ("resident", 1) == (first.data[1].register, first.data[1].change_seq)
    assert second.released is not None


def test_a_copy_that_waited_over_night_rests_on_its_day() -> None:
    """Recalled with its 審査 it reads as the whole log says; nothing else of the day before is taken in again."""
    till = Till.opened()
    job = till.in_state(JobState.UNCOLLECTED)
    till.next_day()
    state, before = till.state.issuance, len(till.entries)
    ((seq, authorised),) = [
        (entry.seq, entry.event) for entry in till.entries if isinstance(entry.event, events.ItemAuthorised)
    ]
    till.deliver(job)
    item = state.item(state.job(job).item)
    copies = Copies()
    copies.recall(item, seq, authorised, [state.job(job)])
    for entry in till.entries[before:]:
        copies.add(entry)
    (copy,) = handed_over(till.entries)
    assert ([copy], seq) == (copies.handed_over, copy.authorised)


def test_a_copy_without_its_examination_is_left_out() -> None:
    """Part of a log says nothing of what a paper rests on; the fold of the whole names such a log by itself."""
    till = Till.opened()
    till.hand_over(till.paid()[1][0])
    assert 1 == len(handed_over(till.entries))
    assert () == handed_over(each for each in till.entries if not isinstance(each.event, events.ItemAuthorised))


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (RowChange(41, SECOND), True),
        (RowChange(40, SECOND - 9_000), False),
        (RowChange(41, SECOND + 1), False),
    ],
    ids=["changed by then", "changed before the data", "changed afterwards"],
)
def test_a_paper_on_data_that_had_changed_is_named(change: RowChange, named: bool) -> None:
    """Only what head office knew after the data used and before the hand-over counts."""
    history = {RowPlace("household", HOME.id): (change,)}
    found = [(each.code, each.about, each.detail) for each in check_data(_copy(), SHOWN, history)]
    assert ([("data_changed", "C06-1-000001", "household")] if named else []) == found


def test_rows_that_are_not_on_the_paper_do_not_matter() -> None:
    """Another household changed."""
    assert [] == list(check_data(_copy(), SHOWN, {RowPlace("household", "other"): (RowChange(41, SECOND),)}))


@pytest.mark.parametrize(
    ("borne", "named"),
    [
        (BorneName(STRANGER, name_key("見本　筆頭"), SECOND), True),
        (BorneName(STRANGER, name_key("見本　筆頭"), SECOND + 1), False),
        (BorneName(STRANGER, name_key("見本　別人"), SECOND), False),
        (BorneName(ResidentId("9999"), name_key("見本　筆頭"), SECOND), False),
    ],
    ids=["bears it", "bears it later", "bears another", "is not on the list"],
)
def test_a_paper_that_has_no_more_than_a_restricted_name_is_named(borne: BorneName, named: bool) -> None:
    """A 筆頭者 who lives elsewhere: nobody can tell who is meant, and at the counter the paper is stopped."""
    history = {STRANGER: (RestrictionStep(SECOND, restricted=True),)}
    told = [each.code for each in check_restrictions(_copy(), ELSEWHERE, history, [borne])]
    assert (["restricted_issue"] if named else []) == told


@pytest.mark.parametrize("member", range(len(HOME.members)))
def test_a_paper_that_shows_somebody_restricted_by_then_is_named(member: int) -> None:
    """Whoever is on it, subject or not; with the list that the device held, and nobody's name."""
    history = {HOME.members[member].id: (RestrictionStep(SECOND, restricted=True),)}
    (found,) = check_restrictions(_copy(), SHOWN, history)
    assert ("restricted_issue", "C06-1-000001", "7") == (found.code, found.about, found.detail)


@pytest.mark.parametrize(
    "steps",
    [
        (RestrictionStep(SECOND + 1, restricted=True),),
        (RestrictionStep(SECOND - 9, restricted=True), RestrictionStep(SECOND - 5, restricted=False)),
    ],
    ids=["later", "released by then"],
)
def test_a_restriction_that_did_not_hold_then_is_none(steps: tuple[RestrictionStep, ...]) -> None:
    """What counts is the moment of the hand-over."""
    assert [] == list(check_restrictions(_copy(), SHOWN, {SUBJECT: steps}))


@pytest.mark.parametrize(("released", "named"), [(GIVEN, False), (GIVEN - timedelta(minutes=5), True)])
def test_two_persons_release_what_stood_then_and_nothing_later(released: datetime, named: bool) -> None:
    """A stop after the release stops again."""
    history = {SUBJECT: (RestrictionStep(SECOND - 60, restricted=True),)}
    assert named == bool(list(check_restrictions(replace(_copy(), released=released), SHOWN, history)))


def test_the_same_certificate_within_minutes_at_two_places_is_named_at_both() -> None:
    """The accident of 2023: a stranger's paper came out at another store, and each log is in order by itself."""
    here, there = _issued("A-1/1", 0), _issued("B-1/1", 10)
    assert [("A-1/1", "B-1/1"), ("B-1/1", "A-1/1")] == [
        (log, found.elsewhere[0].log) for log, found in issued_twice([here, there])
    ]


@pytest.mark.parametrize(
    "other",
    [
        IssuedCopy(EntryPlace("B-1/1", 5), IssueNumber("B"), "tag", GIVEN + timedelta(minutes=10, seconds=1)),
        IssuedCopy(EntryPlace("A-1/1", 6), IssueNumber("A2"), "tag", GIVEN),
        IssuedCopy(EntryPlace("B-1/1", 5), IssueNumber("B"), "another", GIVEN),
    ],
    ids=["eleven minutes later", "second copy at the same counter", "another certificate"],
)
def test_what_anybody_may_do_is_not_named(other: IssuedCopy) -> None:
    """Two copies at one counter, the next office after a walk, another paper."""
    assert [] == list(issued_twice([_issued("A-1/1", 0), other]))


def _day_of_all_ends() -> Till:
    till = Till.opened()
    till.hand_over(till.paid()[1][0])
    _, (given, kept) = till.paid(Wished(copies=2))
    till.hand_over(given)
    till.print(kept)
    till.check(kept)
    till.leave(kept)
    till.void(till.paid()[1][0])
    application, _ = till.prepared()
    till.do(lambda state: decide.cancel(state.issuance, application))
    till.count()
    till.close()
    return till


def _prepared(entry: Entry) -> bool:
    return isinstance(entry.event, events.JobPrepared)


def _running(entry: Entry) -> int:
    return entry.event.running if isinstance(entry.event, events.JobPrepared) else 0


def _moved(entry: Entry, by: timedelta, boot: str | None = None) -> Entry:
    wall = (datetime.fromisoformat(entry.stamp.wall) + by).isoformat(timespec="milliseconds")
    return replace(entry, stamp=replace(entry.stamp, wall=wall, boot=boot or entry.stamp.boot))


def _copy() -> HandedOver:
    number = IssueNumber("C06-1-000001")
    return HandedOver(9, GIVEN, number, "juminhyo", 4, SEALED, USED)


def _issued(log: str, minutes: int) -> IssuedCopy:
    return IssuedCopy(EntryPlace(log, 5), IssueNumber(log), "tag", GIVEN + timedelta(minutes=minutes))
