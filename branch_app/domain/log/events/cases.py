"""What an office says of a case that head office gave back."""

from dataclasses import dataclass

from branch_app.domain.log.events.base import Event
from branch_app.domain.values.identifiers import Commitment
from branch_app.domain.values.reasons import AnswerReason


@dataclass(frozen=True, slots=True)
class CaseAnswered(Event):
    """回答: the operator of the entry answers that ``round`` of the case; their own words are committed."""

    kind = "case.answered"
    case: str
    round: int
    answer: AnswerReason
    note: Commitment | None = None
