"""From a key on the keyboard to painted rows, while registers are renewed and entries pushed behind the window.

Real keys, typed by another program at the pace of a quick typist. A key begins at the time the X server stamped on
it and ends when the rows of an answer that knows it have been drawn by that server; the stamp is Linux' monotonic
clock in milliseconds, which Python reads too.
"""

import subprocess
import time
import tkinter as tk
from contextlib import suppress
from dataclasses import dataclass
from itertools import cycle
from statistics import median, quantiles

from branch_app.bench.waiting import Moment, Span
from branch_app.bench.window.clerk import Clerk
from branch_app.bench.window.stand import Stand
from branch_app.bench.window.traffic import Traffic, traffic
from branch_app.domain.errors import BadInput
from branch_app.domain.values.query import parse_query
from branch_app.ports import Register
from branch_app.ui.presenters.hits import SHOWN, Hits

_PAUSE_MS = 120
_STAMPS = 1 << 32
_WORDS = ("ka", "satou", "ya", "takahashi", "sa", "suzuki", "ma", "watanabe", "na", "kobayashi", "i", "ta", "o")
"""Most beginnings fill the list; the ends of the longer ones empty it again."""


@dataclass(frozen=True, slots=True)
class KeyTimes:
    """Milliseconds; ``full`` keys are those whose answer filled the list with ``SHOWN`` rows.

    ``own_p99`` leaves out what the window's thread stood in line for a processor.
    """

    keys: int
    full: int
    p50: float
    p99: float
    full_p99: float
    own_p99: float
    worst: float
    renewed: int
    pushed: int


@dataclass(frozen=True, slots=True)
class _Key:
    span: Span
    rows: int


def key_times(stand: Stand, clerk: Clerk, keys: int) -> KeyTimes:
    """Type so many keys at least into the search box.

    Raises:
        MadoguchiError: the line broke, so that nothing went on behind the window.
    """
    typist = _Typist(stand, clerk)
    with traffic(stand, clerk) as behind:
        for word in cycle(_WORDS):
            if len(typist.done) >= keys and behind.renewed and behind.pushed:
                break
            if behind.trouble:
                raise behind.trouble
            typist.type(word)
    return _figures(typist.done, behind)


class _Typist:
    """Types, and takes the time of every key."""

    def __init__(self, stand: Stand, clerk: Clerk) -> None:
        self.done: list[_Key] = []
        self._stand = stand
        self._hits = clerk.counter.room.counter.hits
        self._register = clerk.counter.place.desk.register
        self._due: frozenset[int] = frozenset()
        self._begun: list[tuple[int, Moment]] = []
        self._answered = 0
        self._found = self._hits.state.found
        clerk.counter.search()
        stand.paint()
        box = stand.root.focus_get()
        if box is None:
            raise LookupError("focus")
        box.bind("<KeyPress>", self._press, add="+")
        self._hits.listen(self._show)

    def type(self, word: str) -> None:
        """One word, then the box is emptied."""
        self._due = _due(self._register, word)
        with self._stand.hands.begin_type(word, _PAUSE_MS) as typing:
            self._stand.until(lambda: self._answered >= max(self._due) and _over(typing))
        self._hits.clear()
        self._stand.paint()
        self._begun, self._answered = [], 0

    def _press(self, event: "tk.Event[tk.Misc]") -> None:
        self._begun.append((event.time, Moment.now()))

    def _show(self, state: Hits) -> None:
        """Behind the view, which has just put the rows into its list."""
        if state.found is self._found:
            return
        self._found = state.found
        known = len(state.typed)
        if state.found is None or not self._answered < known <= len(self._begun):
            return  # found for somebody else, who typed nothing here
        self._stand.root.update_idletasks()
        self._stand.root.winfo_pointerxy()
        now = time.monotonic_ns() // 1_000_000
        for end in range(self._answered + 1, known + 1):
            stamp, heard = self._begun[end - 1]
            if end in self._due:
                span = Span((now - stamp) % _STAMPS, Moment.now().since(heard).waited)
                self.done.append(_Key(span, len(state.found.rows)))
        self._answered = known


def _over(typing: "subprocess.Popen[bytes]") -> bool:
    return typing.poll() is not None


def _due(register: Register, word: str) -> frozenset[int]:
    """Lengths at which other rows are due than before; half a syllable, say, may leave everything as it is."""
    due, before = set(), None
    for end in range(1, len(word) + 1):
        with suppress(BadInput):
            found = register.search(parse_query(word[:end]), SHOWN)
            if found != before:
                due.add(end)
            before = found
    return frozenset(due)


def _figures(keys: list[_Key], behind: Traffic) -> KeyTimes:
    times = [key.span.elapsed for key in keys]
    full = [key.span.elapsed for key in keys if key.rows == SHOWN]
    return KeyTimes(
        keys=len(keys),
        full=len(full),
        p50=median(times),
        p99=_p99(times),
        full_p99=_p99(full),
        own_p99=_p99([key.span.own for key in keys]),
        worst=max(times),
        renewed=behind.renewed,
        pushed=behind.pushed,
    )


def _p99(times: list[float]) -> float:
    return round(quantiles(times, n=100, method="inclusive")[98], 1)
