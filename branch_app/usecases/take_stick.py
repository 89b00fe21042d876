"""What a USB stick brought back from head office is taken in as what the line brings, once."""

from typing import Protocol

from branch_app.domain.errors import CentralError, DataStale
from branch_app.domain.records.freight import Freight
from branch_app.ports import Central, Ledger, Progress, RecoveryCodes, StickBook
from branch_app.usecases.crossing import Loads
from branch_app.usecases.synchronise import Synchronised, sent


class BroughtBack(Central, Protocol):
    """Head office as it answered stick ``number``."""

    @property
    def number(self) -> int:
        """Which stick it answers."""

    @property
    def carried(self) -> frozenset[Freight]:
        """What was asked of it."""

    def recovery(self) -> int:
        """Serial of the recovery code that head office has signed for."""


def take_stick(
    brought: BroughtBack, loads: Loads, ledger: Ledger, book: StickBook, progress: Progress
) -> Synchronised:
    """What it carries, in the order of ``Freight``; a fault of the device's own files leaves it to be taken.

    Raises:
        CentralError, DataStale: as ``synchronise``; what else it brought was taken, and it counts as taken.
        StoreError: take it once more.
    """
    aboard = {freight: load for freight, load in loads.items() if freight in brought.carried}
    try:
        done = sent(brought, aboard, ledger, progress)
    except (CentralError, DataStale):
        book.take(brought.number)
        raise
    book.take(brought.number)
    return done


def settle_code(brought: BroughtBack, codes: RecoveryCodes) -> None:
    """Head office signed for that stick's code: every other one goes, unless a newer one is on its way there."""
    serial = brought.recovery()
    if serial == codes.newest():
        codes.acknowledge(serial)
