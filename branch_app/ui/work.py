"""Slow work beside the window: where it runs and how its end comes back."""

from collections.abc import Callable
from enum import Enum
from typing import Protocol, TypeVar

from branch_app.domain.errors import MadoguchiError

Result = TypeVar("Result")


class Lane(Enum):
    """One thread each, so that what shares a lane keeps its order."""

    DESK = "desk"
    """Whatever writes to the log."""
    LOOKUP = "lookup"
    """Search, pictures and previews: reads only."""
    LINE = "line"
    """Head office."""
    CARD = "card"
    """The reader."""
    DEVICES = "devices"
    """Is the printer there, is paper in it: looks that may have to wait."""
    FILES = "files"
    """A whole log written out: minutes that nobody at the counter waits for."""


class Work(Protocol):
    """Runs a job off the window's thread; the window's thread hears of its end."""

    def run(
        self,
        lane: Lane,
        job: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[MadoguchiError], None],
    ) -> None:
        """Queue ``job`` on its lane; afterwards exactly one of ``done`` and ``failed`` on the window's thread."""

    def run_after_drawing(
        self,
        lane: Lane,
        job: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[MadoguchiError], None],
    ) -> None:
        """The same; it begins when what was just changed can be seen."""
