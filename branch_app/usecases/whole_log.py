"""Every entry of this device's log, from the first on, read in pieces."""

from collections.abc import Iterator

from branch_app.domain.log.entry import Entry
from branch_app.ports import Ledger
from branch_app.usecases.desk import Desk

_STEP = 2_000
"""Entries read in one go."""


def whole_log(desk: Desk) -> Iterator[Entry]:
    """As of the moment it begins."""
    return entries_of(desk.journal.ledger)


def entries_of(ledger: Ledger) -> Iterator[Entry]:
    """The same where nobody sits at a desk."""
    size = ledger.head().size
    for start in range(0, size, _STEP):
        for leaf in ledger.leaves(start, min(size, start + _STEP)):
            yield Entry.from_bytes(leaf)
