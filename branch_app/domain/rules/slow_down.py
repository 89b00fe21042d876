"""Wrong tries slow down and never lock for good: three are free, then 5, 10, 20 … at most 300 seconds.

The wait runs on the monotonic clock, which nobody can set forward. After a reboot that clock begins anew, so the
wait does too.
"""

from dataclasses import dataclass

FREE_TRIES = 3
LONGEST_S = 300
_FIRST_S = 5
_DOUBLINGS = 6
"""5 s doubled six times is past the longest wait."""


@dataclass(frozen=True, slots=True)
class WrongTries:
    """Tries in a row that have not proved right, and when the last one began (monotonic ms of that boot)."""

    count: int = 0
    boot: str = ""
    monotonic_ms: int = 0

    def seconds_left(self, boot: str, now_ms: int) -> int:
        """How long until the next try, in whole seconds, rounded up."""
        wait_ms = 1000 * wait_after(self.count)
        return max(0, -(-(wait_ms - self._passed_ms(boot, now_ms)) // 1000))

    def seen_at(self, boot: str, now_ms: int) -> "WrongTries":
        """The same, its wait begun anew when this is another boot."""
        return self if self._is_of(boot, now_ms) else WrongTries(self.count, boot, now_ms)

    def one_more(self, boot: str, now_ms: int) -> "WrongTries":
        """Another try begins now."""
        return WrongTries(self.count + 1, boot, now_ms)

    def _passed_ms(self, boot: str, now_ms: int) -> int:
        return now_ms - self.monotonic_ms if self._is_of(boot, now_ms) else 0

    def _is_of(self, boot: str, now_ms: int) -> bool:
        return boot == self.boot and now_ms >= self.monotonic_ms


def wait_after(wrong: int) -> int:
    """Seconds to wait after so many wrong tries in a row."""
    if wrong < FREE_TRIES:
        return 0
    return min(LONGEST_S, _FIRST_S << min(wrong - FREE_TRIES, _DOUBLINGS))
