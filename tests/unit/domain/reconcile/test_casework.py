"""A case's life: one however often it is found, answered, closed with a reason, opened by what comes later."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from branch_app.domain.errors import BadInput, OutOfOrder
from branch_app.domain.log.events import CaseAnswered
from branch_app.domain.reconcile.casework import CaseScene, answered, case_id, closed, found, vanished
from branch_app.domain.reconcile.finding import Finding, FindingCode
from branch_app.domain.records.case import MAX_SHOWN_ENTRIES, Case, CaseAct, CaseOwner, CaseState, EntryPlace
from branch_app.domain.rules.case_terms import terms_of
from branch_app.domain.values.reasons import AnswerReason, CloseReason

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=2)
SCENE = CaseScene("C06", "C06-1/1", date(2026, 11, 24), NOW)
SHORT = Finding(FindingCode.CASH_DIFFERS, (40,), "29600 / 30600", "2026-11-24")


def test_a_case_has_owner_state_deadline_and_history() -> None:
    """And nothing of a person."""
    case = found(None, SHORT, SCENE)
    assert ("cash_differs", CaseOwner.OFFICE, CaseState.OPEN, 1) == (case.code, case.owner, case.state, case.round)
    assert (date(2026, 11, 27), (CaseAct.OPENED,)) == (case.deadline, _acts(case))
    assert (EntryPlace("C06-1/1", 40),) == case.entries
    assert case.asks(CaseOwner.OFFICE)


def test_the_same_finding_is_the_same_case() -> None:
    """Comparing again says nothing new; other figures are the same case, changed."""
    case = found(None, SHORT, SCENE)
    assert case == found(case, SHORT, replace(SCENE, now=LATER))
    other = replace(SHORT, entries=(40, 52), detail="29000 / 30600")
    changed = found(case, other, replace(SCENE, now=LATER))
    assert (case.id, 1, (CaseAct.OPENED, CaseAct.CHANGED)) == (changed.id, changed.round, _acts(changed))
    assert case.id == case_id("C06-1/1", other)


@pytest.mark.parametrize(
    "other",
    [replace(SHORT, about="2026-11-25"), replace(SHORT, code=FindingCode.SHEETS_DIFFER)],
    ids=["another day", "another kind"],
)
def test_another_thing_is_another_case(other: Finding) -> None:
    """By kind and by what it is about; another log's is another too."""
    assert len({case_id("C06-1/1", SHORT), case_id("C06-1/1", other), case_id("C06-2/1", SHORT)}) == 3


def test_an_answer_is_to_a_round() -> None:
    """The first one answers it; one to an earlier round is history."""
    case = answered(found(None, SHORT, SCENE), _answer(1), LATER)
    assert (CaseState.ANSWERED, AnswerReason.OUR_MISTAKE) == (case.state, case.history[-1].answer)
    assert case.asks(CaseOwner.HEAD_OFFICE)
    changed = found(case, replace(SHORT, detail="1 / 2"), replace(SCENE, now=LATER))
    assert (CaseState.OPEN, 2) == (changed.state, changed.round)
    assert CaseState.OPEN is answered(changed, _answer(1), LATER).state
    assert CaseState.ANSWERED is answered(changed, _answer(2), LATER).state


def test_what_head_office_closed_stays_closed_until_it_is_another() -> None:
    """The same finding every night opens nothing; a late arrival that changes it opens it anew, with a deadline."""
    case = closed(found(None, SHORT, SCENE), CloseReason.EXPLAINED, NOW)
    assert case == found(case, SHORT, replace(SCENE, now=LATER))
    again = found(case, replace(SHORT, detail="0 / 30600"), replace(SCENE, now=LATER))
    assert (CaseState.OPEN, 2, CaseAct.REOPENED) == (again.state, again.round, again.history[-1].act)
    assert terms_of("cash_differs").deadline(LATER.date()) == again.deadline


def test_what_is_found_no_more_closes_by_itself_and_opens_when_it_is_back() -> None:
    """Later entries made it fit, and then they did not."""
    case = vanished(found(None, SHORT, SCENE), LATER)
    assert (CaseState.CLOSED, CloseReason.RESOLVED) == (case.state, case.history[-1].close)
    assert case == vanished(case, LATER)
    assert CaseState.OPEN is found(case, SHORT, replace(SCENE, now=LATER)).state


def test_an_answer_after_the_close_is_read() -> None:
    """It opens what a person closed without it, and leaves what fits by now."""
    case = found(None, SHORT, SCENE)
    assert CaseState.ANSWERED is answered(closed(case, CloseReason.EXPLAINED, NOW), _answer(1), LATER).state
    gone = answered(vanished(case, NOW), _answer(1), LATER)
    assert (CaseState.CLOSED, CaseAct.ANSWERED) == (gone.state, gone.history[-1].act)
    assert CaseState.OPEN is found(gone, SHORT, SCENE).state


def test_a_case_is_closed_once_and_by_a_reason_of_a_person() -> None:
    """Nobody says in person what only later entries can say."""
    case = found(None, SHORT, SCENE)
    with pytest.raises(BadInput):
        closed(case, CloseReason.RESOLVED, NOW)
    with pytest.raises(OutOfOrder):
        closed(closed(case, CloseReason.CORRECTED, NOW), CloseReason.CORRECTED, NOW)


def test_a_case_names_so_many_entries_and_no_more() -> None:
    """A day under old tables has thousands."""
    case = found(None, Finding(FindingCode.TABLES_LAG, tuple(range(900)), "900", "x"), SCENE)
    assert MAX_SHOWN_ENTRIES == len(case.entries)


@pytest.mark.parametrize(
    ("state", "owner", "asked"),
    [
        (CaseState.OPEN, CaseOwner.OFFICE, {CaseOwner.OFFICE}),
        (CaseState.OPEN, CaseOwner.HEAD_OFFICE, {CaseOwner.HEAD_OFFICE}),
        (CaseState.ANSWERED, CaseOwner.OFFICE, {CaseOwner.HEAD_OFFICE}),
        (CaseState.ANSWERED, CaseOwner.HEAD_OFFICE, {CaseOwner.HEAD_OFFICE}),
        (CaseState.CLOSED, CaseOwner.OFFICE, set()),
        (CaseState.CLOSED, CaseOwner.HEAD_OFFICE, set()),
    ],
)
def test_a_case_waits_for_its_owner_then_for_head_office_then_for_nobody(
    state: CaseState, owner: CaseOwner, asked: set[CaseOwner]
) -> None:
    """Whoever had to answer, head office reads the answer; what is closed asks no more."""
    case = replace(found(None, SHORT, SCENE), state=state, owner=owner)
    assert asked == {side for side in CaseOwner if case.asks(side)}


def test_no_case_names_more_entries_than_are_shown_or_a_round_before_the_first() -> None:
    """One entry less, and the first round, are a case."""
    case = found(None, Finding(FindingCode.TABLES_LAG, tuple(range(900)), "900", "x"), SCENE)
    assert (MAX_SHOWN_ENTRIES, 1) == (len(case.entries), case.round)
    with pytest.raises(ValueError, match="case"):
        replace(case, entries=(*case.entries, case.entries[0]))
    with pytest.raises(ValueError, match="case"):
        replace(case, round=0)


def test_every_kind_has_terms() -> None:
    """Restricted persons are first."""
    assert min(FindingCode, key=lambda code: terms_of(code).days) in {
        FindingCode.RESTRICTED_ISSUE,
        FindingCode.ISSUED_TWICE,
    }


def _answer(number: int) -> CaseAnswered:
    return CaseAnswered("case", number, AnswerReason.OUR_MISTAKE)


def _acts(case: Case) -> tuple[CaseAct, ...]:
    return tuple(step.act for step in case.history)
