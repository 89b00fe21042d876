"""A task of the catalogue, and its replay."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.keycount.bench import Bench
from tests.keycount.clerk import Clerk
from tests.keycount.klm import Count, count
from tests.keycount.left import Left, left


def _as_it_is(_bench: Bench) -> None:
    """The day is open, and nobody stands there yet."""


def _nothing_else(_bench: Bench) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Task:
    """``begin`` is the state it starts from, ``do`` what the clerk does, ``left`` what must be true afterwards.

    ``also`` is what must hold besides, where it is not in ``left``.
    """

    code: str
    ja: str
    en: str
    do: Callable[[Clerk], None]
    left: Left
    begin: Callable[[Bench], None] = _as_it_is
    also: Callable[[Bench], bool] = _nothing_else
    day_is_open: bool = True


def replay(task: Task, made: Path, home: Path) -> Count:
    """Do it on a device of its own, look at what it left, and count."""
    bench = Bench(made, home)
    try:
        if task.day_is_open:
            bench.open_day()
        task.begin(bench)
        clerk = Clerk(bench)
        task.do(clerk)
        assert task.left == left(bench.desk), task.code
        assert task.also(bench), task.code
    finally:
        bench.leave()
    return count(clerk.acts)
