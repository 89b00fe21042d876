"""The line is back: renew the restrictions, send what is outstanding, and say how far central has witnessed."""

from dataclasses import dataclass

from branch_app.domain.errors import CentralUnreachable, MadoguchiError
from branch_app.ports import Central, Ledger, Progress, RestrictionStore
from branch_app.usecases.restrictions_first import restrictions_first


@dataclass(frozen=True, slots=True)
class Synchronised:
    """Green only when both sizes agree."""

    size: int
    witnessed: int

    @property
    def pending(self) -> int:
        """Entries central has not witnessed."""
        return self.size - self.witnessed


def synchronise(
    central: Central, restrictions: RestrictionStore, ledger: Ledger, progress: Progress
) -> Synchronised:
    """Nothing is dropped and nothing overwritten, whatever central answers.

    Raises:
        CentralError: the queue stays as it is; the reason is in the error.
        DataStale: central's list of restrictions is not to be believed; the log was sent all the same.
    """
    fault = _restrictions_first(central, restrictions)
    witnessed = central.push(ledger, progress)
    if fault is not None:
        raise fault
    return Synchronised(ledger.head().size, witnessed)


def _restrictions_first(central: Central, restrictions: RestrictionStore) -> MadoguchiError | None:
    try:
        restrictions_first(central, restrictions)
    except CentralUnreachable:
        raise
    except MadoguchiError as error:
        return error
    return None
