"""What a device has written down: all its entries, or the events of one kind."""

from typing import TypeVar

from branch_app.domain.log.entry import Entry
from branch_app.ports import Ledger

Kind = TypeVar("Kind")


def entries(ledger: Ledger) -> list[Entry]:
    """From the first to the last, read from their very bytes."""
    return [Entry.from_bytes(leaf) for leaf in ledger.leaves(0, ledger.head().size)]


def logged(ledger: Ledger, kind: type[Kind]) -> list[Kind]:
    """Events of that kind, in order."""
    return [entry.event for entry in entries(ledger) if isinstance(entry.event, kind)]
