"""One display and one Tk a process; every test gets a window of its own, and an error in a callback fails it."""

import os
import tkinter as tk
import traceback
from collections.abc import Iterator
from types import TracebackType

import pytest

from branch_app.ui.look import Look
from branch_app.ui.window import open_window
from tests.fakes.display import Display, Keyboard, settle


@pytest.fixture(scope="session")
def display() -> Iterator[Display]:
    """An X server for this process, in its environment too."""
    with Display() as own, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DISPLAY", own.name)
        yield own


@pytest.fixture(scope="session")
def root(display: Display) -> Iterator[tk.Tk]:
    """The one Tk; hidden."""
    tk_root = open_window("窓口")
    yield tk_root
    tk_root.destroy()


@pytest.fixture
def window(root: tk.Tk, monkeypatch: pytest.MonkeyPatch) -> Iterator[tk.Toplevel]:
    """A window that fills the screen and has the focus."""
    errors: list[str] = []

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        errors.append("".join(traceback.format_exception(kind, error, trace)))

    monkeypatch.setattr(root, "report_callback_exception", report)
    top = tk.Toplevel(root)
    top.geometry("1366x768+0+0")
    top.overrideredirect(boolean=True)
    settle(top)
    top.focus_force()
    settle(top)
    yield top
    top.destroy()
    root.update()
    assert [] == errors


@pytest.fixture
def look(window: tk.Toplevel) -> Look:
    """Light, 100 %, Japanese."""
    return Look(window)


@pytest.fixture
def keyboard(display: Display, window: tk.Toplevel) -> Keyboard:
    """Hands."""
    return Keyboard(display)


@pytest.fixture(scope="session")
def pictures() -> str | None:
    """Where to keep screenshots, when someone wants to look at them."""
    return os.environ.get("MADOGUCHI_PICTURES")
