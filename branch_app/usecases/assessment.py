"""月末の調定 of this device, from its closed days."""

from collections.abc import Iterator

from branch_app.domain.log.entry import Entry
from branch_app.domain.reconcile.assessment import AssessmentLine, assess, bookings
from branch_app.usecases.desk import Desk

_STEP = 2_000
"""Entries read in one go."""


def assessment(desk: Desk, year: int, month: int) -> tuple[AssessmentLine, ...]:
    """That calendar month's lines; a day that is not closed yet is not in it.

    Raises:
        BadInput: no such month, or an account without a code in the tables.
        DataStale: no tables were in force.
    """
    return assess(bookings(_entries(desk)), year, month, desk.policies.current())


def _entries(desk: Desk) -> Iterator[Entry]:
    ledger = desk.journal.ledger
    size = ledger.head().size
    for start in range(0, size, _STEP):
        for leaf in ledger.leaves(start, min(size, start + _STEP)):
            yield Entry.from_bytes(leaf)
