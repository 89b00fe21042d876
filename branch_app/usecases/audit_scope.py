"""What an auditor would take away now: the log as far as head office has signed for it, and of which days."""

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from branch_app.domain.errors import OutOfOrder
from branch_app.domain.log.checkpoint import Checkpoint
from branch_app.domain.log.entry import Entry
from branch_app.domain.log.note import Note
from branch_app.ports import Ledger, LogHead


@dataclass(frozen=True, slots=True)
class Witnessed:
    """``receipt`` is the newest checkpoint that head office signed, as text; ``head`` is how far it goes."""

    receipt: str
    head: LogHead


@dataclass(frozen=True, slots=True)
class AuditScope:
    """Days of the first entry and of the last one; ``unsigned`` entries exist here only, and are not taken along.

    There is no part of it to be chosen: whoever leaves entries out cannot be checked.
    """

    head: LogHead
    first: date
    last: date
    unsigned: int


def witnessed(ledger: Ledger) -> Witnessed:
    """As the newest receipt says; its signatures were checked before it was kept.

    Raises:
        OutOfOrder: head office has witnessed nothing yet.
    """
    receipt = ledger.receipt()
    if receipt is None:
        raise OutOfOrder(now="nothing witnessed", then="export")
    seen = Checkpoint.parse(Note.parse(receipt.encode()).text)
    return Witnessed(receipt, LogHead(seen.size, seen.root))


def audit_scope(ledger: Ledger) -> AuditScope | None:
    """None where head office has witnessed nothing yet."""
    if ledger.receipt() is None:
        return None
    head = witnessed(ledger).head
    if head.size == 0:
        return None
    first, last = (_day(ledger, at) for at in (0, head.size - 1))
    return AuditScope(head, first, last, max(0, ledger.head().size - head.size))


def check_command(place: str) -> str:
    """What anybody types to check a folder that was written there: carried elsewhere, it keeps its name."""
    return f"python main.py audit verify {PurePath(place).name}"


def _day(ledger: Ledger, at: int) -> date:
    (leaf,) = ledger.leaves(at, at + 1)
    return Entry.from_bytes(leaf).stamp.moment.date()
