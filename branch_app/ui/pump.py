"""Slow work on threads, its ends on the window's thread: one worker a lane, one queue drained by ``after``.

Nothing but the queue crosses between threads: an event generated from a worker would run Tcl on a foreign thread.
"""

import gc
import sys
import time
import tkinter as tk
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from queue import Empty, SimpleQueue
from threading import Event
from types import TracebackType
from typing import Self, TypeVar

from branch_app.domain.errors import MadoguchiError
from branch_app.ui.work import Lane
from branch_app.ui.worker import Worker

Result = TypeVar("Result")

TURN_MS = 8
"""What a worker has found waits for half of it; shorter turns would cost an idle window more than they gain."""
BUDGET_SECONDS = 0.008
"""Half a frame of 60 Hz: what is left over waits for the next turn, and a key comes first."""
DRAWING_MS = 40
"""So long a screen may take to be drawn, once all is said about it."""
SWITCH_SECONDS = 0.0001
CLOSE_SECONDS = 2.0
"""So long the end of the program waits for head office, reader and printer; what they had is asked for again."""
_LOOK_SECONDS = 0.02


def share_the_interpreter_often() -> None:
    """Call once at start, before any thread.

    Every call into Tk gives the interpreter's lock away and must get it back; a worker that decodes JSON keeps it
    for a whole switch interval, 5 ms by default, each time. A key of a search takes some fifty such turns, on the
    window's thread and on the worker that looks; at a tenth of a millisecond the filling of a register behind them
    costs a few milliseconds.
    """
    sys.setswitchinterval(SWITCH_SECONDS)


def keep_what_is_loaded() -> None:
    """Call once when the whole window is there: it stays to the end.

    Python's collector would walk through it again and again with every thread stopped, 65 ms each time.
    """
    gc.freeze()


class Timer:
    """Something done again and again until ``cancel``."""

    def __init__(self, root: tk.Misc, milliseconds: int, act: Callable[[], None]) -> None:
        self._root = root
        self._milliseconds = milliseconds
        self._act = act
        self._next: str | None = root.after(milliseconds, self._turn)

    def _turn(self) -> None:
        self._next = self._root.after(self._milliseconds, self._turn)
        self._act()

    @property
    def turning(self) -> bool:
        """Not cancelled yet."""
        return self._next is not None

    def cancel(self) -> None:
        """No further turn; a second call does nothing."""
        if self._next is not None:
            self._root.after_cancel(self._next)
            self._next = None


class _Ending:
    """Keeps whatever a job raised: on a thread of its own nobody else would hear of it."""

    def __init__(self) -> None:
        self.error: BaseException | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self.error = error
        return True


class Pump:
    """``Work`` for the real window.

    Args:
        root: whose event loop turns the pump.
        on_fault: hears the type's name of whatever was no ``MadoguchiError``; never its text, which may quote a
            row.
    """

    def __init__(self, root: tk.Tk, on_fault: Callable[[str], None]) -> None:
        self._on_fault = on_fault
        self._queue: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._lanes: dict[Lane, Worker] = {}
        self._timers: list[Timer] = []
        self._root = root
        self._open = True
        self._drawn = Event()
        self._drawn.set()
        self._holding = False
        root.report_callback_exception = self._report
        self.every(TURN_MS, self._drain)

    def run(
        self,
        lane: Lane,
        job: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[MadoguchiError], None],
    ) -> None:
        """Queue ``job`` on its lane; after ``close`` nothing is taken any more."""
        if not self._open:
            return
        if lane not in self._lanes:
            self._lanes[lane] = Worker(lane.value)
        if self._holding:
            self._lanes[lane].submit(self._drawn.wait)
        self._lanes[lane].submit(partial(self._work_off, job, done, failed))

    def run_after_drawing(
        self,
        lane: Lane,
        job: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[MadoguchiError], None],
    ) -> None:
        """Queue ``job`` at once, so that it is done whatever comes; its lane waits until the picture is there."""
        with self.holding():
            self.run(lane, job, done, failed)

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Lanes with a job asked for inside stand still until a little after: they would slow the picture down."""
        self._drawn.clear()
        before, self._holding = self._holding, True
        try:
            yield
        finally:
            self._holding = before
            self._root.after(DRAWING_MS, self._drawn.set)

    def post(self, act: Callable[..., None], *args: object) -> None:
        """Have ``act`` called on the window's thread; for progress, from any thread."""
        self._queue.put(partial(act, *args))

    def every(self, milliseconds: int, act: Callable[[], None]) -> Timer:
        """Do something again and again on the window's thread, the first time after ``milliseconds``."""
        timer = Timer(self._root, milliseconds, act)
        self._timers = [*(known for known in self._timers if known.turning), timer]
        return timer

    def close(self, turn: Callable[[], object] = lambda: None, patience_s: float = CLOSE_SECONDS) -> None:
        """Stop turning. The desk works off all it has, however long: a half-filled form is still to be kept there.

        On the other lanes what waits is dropped, and what runs is left to itself after ``patience_s``: head office
        is asked again by the next start, and takes nothing twice. ``turn`` is called meanwhile, to keep the window
        drawn.
        """
        self._open = False
        self._drawn.set()
        for timer in self._timers:
            timer.cancel()
        for lane, worker in self._lanes.items():
            if lane is Lane.DESK:
                worker.finish()
            else:
                worker.drop()
        last = time.monotonic() + patience_s
        while busy := self._waited_for(last):
            turn()
            busy[0].ended(_LOOK_SECONDS)

    def _waited_for(self, last: float) -> list[Worker]:
        over = time.monotonic() > last
        lanes = self._lanes.items()
        return [worker for lane, worker in lanes if not worker.ended() and (lane is Lane.DESK or not over)]

    def _work_off(
        self, job: Callable[[], Result], done: Callable[[Result], None], failed: Callable[[MadoguchiError], None]
    ) -> None:
        """On the worker's thread; exactly one end is posted."""
        with _Ending() as ending:
            self.post(done, job())
        if isinstance(ending.error, MadoguchiError):
            self.post(failed, ending.error)
        elif ending.error is not None:
            self.post(self._on_fault, type(ending.error).__name__)

    def _drain(self) -> None:
        until = time.perf_counter() + BUDGET_SECONDS
        while self._open and time.perf_counter() < until:
            try:
                act = self._queue.get_nowait()
            except Empty:
                return
            act()

    def _report(
        self,
        kind: type[BaseException],
        _error: BaseException,
        _traceback: TracebackType | None,
    ) -> None:
        self._on_fault(kind.__name__)
