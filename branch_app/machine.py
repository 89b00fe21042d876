"""This machine's clock and randomness, and a clock that starts another day."""

import secrets
import sys
import time
import uuid
from datetime import datetime, timedelta, timezone
from pathlib import Path

TOKYO = timezone(timedelta(hours=9), "JST")
"""Japan has kept no summer time since 1951; a fixed offset needs no time-zone database."""

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def _monotonic_ms() -> int:
    """Milliseconds that count a suspended night too; Linux' plain monotonic clock does not."""
    if sys.platform == "linux":
        nanoseconds = time.clock_gettime_ns(time.CLOCK_BOOTTIME)
    else:
        nanoseconds = time.monotonic_ns()
    return nanoseconds // 1_000_000


class SystemClock:
    """The machine's own time."""

    def __init__(self) -> None:
        # Where the system names no boot, every start of the program counts as one; jumps between starts go unseen.
        self._boot = _BOOT_ID.read_text().strip() if _BOOT_ID.exists() else str(uuid.uuid4())

    def now(self) -> datetime:
        """Aware wall time in Japan."""
        return datetime.now(TOKYO)

    def monotonic_ms(self) -> int:
        """Milliseconds since this boot."""
        return _monotonic_ms()

    def boot_id(self) -> str:
        """Changes with every boot."""
        return self._boot


class StagedClock:
    """A clock of the demo: starts when told, runs on with the real one, and can be moved forward as a whole."""

    def __init__(self, start: datetime) -> None:
        self._system = SystemClock()
        self._start = start
        self._started_ms = self._system.monotonic_ms()
        self._ahead = timedelta()

    def advance(self, passed: timedelta) -> None:
        """Let that much time pass, on the wall and on the monotonic clock alike."""
        self._ahead += passed

    def now(self) -> datetime:
        """Aware wall time of the staged day."""
        return self._start + timedelta(milliseconds=self.monotonic_ms() - self._started_ms)

    def monotonic_ms(self) -> int:
        """Milliseconds, moved forward with ``advance``."""
        return self._system.monotonic_ms() + self._ahead // timedelta(milliseconds=1)

    def boot_id(self) -> str:
        """The machine's."""
        return self._system.boot_id()


class SystemRandom:
    """The operating system's randomness."""

    def token(self, length: int) -> bytes:
        """That many unpredictable bytes."""
        return secrets.token_bytes(length)
