"""One trip over the line: what is given crosses in the order of ``Freight``, whoever sets out, by whichever way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from branch_app.domain.errors import CentralError, CentralUnreachable, DeviceLocked, MadoguchiError, StickRefused
from branch_app.domain.records.freight import Freight

Loads = Mapping[Freight, Callable[[], object]]
"""How each crosses; what is not in it stays behind."""

_MAY_WAIT = frozenset((Freight.CASES, Freight.RECOVERY))
"""What was sent is sent, whatever becomes of these: each goes with the next trip."""
NO_MORE = (CentralUnreachable, DeviceLocked)
"""Nothing after them would be heard."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """What crossed; ``fault`` is what kept the rest from it, that of the log before others, None without any."""

    crossed: tuple[Freight, ...]
    fault: MadoguchiError | None


def cross(loads: Loads) -> Crossing:
    """One that does not come keeps the others from nothing, unless the line is down or this log was ended."""
    crossed: list[Freight] = []
    faults: dict[Freight, MadoguchiError] = {}
    for freight in Freight:
        if freight not in loads:
            continue
        try:
            loads[freight]()
        except MadoguchiError as error:
            if not _may_wait(freight, error):
                faults[freight] = error
            if isinstance(error, NO_MORE):
                break
        else:
            crossed.append(freight)
    return Crossing(tuple(crossed), faults.get(Freight.ENTRIES) or next(iter(faults.values()), None))


def _may_wait(freight: Freight, error: MadoguchiError) -> bool:
    """What a stick does not bring goes with the next one."""
    return isinstance(error, StickRefused) or (freight in _MAY_WAIT and isinstance(error, CentralError))
