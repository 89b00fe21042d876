"""The line is back: restrictions, roster and tables down, what is outstanding up; how far central has witnessed."""

from dataclasses import dataclass

from branch_app.domain.errors import CentralUnreachable
from branch_app.ports import Central, EnrolmentStore, Ledger, PolicyStore, Progress, RestrictionStore
from branch_app.usecases.freshen import freshen


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
    central: Central,
    restrictions: RestrictionStore,
    enrolments: EnrolmentStore,
    policies: PolicyStore,
    ledger: Ledger,
    progress: Progress,
) -> Synchronised:
    """Nothing is dropped and nothing overwritten, whatever central answers.

    Raises:
        CentralError: the queue stays as it is; the reason is in the error.
        MirrorError: nothing is pushed that is not on the second medium.
        DataStale: restrictions, roster or tables of central are not to be believed; the log was sent all the same.
    """
    fault = freshen(central, restrictions, enrolments, policies)
    if isinstance(fault, CentralUnreachable):
        raise fault
    ledger.mirror()
    witnessed = central.push(ledger, progress)
    if fault is not None:
        raise fault
    return Synchronised(ledger.head().size, witnessed)
