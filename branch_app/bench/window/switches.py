"""From the event that switches a screen or pane to its last painted pixel.

Keys are real. Waiting for a worker is not part of it: a pane is due when the worker has answered.
"""

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from branch_app.bench.waiting import Moment, Span
from branch_app.bench.window.bare import BarePanes
from branch_app.bench.window.clerk import Clerk
from branch_app.bench.window.stand import Stand
from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.ui.keys import DIGITS, Key
from branch_app.ui.presenters.counter import Stage

BARE = "bare Tk"
_CALM_MS = 100
"""Between two switches, so that what the one began does not count for the other."""
_MIDDLE = (683, 400)
"""A place of the window, in px, that every screen covers."""


@dataclass(frozen=True, slots=True)
class SwitchTime:
    """Milliseconds of one switch, seen so many times; ``own`` is the median without waiting for a processor."""

    times: int
    median: float
    own: float
    worst: float


def switch_times(stand: Stand, clerk: Clerk, rounds: int) -> dict[str, SwitchTime]:
    """Every switch so many times, after each was seen once; by name. ``BARE`` is the yardstick among them."""
    walk = _Walk(stand, clerk)
    walk.go()
    walk.seen.clear()
    for _ in range(rounds):
        walk.go()
        walk.compare()
    return {name: _figures(seen) for name, seen in walk.seen.items()}


class _Walk:
    """Through all screens and panes, and back to the search box."""

    def __init__(self, stand: Stand, clerk: Clerk) -> None:
        self.seen: dict[str, list[Span]] = {}
        self._stand = stand
        self._clerk = clerk

    def go(self) -> None:
        """One round."""
        self._manager()
        self._panes()
        self._door()

    def compare(self) -> None:
        """What this machine takes for two panes of nothing but Tk."""
        panes = BarePanes(self._stand)
        panes.switch()
        self.seen.setdefault(BARE, []).append(panes.switch())
        panes.close()

    def _manager(self) -> None:
        screen = self._clerk.counter.manager_screen
        self._switch("counter to manager", "ctrl+m", lambda: self._on_top(screen))
        self._switch("manager to counter", "Escape", lambda: not self._on_top(screen))

    def _panes(self) -> None:
        clerk, counter = self._clerk, self._clerk.counter.room.counter
        clerk.find()
        self._stand.paint()
        self._switch("find to form", "Return", lambda: counter.state.stage is Stage.FORM)
        for key in (DIGITS[1], Key.F1):
            clerk.press(key)
        self._stand.paint()
        self._switch("form to work", "F12", lambda: counter.state.stage is Stage.WORK)
        clerk.until_step(Step.PAY)
        self._switch("work to form", "F9", lambda: counter.state.stage is Stage.FORM)
        self._switch("form to find", "Escape", lambda: counter.state.stage is Stage.FIND)

    def _door(self) -> None:
        counter = self._clerk.counter
        self._switch("counter to door", "ctrl+l", lambda: not counter.at_work)
        self._note("door to counter", self._clerk.come_in())

    def _switch(self, name: str, chord: str, switched: Callable[[], bool]) -> None:
        self._stand.rest(_CALM_MS)
        with self._stand.hands.begin_press(chord):
            self._note(name, self._stand.watch(switched))

    def _note(self, name: str, begun: Moment) -> None:
        self.seen.setdefault(name, []).append(self._stand.paint().since(begun))

    def _on_top(self, screen: tk.Misc) -> bool:
        return str(self._stand.root.winfo_containing(*_MIDDLE) or "").startswith(str(screen))


def _figures(seen: list[Span]) -> SwitchTime:
    elapsed, own = [span.elapsed for span in seen], [span.own for span in seen]
    return SwitchTime(len(seen), round(median(elapsed), 1), round(median(own), 1), round(max(elapsed), 1))
