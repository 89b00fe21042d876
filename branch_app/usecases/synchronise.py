"""The line is back: renew the restrictions, send what is outstanding, and say how far central has witnessed."""

from dataclasses import dataclass

from branch_app.ports import Central, Ledger, Progress, RestrictionStore


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
    """
    restrictions.replace(central.restrictions())
    witnessed = central.push(ledger, progress)
    return Synchronised(ledger.head().size, witnessed)
