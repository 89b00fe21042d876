"""Cases from end to end: what a log shows, given back to its office, answered in the log, closed with a reason."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from branch_app.domain.errors import BadInput, OutOfOrder
from branch_app.domain.log import events
from branch_app.domain.log.canonical import to_canonical
from branch_app.domain.log.commitment import Retention, commit
from branch_app.domain.records.case import NO_CASES, Case, CaseAct, CaseId, CaseNews, CasePoint, CaseState
from branch_app.domain.values.reasons import AnswerReason, CloseReason
from branch_app.usecases.pull_cases import pull_cases
from sync.central.cases.city import compare_city, outstanding
from sync.central.cases.compare import compare_log
from sync.central.cases.desk import close, show
from sync.central.cases.feed import PIECE, news
from sync.central.cases.models import CaseChange, CaseFile, ComparedLog, IssuedTag
from sync.client.central import OnlineCentral
from tests.fakes.compared import Branch
from tests.fakes.compared_days import evening, last_copy, next_morning, opened, play, push_till, unclosed
from tests.fakes.played_log import MORNING
from tests.fakes.till import Till, Wished
from tests.fakes.town import Town


def test_an_honest_day_gives_no_case(town: Town) -> None:
    """Open, closed, the day after: nothing to answer."""
    branch, till = opened(town)
    till.hand_over(till.paid(Wished(copies=2))[1][0])
    push_till(town, branch, till)
    assert () == unclosed(town)
    till.void(last_copy(till))
    evening(town, till)
    push_till(town, branch, till)
    assert () == unclosed(town)


def test_a_wrong_fee_is_a_case_before_the_close_and_the_same_case_after_it(town: Town) -> None:
    """Continuously and per closed day: one case, with code, entries, owner, state, deadline and history."""
    branch, till = opened(town)
    till.hand_over(till.paid(Wished(fee=200))[1][0])
    push_till(town, branch, till)
    (case,) = unclosed(town)
    assert ("fee_differs", "C06", branch.name, "200 / 300") == (case.code, case.office, case.log, case.detail)
    assert (CaseState.OPEN, MORNING.date()) == (case.state, case.business_date)
    evening(town, till)
    push_till(town, branch, till)
    assert (case,) == unclosed(town)


def test_a_late_arrival_opens_what_was_closed(town: Town) -> None:
    """A third device comes back from weeks offline: the closed case is another now, and is asked anew."""
    town.watch.now = MORNING
    branches = [Branch.of(town, f"C06-{number}") for number in (1, 2, 3)]
    for branch in branches[:2]:
        play(town, branch, Till.opened())
    first = next(case for case in unclosed(town) if case.log == branches[0].name)
    with town.central.database.connection_context():
        close(town.central, first.id, CloseReason.EXPLAINED, "auditor-1")
    assert (branches[1].name,) == tuple(case.log for case in unclosed(town))
    town.watch.now += timedelta(days=30)
    play(town, branches[2], Till.opened())
    again = next(case for case in unclosed(town) if case.id == first.id)
    assert (CaseState.OPEN, 2, CaseAct.REOPENED) == (again.state, again.round, again.history[-1].act)
    assert {branch.name for branch in branches} == {place.log for place in again.entries}


def test_an_answer_is_an_entry_and_arrives_once(town: Town) -> None:
    """Offline, signed, with words that only the opening tells; head office reads it from the log and closes."""
    branch, till = opened(town)
    till.hand_over(till.paid(Wished(fee=200))[1][0])
    push_till(town, branch, till)
    (case,) = unclosed(town)
    note, opening = commit("note", to_canonical("掲示を見間違えた"), bytes(32), Retention.ISSUANCE)
    till.add(events.CaseAnswered(case.id, case.round, AnswerReason.OUR_MISTAKE, note))
    branch.log.kept.append((len(till.entries) - 1, opening))
    push_till(town, branch, till)
    branch.push()
    (answered,) = unclosed(town)
    assert (CaseState.ANSWERED, 2) == (answered.state, len(answered.history))
    with town.central.database.connection_context():
        assert ("掲示を見間違えた",) == show(town.central, case.id).words
        close(town.central, case.id, CloseReason.INSTRUCTED, "auditor-1")
        with pytest.raises(OutOfOrder):
            close(town.central, case.id, CloseReason.INSTRUCTED, "auditor-1")
        assert "auditor-1" == CaseChange.select().order_by(CaseChange.version.desc()).get().by
    assert () == unclosed(town)


def test_nobody_answers_for_another_office(town: Town) -> None:
    """An answer in the log of a device of elsewhere changes nothing."""
    branch, till = opened(town)
    till.hand_over(till.paid(Wished(fee=200))[1][0])
    push_till(town, branch, till)
    (case,) = unclosed(town)
    with town.central.database.connection_context():
        CaseFile.update(body=bytes(CaseFile.get().body).replace(b'"office":"C06"', b'"office":"W01"')).execute()
    till.add(events.CaseAnswered(case.id, 1, AnswerReason.EXPLAINED))
    push_till(town, branch, till)
    assert CaseState.OPEN is unclosed(town)[0].state


def test_comparing_again_changes_nothing(town: Town) -> None:
    """Idempotent, and what was compared is not outstanding; from the first entry on it comes to the same."""
    branch, till = opened(town)
    till.hand_over(till.paid(Wished(fee=200))[1][0])
    evening(town, till)
    push_till(town, branch, till)
    cases = unclosed(town)
    with town.central.database.connection_context():
        assert ((), 0) == (outstanding(), compare_city(town.central))
        ComparedLog.update(layout="another build", state=b"?").execute()
        ComparedLog.update(size=0).execute()
        assert 0 == compare_city(town.central)
    assert cases == unclosed(town)


@pytest.mark.parametrize("stretch", [5, 40])
def test_a_long_log_is_looked_at_in_stretches(town: Town, monkeypatch: pytest.MonkeyPatch, stretch: int) -> None:
    """Days of findings come to the same cases, each unchanged where it was known; a day is never cut."""
    branch, till = opened(town)
    for _ in range(3):
        till.hand_over(till.paid(Wished(fee=200))[1][0])
        evening(town, till)
        next_morning(town, till)
    till.hand_over(till.paid(Wished(fee=100))[1][0])
    push_till(town, branch, till)
    cases = unclosed(town)
    assert ["fee_differs"] * 4 == [case.code for case in cases]
    monkeypatch.setattr("sync.central.cases.compare._STRETCH", stretch)
    with town.central.database.connection_context():
        ComparedLog.update(layout="another build", state=b"?").execute()
        assert 0 == compare_log(town.central, ComparedLog.get().log_id)
        ComparedLog.delete().execute()
        CaseFile.delete().execute()
        assert len(cases) == compare_city(town.central)
    assert [(case.id, case.entries) for case in cases] == [(case.id, case.entries) for case in unclosed(town)]


def test_the_book_follows_head_office_in_pieces(town: Town) -> None:
    """More cases than go into one answer; what is closed comes too; nothing comes twice."""
    branch, till = opened(town)
    for _ in range(PIECE + 5):
        till.quoted(Wished(fee=200))
    push_till(town, branch, till)
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
    branch, till = opened(town)
    till.hand_over(till.paid(Wished(fee=200))[1][0])
    push_till(town, branch, till)
    (case,) = unclosed(town)
    with town.central.database.connection_context():
        for held in (CasePoint(1, "another history"), CasePoint(9, "later")):
            told = news(town.central, "C06", held)
            assert (0, (case,)) == (told.since, told.cases)
        assert () == news(town.central, "W01", NO_CASES).cases


def test_what_two_papers_share_tells_nobody_whose_they_are(town: Town) -> None:
    """No number of a person lies in the tables of cases, and next year's tag is another."""
    branch, till = opened(town)
    till.hand_over(till.paid()[1][0])
    push_till(town, branch, till)
    unclosed(town)
    with town.central.database.connection_context():
        (tag,) = IssuedTag.select()
    subject = branch.home.members[0].id
    assert subject not in tag.tag
    vault, day = town.central.vault, MORNING.date()
    now, again, then = vault.tags([(day, "x"), (day, "x"), (day + timedelta(days=366), "x")])
    assert now == again != then


def test_a_log_compared_from_its_beginning_again_notes_each_copy_once(town: Town) -> None:
    """How far a log was compared may be forgotten: a copy that was noted already lies beside the next one."""
    branch, till = opened(town)
    play(town, branch, till)
    found = unclosed(town)
    with town.central.database.connection_context():
        noted = list(IssuedTag.select().tuples())
        ComparedLog.delete().execute()
    play(town, branch, till)
    assert found == unclosed(town)
    with town.central.database.connection_context():
        now = list(IssuedTag.select().order_by(IssuedTag.seq).tuples())
    assert (noted, 2) == (now[:1], len(now))


def test_there_is_no_case_of_that_id(town: Town) -> None:
    """Nothing is closed that is not there."""
    with town.central.database.connection_context(), pytest.raises(BadInput):
        close(town.central, CaseId("0" * 32), CloseReason.EXPLAINED, "auditor-1")


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
