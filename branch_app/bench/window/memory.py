"""What the window holds on to: resident memory after some issues, and after many."""

import gc
import resource
from dataclasses import dataclass
from pathlib import Path

from branch_app.bench.window.clerk import Clerk

_STATM = Path("/proc/self/statm")
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class MemoryUse:
    """Megabytes of resident memory after ``few`` and after ``many`` issues in one process."""

    few: int
    many: int
    after_few: float
    after_many: float

    @property
    def ratio(self) -> float:
        """1.0 when nothing grows."""
        return round(self.after_many / self.after_few, 3)


def memory_use(clerk: Clerk, few: int, many: int) -> MemoryUse:
    """Issue and issue."""
    for _ in range(few):
        clerk.issue()
    after_few = _resident()
    for _ in range(many - few):
        clerk.issue()
    return MemoryUse(few, many, after_few, _resident())


def _resident() -> float:
    """Without what is only waiting to be collected."""
    gc.collect()
    return round(int(_STATM.read_text().split()[1]) * resource.getpagesize() / _MB, 1)
