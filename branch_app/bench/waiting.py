"""Time that passes, and how much of it a thread stood in line for a processor: that is what other programs cost.

Linux counts it for every thread; elsewhere it is unknown and said to be 0, so that no figure becomes better by it.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_MINE = Path("/proc/thread-self/schedstat")
_NANOSECONDS = 1e9


@dataclass(frozen=True, slots=True)
class Span:
    """Milliseconds on the clock, and how many of them were spent in line."""

    elapsed: float
    waited: float

    @property
    def own(self) -> float:
        """What this thread and those it waits for made of it."""
        return self.elapsed - self.waited


@dataclass(frozen=True, slots=True)
class Moment:
    """Seconds of a clock, and seconds in line so far."""

    clock: float
    waited: float

    @classmethod
    def now(cls) -> "Moment":
        """Of this thread."""
        return cls(time.perf_counter(), _read(_MINE))

    @classmethod
    def of_nobody(cls) -> "Moment":
        """Before a process is there, it has waited for nothing."""
        return cls(time.perf_counter(), 0.0)

    @classmethod
    def of(cls, process: int) -> "Moment":
        """Of the first thread of another process."""
        return cls(time.perf_counter(), _read(Path(f"/proc/{process}/task/{process}/schedstat")))

    def since(self, earlier: "Moment") -> Span:
        """From that moment to this one."""
        return Span(1_000 * (self.clock - earlier.clock), 1_000 * (self.waited - earlier.waited))


def timed(act: Callable[[], object]) -> Span:
    """What it took; looking at the clocks is not counted."""
    waited, began = _read(_MINE), time.perf_counter()
    act()
    elapsed = time.perf_counter() - began
    return Span(1_000 * elapsed, 1_000 * (_read(_MINE) - waited))


def _read(counted: Path) -> float:
    try:
        return int(counted.read_text().split()[1]) / _NANOSECONDS
    except (OSError, IndexError):
        return 0.0
