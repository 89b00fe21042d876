"""From the start of a fresh process to the sign-in screen, and from Enter on the password to the counter.

Measured from outside, on the very program a clerk starts: another Tk on the same display asks the window (Tk's
``send``) whether it is painted and where its focus is. It answers between two events, so the answer costs nothing
until it is true.
"""

import subprocess
import sys
import time
import tkinter as tk
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from branch_app.bench.waiting import Moment, Span
from branch_app.bench.window.display import Hands
from branch_app.bench.window.home import CLERK, WindowHome

_MAIN = Path(__file__).parent.parent.parent.parent / "main.py"
_OURS, _BARE = "madoguchi", "bare"
_BARE_PROGRAM = f"""
import tkinter
window = tkinter.Tk(className="{_BARE}")
window.geometry("1366x768+0+0")
entry = tkinter.Entry(window)
entry.pack()
entry.focus_set()
window.mainloop()
"""
"""The least that any window costs: this Python, this Tk, one field."""
_PAINTED = "update; winfo pointerxy .; list [winfo viewable .] [focus -lastfor .]"
"""What is due is drawn, the server has drawn it (a question there and back), and then: is it up, who has keys."""
_LOOK_SECONDS = 0.002
_TYPING_MS = 100
"""A quick typist on a password; the other half of the program is loaded meanwhile."""
_MOST_SECONDS = 60


@dataclass(frozen=True, slots=True)
class StartTimes:
    """Medians in milliseconds; ``bare`` is an empty Tk window with one field, started in the same way.

    ``own`` leaves out what the window's thread stood in line for a processor. ``sign_in`` is from Enter on the
    password to the counter.
    """

    rounds: int
    bare: float
    window: float
    own: float
    worst: float
    sign_in: float

    @property
    def ratio(self) -> float:
        """How many times as long as an empty window."""
        return round(self.window / self.bare, 2)


def start_times(home: WindowHome, rounds: int) -> StartTimes:
    """Start both programs so many times, in turn, and come in each time.

    Raises:
        TimeoutError: a window that never came up.
    """
    bare: list[Span] = []
    starts: list[_Start] = []
    observer = _Observer()
    _started(observer, home)  # the first start of all reads the program from the disk
    for _ in range(rounds):
        bare.append(_bare(observer))
        starts.append(_started(observer, home))
    observer.close()
    return StartTimes(
        rounds=rounds,
        bare=round(median(span.elapsed for span in bare), 1),
        window=round(median(start.shown.elapsed for start in starts), 1),
        own=round(median(start.shown.own for start in starts), 1),
        worst=round(max(start.shown.elapsed for start in starts), 1),
        sign_in=round(median(start.come_in.elapsed for start in starts), 1),
    )


@dataclass(frozen=True, slots=True)
class _Start:
    shown: Span
    come_in: Span


class _Observer:
    """Another Tk, which asks."""

    def __init__(self) -> None:
        self._tk = tk.Tk(className="observer")
        self._tk.withdraw()

    def close(self) -> None:
        """No more questions."""
        self._tk.destroy()

    def wait_for(self, program: str, *, unlike: str = ".") -> str:
        """Until that window is up, painted, and has its focus elsewhere than at ``unlike``; who has it."""
        until = time.monotonic() + _MOST_SECONDS
        while time.monotonic() < until:
            if program in self._tk.tk.splitlist(self._tk.tk.call("winfo", "interps")):
                viewable, focus = self._tk.tk.splitlist(self._tk.tk.call("send", program, _PAINTED))
                if int(viewable) and focus not in {"", ".", unlike}:
                    return str(focus)
            time.sleep(_LOOK_SECONDS)
        raise TimeoutError(program)

    def close_window(self, program: str) -> None:
        """As if its cross was clicked."""
        self._tk.tk.call("send", program, "after idle [wm protocol . WM_DELETE_WINDOW]")


@contextmanager
def _running(command: Sequence[str]) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen([sys.executable, *command])  # noqa: S603 - our own program
    try:
        yield process
        process.wait(_MOST_SECONDS)
    finally:
        process.kill()
        process.wait()


def _bare(observer: _Observer) -> Span:
    begun = Moment.of_nobody()
    with _running(("-c", _BARE_PROGRAM)) as process:
        observer.wait_for(_BARE)
        passed = Moment.of(process.pid).since(begun)
        process.terminate()
    return passed


def _started(observer: _Observer, home: WindowHome) -> _Start:
    """To the sign-in screen, and from Enter to the counter."""
    hands, digit = Hands(), home.key_of_clerk()
    begun = Moment.of_nobody()
    with _running((str(_MAIN), "counter", "--home", str(home.folder))) as process:
        people = observer.wait_for(_OURS)
        shown = Moment.of(process.pid).since(begun)
        hands.press(digit)
        password = observer.wait_for(_OURS, unlike=people)
        hands.begin_type(CLERK.password, _TYPING_MS).wait()
        entered = Moment.of(process.pid)
        hands.press("Return")
        observer.wait_for(_OURS, unlike=password)
        come_in = Moment.of(process.pid).since(entered)
        observer.close_window(_OURS)
    return _Start(shown, come_in)
