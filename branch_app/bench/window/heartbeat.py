"""Whether the window's thread is there: a beat by ``after``, and how much later than due each one came."""

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass

from branch_app.bench.waiting import Moment, Span

_PERIOD_MS = 5


@dataclass(frozen=True, slots=True)
class Stall:
    """Milliseconds of the longest gap between two beats, beyond the period.

    ``own`` is the longest when the time is left out that the thread stood in line for a processor.
    """

    beats: int
    worst: float
    own: float


class Heartbeat:
    """Beats while ``during`` runs something that turns the event loop."""

    def __init__(self, root: tk.Misc) -> None:
        self._root = root
        self._gaps: list[Span] = []
        self._last = Moment.now()
        self._next = ""

    def during(self, act: Callable[[], object]) -> Stall:
        """The longest stall while ``act`` runs."""
        self._gaps = []
        self._last = Moment.now()
        self._next = self._root.after(_PERIOD_MS, self._beat)
        try:
            act()
        finally:
            self._root.after_cancel(self._next)
        self._beat_now()
        worst, own = max(gap.elapsed for gap in self._gaps), max(gap.own for gap in self._gaps)
        return Stall(len(self._gaps), round(worst - _PERIOD_MS, 1), round(own - _PERIOD_MS, 1))

    def _beat(self) -> None:
        self._beat_now()
        self._next = self._root.after(_PERIOD_MS, self._beat)

    def _beat_now(self) -> None:
        now = Moment.now()
        self._gaps.append(now.since(self._last))
        self._last = now
