"""Entries written by another process on the same device, while the window is up."""

from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from types import TracebackType
from typing import Self, TypeVar

from branch_app.bench.issue import issue_one
from branch_app.bench.window.home import WindowHome, quick_desk
from branch_app.demo.people import People
from branch_app.machine import SystemClock
from branch_app.settings import RESOURCES

Result = TypeVar("Result")


def write_entries(home: WindowHome, least: int) -> int:
    """Issue to one citizen after another until so many entries more are in the log; how many became of it."""
    device = home.device()
    desk = quick_desk(device)
    people = People.of(RESOURCES, SystemClock().now().date())
    begun = desk.journal.refresh().size
    while (written := desk.journal.state.size - begun) < least:
        issue_one(desk, people, f"{SystemClock().now():%Y%m%d}-bench-{begun + written}")
    device.close()
    return written


class OtherProcess:
    """A fresh interpreter that runs one function after another; the block ends when it has ended."""

    def __init__(self) -> None:
        self._pool = ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown()

    def begin(self, act: Callable[..., Result], *arguments: object) -> "Future[Result]":
        """Run it there."""
        return self._pool.submit(act, *arguments)
