"""回答: what the office knows of a case. The answer is an entry of the log: signed, offline, pushed once."""

from dataclasses import dataclass

from branch_app.domain.deciders import cases
from branch_app.domain.deciders.cases import Answers
from branch_app.domain.errors import BadInput
from branch_app.domain.log.events import CaseAnswered
from branch_app.domain.records.case import Case, CaseOwner, CaseState
from branch_app.domain.values.reasons import AnswerReason
from branch_app.ports import CaseBook
from branch_app.usecases.desk import Desk

MAX_WORDS = 2_000
"""Characters that a person may add."""


@dataclass(frozen=True, slots=True)
class ListedCase:
    """A case as the counter shows it; ``sent`` when it was answered here and head office has not said so yet."""

    case: Case
    sent: bool

    @property
    def waiting(self) -> bool:
        """Whether somebody here has to answer."""
        return not self.sent and self.case.asks(CaseOwner.OFFICE)


def listed_cases(desk: Desk, book: CaseBook) -> tuple[ListedCase, ...]:
    """All that lie here: first those that wait for an answer, the nearest deadline first."""
    answers = desk.journal.refresh().answers
    listed = [ListedCase(case, _sent(case, answers)) for case in book.cases()]
    return tuple(sorted(listed, key=lambda each: not each.waiting))


def answer_case(desk: Desk, case: Case, answer: AnswerReason, words: str = "") -> None:
    """Write the answer into the log; head office reads it there. Whatever the clock says, a case can be answered.

    Raises:
        OutOfOrder: this round was answered here before.
        BadInput: more words than an answer may have.
    """
    if len(words) > MAX_WORDS:
        raise BadInput(at="words")
    note, openings = desk.veil.words(words)
    answered = CaseAnswered(case.id, case.round, answer, note)
    desk.journal.record(desk.new_request(), lambda state: cases.answer(state.answers, answered), openings)


def _sent(case: Case, answers: Answers) -> bool:
    return case.state is CaseState.OPEN and (case.id, case.round) in answers
