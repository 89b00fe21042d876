"""回答: a case is answered once a round, offline, in the log; what was said opens from there alone."""

from dataclasses import replace
from datetime import date

import pytest

from branch_app.domain.errors import BadInput, OutOfOrder
from branch_app.domain.log.events import CaseAnswered
from branch_app.domain.reconcile.casework import CaseScene, found
from branch_app.domain.reconcile.finding import Finding
from branch_app.domain.records.case import Case, CaseNews, CasePoint
from branch_app.domain.values.reasons import AnswerReason
from branch_app.usecases.answer_case import MAX_WORDS, answer_case, listed_cases
from branch_app.usecases.desk import Desk
from db.cases import StoredCases
from tests.integration.counter.conftest import Device


@pytest.fixture
def book(device: Device, desk: Desk) -> StoredCases:
    """Two cases of this office; the second has the nearer deadline."""
    book, now = device.file.cases, desk.clock.now()
    scene = CaseScene("C06", "C06-1/1", now.date(), now)
    first, second = (found(None, Finding("fee_differs", (4,), "200 / 300", about), scene) for about in "12")
    cases = (first, replace(second, deadline=date(2000, 1, 1)))
    book.take(CaseNews(0, CasePoint(2, "m"), now, cases, more=False))
    return book


def test_an_answer_is_an_entry_with_the_words_committed(desk: Desk, book: StoredCases) -> None:
    """The log names case, round and reason; the words lie in an opening."""
    case = _waiting(desk, book)[0]
    answer_case(desk, case, AnswerReason.OUR_MISTAKE, "掲示を見間違えた")
    entry = desk.journal.ledger.leaves(desk.journal.state.size - 1, desk.journal.state.size)[0]
    event = next(iter(_events(desk)))
    assert (case.id, 1, AnswerReason.OUR_MISTAKE) == (event.case, event.round, event.answer)
    assert "掲示".encode() not in entry
    assert event.note is not None
    assert "掲示を見間違えた" in desk.journal.ledger.opening_of(event.note).value.decode()


def test_what_was_answered_here_waits_no_more(desk: Desk, book: StoredCases) -> None:
    """Those that wait come first; until head office says so the case counts as sent."""
    first, second = _waiting(desk, book)
    assert "2" == first.about
    answer_case(desk, first, AnswerReason.EXPLAINED)
    assert [(second, False), (first, True)] == [(each.case, each.sent) for each in listed_cases(desk, book)]


def test_a_round_is_answered_once_and_the_next_one_anew(desk: Desk, book: StoredCases) -> None:
    """Pressed twice is one answer; a case that was opened again is asked again."""
    case = _waiting(desk, book)[0]
    answer_case(desk, case, AnswerReason.UNDER_REVIEW)
    with pytest.raises(OutOfOrder):
        answer_case(desk, case, AnswerReason.EXPLAINED)
    answer_case(desk, replace(case, round=2), AnswerReason.EXPLAINED)
    assert [1, 2] == [event.round for event in _events(desk)]


def test_more_words_than_an_answer_has_are_refused(desk: Desk, book: StoredCases) -> None:
    """Nothing is written."""
    with pytest.raises(BadInput):
        answer_case(desk, _waiting(desk, book)[0], AnswerReason.EXPLAINED, "あ" * (MAX_WORDS + 1))
    assert [] == _events(desk)


def _waiting(desk: Desk, book: StoredCases) -> list[Case]:
    return [each.case for each in listed_cases(desk, book) if each.waiting]


def _events(desk: Desk) -> list[CaseAnswered]:
    with desk.journal.ledger.exclusive() as writer:
        entries = writer.entries(0)
    return [entry.event for entry in entries if isinstance(entry.event, CaseAnswered)]
