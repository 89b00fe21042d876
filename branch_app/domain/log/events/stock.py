"""突合 of the paper: what a person read or counted, and how a difference is explained."""

from dataclasses import dataclass

from branch_app.domain.log.events.base import Event
from branch_app.domain.values.identifiers import Commitment, Pseudonym, SheetNumber
from branch_app.domain.values.reasons import PaperReason, SheetOutcome


@dataclass(frozen=True, slots=True)
class StockCounted(Event):
    """Paper without numbers was counted, and so many sheets lay there as the log says."""

    kind = "stock.counted"
    stock: str
    count: int


@dataclass(frozen=True, slots=True)
class StockDiffers(Event):
    """A person saw other than the log expects: another number on top, or of paper without numbers another count."""

    kind = "stock.differs"
    stock: str
    expected: int
    seen: int


@dataclass(frozen=True, slots=True)
class StockExplained(Event):
    """What became of missing ``sheets`` from the top, by two persons; found ones lie there, or came too many."""

    kind = "stock.explained"
    stock: str
    sheets: tuple[SheetNumber, ...]
    outcome: SheetOutcome
    reason: PaperReason
    second: Pseudonym
    note: Commitment | None = None
