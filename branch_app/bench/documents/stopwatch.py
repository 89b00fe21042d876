"""What one thing takes, in milliseconds: of the clock, and of the one core that did it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Taken:
    """The first one; of the rounds after it the medians and the best by the core; bytes of what came out.

    The core's time counts this process alone, all its threads. Where others work at the same time it is steadier
    than the clock's, and ``best_core_ms`` the steadiest.
    """

    first_ms: float
    first_core_ms: float
    clock_ms: float
    core_ms: float
    best_core_ms: float
    size: int


def taken(make: Callable[[], bytes], rounds: int) -> Taken:
    """Make it once, then ``rounds`` times more."""
    first = _once(make)
    times = [_once(make) for _ in range(rounds)]
    cores = [core for _, core, _ in times]
    return Taken(
        first_ms=round(first[0], 2),
        first_core_ms=round(first[1], 2),
        clock_ms=round(median(clock for clock, _, _ in times), 2),
        core_ms=round(median(cores), 2),
        best_core_ms=round(min(cores), 2),
        size=first[2],
    )


def _once(make: Callable[[], bytes]) -> tuple[float, float, int]:
    clock, core = time.perf_counter(), time.process_time()
    made = make()
    return (time.perf_counter() - clock) * 1_000, (time.process_time() - core) * 1_000, len(made)
