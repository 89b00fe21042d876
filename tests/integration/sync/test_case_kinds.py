"""What head office finds in a log by its own registers, lists and clock: each kind is a case."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry
from branch_app.domain.records.case import NO_CASES
from branch_app.domain.records.resident import ForeignStanding, OtherName, Removal, RemovedResident
from branch_app.domain.records.snapshots import JuminhyoOptions
from branch_app.domain.rules.shown_persons import name_key
from branch_app.domain.values.identifiers import ResidentId
from branch_app.domain.values.reasons import CloseReason
from sync.central.cases import store
from sync.central.cases.models import ComparedLog
from sync.central.cases.names import borne
from sync.central.database import exclusive
from sync.central.models import Leaf
from sync.central.registers.history import newest_change, record
from sync.central.restrictions import restrict
from sync.central.trust.alarms import AlarmKind, alarms, saw
from sync.client.central import OnlineCentral
from tests.fakes.city_records import ALIEN
from tests.fakes.compared import Branch
from tests.fakes.compared_days import evening, next_morning, opened, play, push_till, unclosed
from tests.fakes.played_log import MORNING
from tests.fakes.store import household
from tests.fakes.till import Till, Wished
from tests.fakes.town import Town


def test_cash_and_a_close_that_says_otherwise_are_cases(town: Town) -> None:
    """Log against close, cash against what it should be."""
    branch, till = opened(town)
    till.hand_over(till.paid()[1][0])
    till.count(short_by=500)
    till.close()
    last = till.entries[-1]
    assert isinstance(last.event, events.DayClosed)
    lie = replace(last, event=replace(last.event, sheets_rest=7))
    branch.push([*till.entries[:-1], lie])
    assert {"cash_differs", "close_differs"} == {case.code for case in unclosed(town)}


def test_data_that_had_changed_by_then_are_a_case(town: Town) -> None:
    """The household moved in the morning; the paper of the afternoon shows the old address."""
    with town.central.database.connection_context():
        before = record(town.central, [household()])
    branch, till = opened(town)
    branch.data = (events.DataUsed("resident", 1, before, MORNING.isoformat()),)
    town.watch.now = MORNING
    with town.central.database.connection_context():
        record(town.central, [replace(household(), address="川崎市麻生区一丁目1番1号")])
    till.now += timedelta(hours=1)
    till.hand_over(till.paid()[1][0])
    push_till(town, branch, till)
    (case,) = unclosed(town)
    assert ("data_changed", "C06-1-000001", "household") == (case.code, case.about, case.detail)


def test_data_that_were_the_newest_are_none(town: Town) -> None:
    """Nor are those that changed after the hand-over."""
    with town.central.database.connection_context():
        record(town.central, [household()])
        branch, till = opened(town)
        branch.data = (events.DataUsed("resident", 1, newest_change(), MORNING.isoformat()),)
    till.hand_over(till.paid()[1][0])
    town.watch.now = till.now + timedelta(hours=1)
    with town.central.database.connection_context():
        record(town.central, [replace(household(), address="川崎市麻生区一丁目1番1号")])
    push_till(town, branch, till)
    assert () == unclosed(town)


def test_a_paper_that_waited_over_night_is_looked_at_when_it_is_given(town: Town) -> None:
    """Somebody on it was restricted in the evening; its 審査 is of the day before."""
    branch, till = opened(town)
    (job,) = till.paid()[1]
    till.print(job)
    till.check(job)
    till.leave(job)
    evening(town, till)
    push_till(town, branch, till)
    assert () == unclosed(town)
    with town.central.database.connection_context():
        restrict(town.central, branch.home.members[-1].id)
    next_morning(town, till)
    till.deliver(job)
    push_till(town, branch, till)
    (case,) = unclosed(town)
    assert ("restricted_issue", "C06-1-000001") == (case.code, case.about)
    assert not any(person.id in repr(case) or person.name in repr(case) for person in branch.home.members)


def test_a_restricted_name_without_a_number_is_a_case(town: Town) -> None:
    """The 筆頭者 on a paper lives elsewhere under the same name; head office finds them in its own registers."""
    elsewhere = household(7)
    stranger = replace(elsewhere.members[0], name="見本　筆頭")
    town.watch.now = MORNING - timedelta(days=1)
    with town.central.database.connection_context():
        record(town.central, [replace(elsewhere, members=(stranger,))])
        restrict(town.central, stranger.id)
    branch, till = opened(town)
    branch.home = replace(branch.home, members=(replace(branch.home.members[0], hittousha="見本 筆頭"),))
    branch.options = JuminhyoOptions(honseki=True)
    play(town, branch, till)
    (case,) = unclosed(town)
    assert ("restricted_issue", "C06-1-000001") == (case.code, case.about)
    assert not any(word in repr(case) for word in (stranger.id, "筆頭"))


@pytest.mark.parametrize("stretch", [1, 2, 20_000])
def test_names_are_read_on_from_where_they_were_read_to(
    town: Town, monkeypatch: pytest.MonkeyPatch, stretch: int
) -> None:
    """Who comes on the list later is looked up in what was recorded before; 通称 and 除票 count, too.

    However many changes are read at a time, and whoever else lives there.
    """
    monkeypatch.setattr("sync.central.cases.names._STRETCH", stretch)
    beside = household(4).members[0]
    people = [replace(each, members=each.members[:1]) for each in (household(1), household(2), household(3))]
    first, second, third = (each.members[0] for each in people)
    known_as = OtherName("通称　一", "ツウショウ　イチ")
    alias = ForeignStanding("米国", "中長期在留者", "永住者", None, None, "AB12345678CD", known_as)
    former = replace(third, name="去った　人", foreign=replace(alias, alias=OtherName("昔の　名", "ムカシノ　ナ")))
    gone = RemovedResident(former, "住所", "", Removal.MOVED, MORNING.date(), None)
    paper = replace(ALIEN, resident=ResidentId("0000000099"), name="外国の　人", alias=OtherName("登録　通称", ""))
    with town.central.database.connection_context():
        record(town.central, [people[0], gone, paper])
        restrict(town.central, first.id)
        assert {first.id} == _bearing(town, first.name)
        other = replace(second, name="別の　人", foreign=alias)
        record(town.central, [replace(people[1], members=(beside, other))])
        assert set() == _bearing(town, "通称一", "去った人")
        for person in (second.id, third.id, paper.resident):
            restrict(town.central, person)
        assert {second.id, third.id} == _bearing(town, "通称一", "去った人")
        for name, who in (("昔の名", third.id), ("外国の人", paper.resident), ("登録通称", paper.resident)):
            assert {who} == _bearing(town, name)
        record(town.central, [replace(people[0], members=(replace(first, name="新しい　名"),))])
        assert ({first.id}, {first.id}) == (_bearing(town, "新しい名"), _bearing(town, first.name))


def test_the_accident_of_2023_seen_from_head_office(town: Town) -> None:
    """One person's certificate at two counters within minutes: each log is in order, both offices are asked."""
    town.watch.now = MORNING
    here, there = Branch.of(town, "C06-1"), Branch.of(town, "C06-2")
    play(town, here, Till.opened())
    assert () == unclosed(town)
    late = Till.opened()
    late.now += timedelta(minutes=4)
    play(town, there, late)
    cases = unclosed(town)
    assert {("issued_twice", here.name), ("issued_twice", there.name)} == {(case.code, case.log) for case in cases}
    assert all({here.name, there.name} == {place.log for place in case.entries} for case in cases)


def test_one_certificate_at_two_places_rings(town: Town) -> None:
    """At both logs, once until somebody looked; the next pair rings anew, and comparing again does not."""
    town.watch.now = MORNING
    till = Till.opened()
    here = Branch.of(town, "C06-1")
    play(town, here, till)
    play(town, Branch.of(town, "C06-2"), Till.opened())
    unclosed(town)
    assert {(name, False) for name in ("C06-1/1", "C06-2/1")} == _rung(town)
    with town.central.database.connection_context():
        assert 1 == saw(town.central, "C06-1")
        ComparedLog.update(size=0, layout="another build").execute()
    unclosed(town)
    assert {("C06-1/1", True), ("C06-2/1", False)} == _rung(town)
    play(town, here, till)
    unclosed(town)
    assert {("C06-1/1", False), ("C06-2/1", False)} == _rung(town)


def test_an_entry_nobody_understands_and_a_gap_in_the_numbers_are_cases(town: Town) -> None:
    """What cannot be folded stops the fold, and numbers are told all the same."""
    branch, till = opened(town)
    till.hand_over(till.paid()[1][0])
    till.hand_over(till.paid()[1][0])
    branch.write(till.entries)
    numbered = next(entry for entry in till.entries if isinstance(entry.event, events.JobPrepared))
    branch.log.entries[numbered.seq] = branch.log.entries[numbered.seq].replace(b"job.prepared", b"job.conjured")
    branch.push()
    found = {case.code: case for case in unclosed(town)}
    assert {"entry_not_understood", "number_missing"} == found.keys()
    assert "1" == found["number_missing"].about


def test_a_snapshot_that_did_not_come_is_a_case(town: Town) -> None:
    """A device that keeps back what its paper said, or sends another, is asked for it."""
    branch, till = opened(town)
    till.hand_over(till.paid()[1][0])
    branch.write(till.entries)
    branch.log.kept.clear()
    branch.push()
    (case,) = unclosed(town)
    assert ("snapshot_missing", "C06-1-000001") == (case.code, case.about)


def test_clock_tables_and_builds_are_cases(town: Town) -> None:
    """From the stamps alone, and from what other devices of the city write with."""
    ahead = Branch.of(town, "C06-1")
    town.watch.now = MORNING - timedelta(days=20)
    modern = [_built(entry, "0.2.0", timedelta(days=-20)) for entry in Till.opened().entries]
    ahead.push(modern)
    lagging, till = Branch.of(town, "C06-2"), Till.opened()
    till.hand_over(till.paid()[1][0])
    lagging.write(till.entries)
    lagging.log.entries[-1] = _built(till.entries[-1], "0.1.0", timedelta(hours=-2)).to_bytes()
    lagging.push()
    assert {"build_lags", "clock_behind", "clock_future", "tables_lag"} == {case.code for case in unclosed(town)}


def test_what_cannot_be_read_is_a_case_and_stops_nobody(town: Town) -> None:
    """A stamp without dashes is read, one at the end of time is not; the other device is compared all the same."""
    odd, plain = Branch.of(town, "C06-1"), Branch.of(town, "C06-2")
    town.watch.now = MORNING
    till = Till.opened()
    till.hand_over(till.paid()[1][0])
    basic = [replace(entry, stamp=replace(entry.stamp, wall=_basic(entry))) for entry in till.entries]
    odd.write(basic)
    odd.log.entries[-1] = _with_wall(odd.log.entries[-1], _basic(basic[-1]), "99991231T235900+0900")
    odd.push()
    with town.central.database.connection_context():
        newer = Leaf.select().where(Leaf.seq == len(till.entries) - 2).get()
        hers = bytes(newer.data).replace(b'"boot":', b'"boots":')
        Leaf.update(data=hers).where((Leaf.log == newer.log) & (Leaf.seq == newer.seq)).execute()
    later = Till.opened()
    later.hand_over(later.paid(Wished(fee=200))[1][0])
    push_till(town, plain, later)
    found = {(case.log, case.code) for case in unclosed(town)}
    assert {(odd.name, "entry_not_understood"), (plain.name, "fee_differs")} == found
    (case,) = (case for case in unclosed(town) if case.code == "entry_not_understood")
    assert [len(till.entries) - 2, len(till.entries) - 1] == [place.seq for place in case.entries]


def test_a_silent_device_is_a_case_until_it_speaks(town: Town) -> None:
    """Three days of nothing; the case closes by itself when the device asks for its cases."""
    branch, till = opened(town)
    push_till(town, branch, till)
    assert () == unclosed(town)
    town.watch.now += timedelta(days=4)
    (case,) = unclosed(town)
    assert "device_silent" == case.code
    pulled = OnlineCentral(branch.session).cases(NO_CASES)
    assert (case.id,) == tuple(each.id for each in pulled.cases)
    assert () == unclosed(town)
    with town.central.database.connection_context():
        assert CloseReason.RESOLVED is store.case_of(case.id).history[-1].close


def _bearing(town: Town, *names: str) -> set[str]:
    """Who was ever restricted and bears one of these."""
    with exclusive(town.central.database):
        return {each.resident for each in borne({name_key(name) for name in names})}


def _rung(town: Town) -> set[tuple[str, bool]]:
    """Logs with an alarm for one certificate at two places, and whether somebody has seen it."""
    with town.central.database.connection_context():
        return {
            (f"{each.device}/{each.epoch}", each.seen) for each in alarms() if each.kind is AlarmKind.ISSUED_TWICE
        }


def _basic(entry: Entry) -> str:
    """Its wall time without dashes and colons."""
    return datetime.fromisoformat(entry.stamp.wall).strftime("%Y%m%dT%H%M%S%z")


def _with_wall(leaf: bytes, old: str, new: str) -> bytes:
    return leaf.replace(f'"wall":"{old}"'.encode(), f'"wall":"{new}"'.encode())


def _built(entry: Entry, build: str, by: timedelta) -> Entry:
    wall = (datetime.fromisoformat(entry.stamp.wall) + by).isoformat(timespec="milliseconds")
    return replace(entry, stamp=replace(entry.stamp, build=build, wall=wall))
