"""Cases from end to end: what a log shows, given back to its office, answered in the log, closed with a reason."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from branch_app.domain.errors import BadInput, OutOfOrder
from branch_app.domain.log import events
from branch_app.domain.log.canonical import to_canonical
from branch_app.domain.log.commitment import Retention, commit
from branch_app.domain.log.entry import Entry
from branch_app.domain.records.case import NO_CASES, Case, CaseAct, CaseId, CaseNews, CasePoint, CaseState
from branch_app.domain.records.resident import ForeignStanding, OtherName, Removal, RemovedResident
from branch_app.domain.records.snapshots import JuminhyoOptions
from branch_app.domain.rules.shown_persons import name_key
from branch_app.domain.values.identifiers import JobId, ResidentId
from branch_app.domain.values.reasons import AnswerReason, CloseReason
from branch_app.usecases.pull_cases import pull_cases
from sync.central.cases import store
from sync.central.cases.city import compare_city, outstanding
from sync.central.cases.compare import compare_log
from sync.central.cases.desk import close, show
from sync.central.cases.feed import PIECE, news
from sync.central.cases.models import CaseChange, CaseFile, ComparedLog, IssuedTag
from sync.central.cases.names import borne
from sync.central.database import exclusive
from sync.central.models import Leaf
from sync.central.registers import newest_change, record
from sync.central.restrictions import restrict
from sync.central.trust.alarms import AlarmKind, alarms, saw
from sync.client.central import OnlineCentral
from tests.fakes.city_records import ALIEN
from tests.fakes.compared import Branch
from tests.fakes.played_log import MORNING
from tests.fakes.store import household
from tests.fakes.till import Till, Wished
from tests.fakes.town import Town


def test_an_honest_day_gives_no_case(town: Town) -> None:
    """Open, closed, the day after: nothing to answer."""
    branch, till = _opened(town)
    till.hand_over(till.paid(Wished(copies=2))[1][0])
    _push(town, branch, till)
    assert () == _cases(town)
    till.void(_last_copy(till))
    _evening(town, till)
    _push(town, branch, till)
    assert () == _cases(town)


def test_a_wrong_fee_is_a_case_before_the_close_and_the_same_case_after_it(town: Town) -> None:
    """Continuously and per closed day: one case, with code, entries, owner, state, deadline and history."""
    branch, till = _opened(town)
    till.hand_over(till.paid(Wished(fee=200))[1][0])
    _push(town, branch, till)
    (case,) = _cases(town)
    assert ("fee_differs", "C06", branch.name, "200 / 300") == (case.code, case.office, case.log, case.detail)
    assert (CaseState.OPEN, MORNING.date()) == (case.state, case.business_date)
    _evening(town, till)
    _push(town, branch, till)
    assert (case,) == _cases(town)


def test_cash_and_a_close_that_says_otherwise_are_cases(town: Town) -> None:
    """Log against close, cash against what it should be."""
    branch, till = _opened(town)
    till.hand_over(till.paid()[1][0])
    till.count(short_by=500)
    till.close()
    last = till.entries[-1]
    assert isinstance(last.event, events.DayClosed)
    lie = replace(last, event=replace(last.event, sheets_rest=7))
    branch.push([*till.entries[:-1], lie])
    assert {"cash_differs", "close_differs"} == {case.code for case in _cases(town)}


def test_data_that_had_changed_by_then_are_a_case(town: Town) -> None:
    """The household moved in the morning; the paper of the afternoon shows the old address."""
    with town.central.database.connection_context():
        before = record(town.central, [household()])
    branch, till = _opened(town)
    branch.data = (events.DataUsed("resident", 1, before, MORNING.isoformat()),)
    town.watch.now = MORNING
    with town.central.database.connection_context():
        record(town.central, [replace(household(), address="川崎市麻生区一丁目1番1号")])
    till.now += timedelta(hours=1)
    till.hand_over(till.paid()[1][0])
    _push(town, branch, till)
    (case,) = _cases(town)
    assert ("data_changed", "C06-1-000001", "household") == (case.code, case.about, case.detail)


def test_data_that_were_the_newest_are_none(town: Town) -> None:
    """Nor are those that changed after the hand-over."""
    with town.central.database.connection_context():
        record(town.central, [household()])
        branch, till = _opened(town)
        branch.data = (events.DataUsed("resident", 1, newest_change(), MORNING.isoformat()),)
    till.hand_over(till.paid()[1][0])
    town.watch.now = till.now + timedelta(hours=1)
    with town.central.database.connection_context():
        record(town.central, [replace(household(), address="川崎市麻生区一丁目1番1号")])
    _push(town, branch, till)
    assert () == _cases(town)


def test_a_paper_that_waited_over_night_is_looked_at_when_it_is_given(town: Town) -> None:
    """Somebody on it was restricted in the evening; its 審査 is of the day before."""
    branch, till = _opened(town)
    (job,) = till.paid()[1]
    till.print(job)
    till.check(job)
    till.leave(job)
    _evening(town, till)
    _push(town, branch, till)
    assert () == _cases(town)
    with town.central.database.connection_context():
        restrict(town.central, branch.home.members[-1].id)
    _next_morning(town, till)
    till.deliver(job)
    _push(town, branch, till)
    (case,) = _cases(town)
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
    branch, till = _opened(town)
    branch.home = replace(branch.home, members=(replace(branch.home.members[0], hittousha="見本 筆頭"),))
    branch.options = JuminhyoOptions(honseki=True)
    _play(town, branch, till)
    (case,) = _cases(town)
    assert ("restricted_issue", "C06-1-000001") == (case.code, case.about)
    assert not any(word in repr(case) for word in (stranger.id, "筆頭"))


def test_names_are_read_on_from_where_they_were_read_to(town: Town) -> None:
    """Who comes on the list later is looked up in what was recorded before; 通称 and 除票 count, too."""
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
        record(town.central, [replace(people[1], members=(replace(second, name="別の　人", foreign=alias),))])
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
    _play(town, here, Till.opened())
    assert () == _cases(town)
    late = Till.opened()
    late.now += timedelta(minutes=4)
    _play(town, there, late)
    cases = _cases(town)
    assert {("issued_twice", here.name), ("issued_twice", there.name)} == {(case.code, case.log) for case in cases}
    assert all({here.name, there.name} == {place.log for place in case.entries} for case in cases)


def test_one_certificate_at_two_places_rings(town: Town) -> None:
    """At both logs, once until somebody looked; the next pair rings anew, and comparing again does not."""
    town.watch.now = MORNING
    till = Till.opened()
    here = Branch.of(town, "C06-1")
    _play(town, here, till)
    _play(town, Branch.of(town, "C06-2"), Till.opened())
    _cases(town)
    assert {(name, False) for name in ("C06-1/1", "C06-2/1")} == _rung(town)
    with town.central.database.connection_context():
        assert 1 == saw(town.central, "C06-1")
        ComparedLog.update(size=0, layout="another build").execute()
    _cases(town)
    assert {("C06-1/1", True), ("C06-2/1", False)} == _rung(town)
    _play(town, here, till)
    _cases(town)
    assert {("C06-1/1", False), ("C06-2/1", False)} == _rung(town)


def test_a_late_arrival_opens_what_was_closed(town: Town) -> None:
    """A third device comes back from weeks offline: the closed case is another now, and is asked anew."""
    town.watch.now = MORNING
    branches = [Branch.of(town, f"C06-{number}") for number in (1, 2, 3)]
    for branch in branches[:2]:
        _play(town, branch, Till.opened())
    first = next(case for case in _cases(town) if case.log == branches[0].name)
    with town.central.database.connection_context():
        close(town.central, first.id, CloseReason.EXPLAINED, "auditor-1")
    assert (branches[1].name,) == tuple(case.log for case in _cases(town))
    town.watch.now += timedelta(days=30)
    _play(town, branches[2], Till.opened())
    again = next(case for case in _cases(town) if case.id == first.id)
    assert (CaseState.OPEN, 2, CaseAct.REOPENED) == (again.state, again.round, again.history[-1].act)
    assert {branch.name for branch in branches} == {place.log for place in again.entries}


def test_an_entry_nobody_understands_and_a_gap_in_the_numbers_are_cases(town: Town) -> None:
    """What cannot be folded stops the fold, and numbers are told all the same."""
    branch, till = _opened(town)
    till.hand_over(till.paid()[1][0])
    till.hand_over(till.paid()[1][0])
    branch.write(till.entries)
    numbered = next(entry for entry in till.entries if isinstance(entry.event, events.JobPrepared))
    branch.log.entries[numbered.seq] = branch.log.entries[numbered.seq].replace(b"job.prepared", b"job.conjured")
    branch.push()
    found = {case.code: case for case in _cases(town)}
    assert {"entry_not_understood", "number_missing"} == found.keys()
    assert "1" == found["number_missing"].about


def test_a_snapshot_that_did_not_come_is_a_case(town: Town) -> None:
    """A device that keeps back what its paper said, or sends another, is asked for it."""
    branch, till = _opened(town)
    till.hand_over(till.paid()[1][0])
    branch.write(till.entries)
    branch.log.kept.clear()
    branch.push()
    (case,) = _cases(town)
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
    assert {"build_lags", "clock_behind", "clock_future", "tables_lag"} == {case.code for case in _cases(town)}


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
    _push(town, plain, later)
    found = {(case.log, case.code) for case in _cases(town)}
    assert {(odd.name, "entry_not_understood"), (plain.name, "fee_differs")} == found
    (case,) = (case for case in _cases(town) if case.code == "entry_not_understood")
    assert [len(till.entries) - 2, len(till.entries) - 1] == [place.seq for place in case.entries]


def test_a_silent_device_is_a_case_until_it_speaks(town: Town) -> None:
    """Three days of nothing; the case closes by itself when the device asks for its cases."""
    branch, till = _opened(town)
    _push(town, branch, till)
    assert () == _cases(town)
    town.watch.now += timedelta(days=4)
    (case,) = _cases(town)
    assert "device_silent" == case.code
    pulled = OnlineCentral(branch.session).cases(NO_CASES)
    assert (case.id,) == tuple(each.id for each in pulled.cases)
    assert () == _cases(town)
    with town.central.database.connection_context():
        assert CloseReason.RESOLVED is store.case_of(case.id).history[-1].close


def test_an_answer_is_an_entry_and_arrives_once(town: Town) -> None:
    """Offline, signed, with words that only the opening tells; head office reads it from the log and closes."""
    branch, till = _opened(town)
    till.hand_over(till.paid(Wished(fee=200))[1][0])
    _push(town, branch, till)
    (case,) = _cases(town)
    note, opening = commit("note", to_canonical("掲示を見間違えた"), bytes(32), Retention.ISSUANCE)
    till.add(events.CaseAnswered(case.id, case.round, AnswerReason.OUR_MISTAKE, note))
    branch.log.kept.append((len(till.entries) - 1, opening))
    _push(town, branch, till)
    branch.push()
    (answered,) = _cases(town)
    assert (CaseState.ANSWERED, 2) == (answered.state, len(answered.history))
    with town.central.database.connection_context():
        assert ("掲示を見間違えた",) == show(town.central, case.id).words
        close(town.central, case.id, CloseReason.INSTRUCTED, "auditor-1")
        with pytest.raises(OutOfOrder):
            close(town.central, case.id, CloseReason.INSTRUCTED, "auditor-1")
        assert "auditor-1" == CaseChange.select().order_by(CaseChange.version.desc()).get().by
    assert () == _cases(town)


def test_nobody_answers_for_another_office(town: Town) -> None:
    """An answer in the log of a device of elsewhere changes nothing."""
    branch, till = _opened(town)
    till.hand_over(till.paid(Wished(fee=200))[1][0])
    _push(town, branch, till)
    (case,) = _cases(town)
    with town.central.database.connection_context():
        CaseFile.update(body=bytes(CaseFile.get().body).replace(b'"office":"C06"', b'"office":"W01"')).execute()
    till.add(events.CaseAnswered(case.id, 1, AnswerReason.EXPLAINED))
    _push(town, branch, till)
    assert CaseState.OPEN is _cases(town)[0].state


def test_comparing_again_changes_nothing(town: Town) -> None:
    """Idempotent, and what was compared is not outstanding; from the first entry on it comes to the same."""
    branch, till = _opened(town)
    till.hand_over(till.paid(Wished(fee=200))[1][0])
    _evening(town, till)
    _push(town, branch, till)
    cases = _cases(town)
    with town.central.database.connection_context():
        assert ((), 0) == (outstanding(), compare_city(town.central))
        ComparedLog.update(layout="another build", state=b"?").execute()
        ComparedLog.update(size=0).execute()
        assert 0 == compare_city(town.central)
    assert cases == _cases(town)


@pytest.mark.parametrize("stretch", [5, 40])
def test_a_long_log_is_looked_at_in_stretches(town: Town, monkeypatch: pytest.MonkeyPatch, stretch: int) -> None:
    """Days of findings come to the same cases, each unchanged where it was known; a day is never cut."""
    branch, till = _opened(town)
    for _ in range(3):
        till.hand_over(till.paid(Wished(fee=200))[1][0])
        _evening(town, till)
        _next_morning(town, till)
    till.hand_over(till.paid(Wished(fee=100))[1][0])
    _push(town, branch, till)
    cases = _cases(town)
    assert ["fee_differs"] * 4 == [case.code for case in cases]
    monkeypatch.setattr("sync.central.cases.compare._STRETCH", stretch)
    with town.central.database.connection_context():
        ComparedLog.update(layout="another build", state=b"?").execute()
        assert 0 == compare_log(town.central, ComparedLog.get().log_id)
        ComparedLog.delete().execute()
        CaseFile.delete().execute()
        assert len(cases) == compare_city(town.central)
    assert [(case.id, case.entries) for case in cases] == [(case.id, case.entries) for case in _cases(town)]


def test_the_book_follows_head_office_in_pieces(town: Town) -> None:
    """More cases than go into one answer; what is closed comes too; nothing comes twice."""
    branch, till = _opened(town)
    for _ in range(PIECE + 5):
        till.quoted(Wished(fee=200))
    _push(town, branch, till)
    book = Book()
    assert PIECE + 5 == pull_cases(OnlineCentral(branch.session), book)
    assert 0 == pull_cases(OnlineCentral(branch.session), book)
    case = next(iter(book.held.values()))
    with town.central.database.connection_context():
        close(town.central, case.id, CloseReason.FALSE_ALARM, "auditor-1")
    assert 1 == pull_cases(OnlineCentral(branch.session), book)
    assert CaseState.CLOSED is book.held[case.id].state


def test_a_restored_head_office_says_everything_anew(town: Town) -> None:
    """A point that is not of its history gets all that is open, whatever its number."""
    branch, till = _opened(town)
    till.hand_over(till.paid(Wished(fee=200))[1][0])
    _push(town, branch, till)
    (case,) = _cases(town)
    with town.central.database.connection_context():
        for held in (CasePoint(1, "another history"), CasePoint(9, "later")):
            told = news(town.central, "C06", held)
            assert (0, (case,)) == (told.since, told.cases)
        assert () == news(town.central, "W01", NO_CASES).cases


def test_what_two_papers_share_tells_nobody_whose_they_are(town: Town) -> None:
    """No number of a person lies in the tables of cases, and next year's tag is another."""
    branch, till = _opened(town)
    till.hand_over(till.paid()[1][0])
    _push(town, branch, till)
    _cases(town)
    with town.central.database.connection_context():
        (tag,) = IssuedTag.select()
    subject = branch.home.members[0].id
    assert subject not in tag.tag
    vault, day = town.central.vault, MORNING.date()
    now, again, then = vault.tags([(day, "x"), (day, "x"), (day + timedelta(days=366), "x")])
    assert now == again != then


def test_a_log_compared_from_its_beginning_again_notes_each_copy_once(town: Town) -> None:
    """How far a log was compared may be forgotten: a copy that was noted already lies beside the next one."""
    branch, till = _opened(town)
    _play(town, branch, till)
    found = _cases(town)
    with town.central.database.connection_context():
        noted = list(IssuedTag.select().tuples())
        ComparedLog.delete().execute()
    _play(town, branch, till)
    assert found == _cases(town)
    with town.central.database.connection_context():
        now = list(IssuedTag.select().order_by(IssuedTag.seq).tuples())
    assert (noted, 2) == (now[:1], len(now))


def test_there_is_no_case_of_that_id(town: Town) -> None:
    """Nothing is closed that is not there."""
    with town.central.database.connection_context(), pytest.raises(BadInput):
        close(town.central, CaseId("0" * 32), CloseReason.EXPLAINED, "auditor-1")


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


def _opened(town: Town) -> tuple[Branch, Till]:
    town.watch.now = MORNING
    return Branch.of(town), Till.opened()


def _play(town: Town, branch: Branch, till: Till) -> None:
    till.hand_over(till.paid()[1][0])
    _push(town, branch, till)


def _push(town: Town, branch: Branch, till: Till) -> None:
    """What the till wrote is here a moment later."""
    town.watch.now = max(town.watch.now, till.now)
    branch.push(till.entries)


def _evening(town: Town, till: Till) -> None:
    till.count()
    till.close()
    town.watch.now = till.now


def _next_morning(town: Town, till: Till) -> None:
    till.now += timedelta(days=1)
    town.watch.now = till.now
    till.open()


def _last_copy(till: Till) -> JobId:
    return list(till.state.issuance.jobs)[-1]


def _basic(entry: Entry) -> str:
    """Its wall time without dashes and colons."""
    return datetime.fromisoformat(entry.stamp.wall).strftime("%Y%m%dT%H%M%S%z")


def _with_wall(leaf: bytes, old: str, new: str) -> bytes:
    return leaf.replace(f'"wall":"{old}"'.encode(), f'"wall":"{new}"'.encode())


def _built(entry: Entry, build: str, by: timedelta) -> Entry:
    wall = (datetime.fromisoformat(entry.stamp.wall) + by).isoformat(timespec="milliseconds")
    return replace(entry, stamp=replace(entry.stamp, build=build, wall=wall))


def _cases(town: Town) -> tuple[Case, ...]:
    """What is not closed after everything was compared."""
    with town.central.database.connection_context():
        compare_city(town.central)
        return store.unclosed()


@dataclass(slots=True)
class Book:
    """``CaseBook`` in memory."""

    held: dict[CaseId, Case] = field(default_factory=dict)
    at: CasePoint = NO_CASES

    def point(self) -> CasePoint:
        """How far it goes."""
        return self.at

    def take(self, news: CaseNews) -> None:
        """Lay it over."""
        assert news.since in {0, self.at.version}
        self.held |= {case.id: case for case in news.cases}
        self.at = news.point

    def cases(self) -> tuple[Case, ...]:
        """All."""
        return tuple(self.held.values())

    def case(self, case: CaseId) -> Case:
        """One."""
        return self.held[case]
