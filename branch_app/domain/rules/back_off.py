"""How long to wait before head office is asked again: longer after each failure, never without end, never in step.

Devices that lost the line at the same moment must not all come back at the same moment: chance takes up to half of
each pause away. There is always a longest pause (OpenCRVS once waited for ever), and "now" is a wish of its own.
"""

from dataclasses import dataclass, replace

FIRST_PAUSE_MS = 15_000
LONGEST_PAUSE_MS = 300_000
_DOUBLINGS = 16
"""More of them than any pause has."""


def pause_ms(failures: int, chance: float) -> int:
    """Milliseconds after so many failures in a row; ``chance`` lies in [0, 1) and is drawn anew each time."""
    whole = min(FIRST_PAUSE_MS << min(max(failures - 1, 0), _DOUBLINGS), LONGEST_PAUSE_MS)
    return whole - int(chance * (whole // 2))


@dataclass(frozen=True, slots=True)
class NextTry:
    """When head office is asked next, on the clock that only goes forward, and how often it failed in a row."""

    at_ms: int = 0
    failures: int = 0

    def due(self, now_ms: int) -> bool:
        """Whether it is time."""
        return now_ms >= self.at_ms

    def left_ms(self, now_ms: int) -> int:
        """Until then."""
        return max(0, self.at_ms - now_ms)

    def wanted(self) -> "NextTry":
        """Now, because somebody wants it; the pauses after it stay as long as they were."""
        return replace(self, at_ms=0)

    def after_success(self, now_ms: int) -> "NextTry":
        """The short pause again, as long as it is: those who were answered one by one stay apart."""
        return NextTry(now_ms + FIRST_PAUSE_MS)

    def after_failure(self, now_ms: int, chance: float) -> "NextTry":
        """A longer one."""
        failures = self.failures + 1
        return NextTry(now_ms + pause_ms(failures, chance), failures)
