"""How far a trip over the line has come, how fast it goes, and how long it still takes at that pace."""

from dataclasses import dataclass

_LEAST_MS = 1_000
"""Before that a rate says nothing."""


@dataclass(frozen=True, slots=True)
class Crossed:
    """So many of so many; ``of`` 0 is unknown. ``left_s`` is None while nobody can tell.

    ``what``: entries, rows, indexes, changes …, as whoever works calls it.
    """

    what: str
    done: int
    of: int
    per_second: int = 0
    left_s: int | None = None


class Pace:
    """Hears of one trip, from one thread."""

    def __init__(self) -> None:
        self._what = ""
        self._first = 0
        self._since_ms = 0

    def heard(self, what: str, done: int, of: int, now_ms: int) -> Crossed:
        """The pace is that since the first word of the same thing: what an earlier try brought is no speed."""
        if what != self._what:
            self._what, self._first, self._since_ms = what, done, now_ms
        passed, gone = now_ms - self._since_ms, done - self._first
        if passed < _LEAST_MS or gone <= 0:
            return Crossed(what, done, of)
        left = (of - done) * passed // (gone * 1_000) if of else None
        return Crossed(what, done, of, gone * 1_000 // passed, left)
