"""This machine's time and randomness."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Wall and monotonic time, kept apart."""

    def now(self) -> datetime:
        """Aware wall time in Asia/Tokyo."""

    def monotonic_ms(self) -> int:
        """Milliseconds since this boot, never backwards."""

    def boot_id(self) -> str:
        """Changes with every boot."""


class Random(Protocol):
    """Randomness: the operating system's, or seeded in tests."""

    def token(self, length: int) -> bytes:
        """That many unpredictable bytes."""


Progress = Callable[[str, int, int], None]
"""What, how many done, of how many."""
