"""What a USB stick brought back from head office is taken in as what the line brings, once."""

from typing import Protocol

from branch_app.domain.errors import CentralError, DataStale
from branch_app.ports import Central, EnrolmentStore, Ledger, PolicyStore, Progress, RestrictionStore, StickBook
from branch_app.usecases.synchronise import Synchronised, synchronise


class BroughtBack(Central, Protocol):
    """Head office as it answered stick ``number``."""

    @property
    def number(self) -> int:
        """Which stick it answers."""


def take_stick(
    brought: BroughtBack,
    restrictions: RestrictionStore,
    enrolments: EnrolmentStore,
    policies: PolicyStore,
    ledger: Ledger,
    book: StickBook,
    progress: Progress,
) -> Synchronised:
    """Restrictions, roster and tables, and the receipts; a fault of the device's own files leaves it to be taken.

    Raises:
        CentralError, DataStale: as ``synchronise``; what else it brought was taken, and it counts as taken.
        StoreError: take it once more.
    """
    try:
        done = synchronise(brought, restrictions, enrolments, policies, ledger, progress)
    except (CentralError, DataStale):
        book.take(brought.number)
        raise
    book.take(brought.number)
    return done
