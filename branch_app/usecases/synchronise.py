"""The line is back: what is new down, what is outstanding up; how far central has witnessed."""

from dataclasses import dataclass
from types import MappingProxyType

from branch_app.domain.records.freight import Freight
from branch_app.ports import Central, EnrolmentStore, Ledger, PolicyStore, Progress, RestrictionStore
from branch_app.usecases.crossing import Loads, cross
from branch_app.usecases.freshen import without_a_person

_NOTHING: Loads = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Synchronised:
    """Green only when both sizes agree; ``crossed`` is what came and went."""

    size: int
    witnessed: int
    crossed: tuple[Freight, ...] = ()

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
    more: Loads = _NOTHING,
) -> Synchronised:
    """Nothing is dropped and nothing overwritten, whatever central answers; ``more`` goes along in its place.

    Raises:
        CentralError: the queue stays as it is; the reason is in the error.
        MirrorError: nothing is pushed that is not on the second medium.
        DataStale: restrictions, roster or tables of central are not to be believed; the log was sent all the same.
    """
    pulled = without_a_person(central, restrictions, enrolments, policies)
    return sent(central, {**pulled, **more}, ledger, progress)


def sent(central: Central, loads: Loads, ledger: Ledger, progress: Progress) -> Synchronised:
    """The same with other loads beside the entries."""
    witnessed = 0

    def entries() -> None:
        nonlocal witnessed
        ledger.mirror()
        witnessed = central.push(ledger, progress)

    crossing = cross({**loads, Freight.ENTRIES: entries})
    if crossing.fault is not None:
        raise crossing.fault
    return Synchronised(ledger.head().size, witnessed, crossing.crossed)
