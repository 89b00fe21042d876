"""How many entries the next push takes: as many as the line carries in a short while.

What was acknowledged never crosses again, so on a slow line small pushes lose little when it breaks, and on a fast
one large pushes cost few round trips.
"""

from dataclasses import dataclass

from sync.wire.entries import MAX_LEAVES

FIRST = 125
"""Some 40 kilobytes: five seconds at 64 kbit/s."""
_LEAST = 8
_QUICK_SECONDS = 2.0
_SLOW_SECONDS = 10.0
_GROWTH = 4


@dataclass(frozen=True, slots=True)
class Stride:
    """``entries`` from ``_LEAST`` to what one push may hold."""

    entries: int = FIRST

    def after(self, seconds: float) -> "Stride":
        """The next one, when the last took so long from its first byte to its receipt."""
        if seconds < _QUICK_SECONDS:
            return Stride(min(_GROWTH * self.entries, MAX_LEAVES))
        if seconds > _SLOW_SECONDS:
            return Stride(max(self.entries // 2, _LEAST))
        return self
