"""Answers to cases: each round of a case is answered once."""

import pytest

from branch_app.domain.deciders import cases
from branch_app.domain.errors import OutOfOrder
from branch_app.domain.log.events import CaseAnswered
from branch_app.domain.values.reasons import AnswerReason
from tests.fakes.till import Till


def test_a_round_is_answered_once() -> None:
    """The answer stands in the log; a second one to that round is refused, whatever it says."""
    till = Till.opened()
    assert (_answered("a", 1),) == _answer(till, "a", 1)
    with pytest.raises(OutOfOrder):
        cases.answer(till.state.answers, _answered("a", 1, AnswerReason.EXPLAINED))
    assert frozenset({("a", 1)}) == till.state.answers


def test_another_round_and_another_case_have_answers_of_their_own() -> None:
    """What is opened again is asked again."""
    till = Till.opened()
    for case, number in (("a", 1), ("a", 2), ("b", 1)):
        _answer(till, case, number)
    assert frozenset({("a", 1), ("a", 2), ("b", 1)}) == till.state.answers


def test_what_is_no_answer_leaves_the_answers_as_they_are() -> None:
    """The day goes on, and closes."""
    till = Till.opened()
    _answer(till, "a", 1)
    till.hand_over(till.paid()[1][0])
    till.next_day()
    assert frozenset({("a", 1)}) == till.state.answers


def test_a_log_that_answers_a_round_twice_is_not_believed() -> None:
    """No decision could have written the second answer."""
    answers = cases.evolve(frozenset(), _answered("a", 1))
    with pytest.raises(OutOfOrder):
        cases.evolve(answers, _answered("a", 1))


def _answer(till: Till, case: str, number: int) -> object:
    return till.do(lambda state: cases.answer(state.answers, _answered(case, number)))


def _answered(case: str, number: int, answer: AnswerReason = AnswerReason.OUR_MISTAKE) -> CaseAnswered:
    return CaseAnswered(case, number, answer)
