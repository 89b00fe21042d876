"""Every figure of the replica at one size of city, and the limits they are held against."""

import dataclasses
import multiprocessing
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from branch_app.bench.register.bare import bare_seconds, plain_copy
from branch_app.bench.register.changes import ChangeFigures, change_figures, move_ten_thousand
from branch_app.bench.register.device import BuildFigures, build, registers
from branch_app.bench.register.lookups import LookUpFigures, look_up_figures
from branch_app.bench.register.search import GROWTH_LIMIT, SearchFigures, queries_of, search_figures
from branch_app.bench.register.town import CityLoad, Town, town

BUILD_LIMIT = 2.5
"""Times as long as the bare driver."""
_LIMITS = {"household_p99": 1.0, "seal_p99": 1.0, "juminhyo_code_p99": 1.0, "first_open": 50.0}
_MEMORY_MB = 400
_APPEND_MS = 20.0
_SEED = 7

Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class RegisterFigures:
    """One size; ``bare`` are the seconds of the bare driver for the rows of ``build``."""

    residents: int
    load: CityLoad
    build: BuildFigures
    bare: float
    look_up: LookUpFigures
    search: SearchFigures
    changes: ChangeFigures

    @property
    def build_ratio(self) -> float:
        """Ours by the bare driver."""
        return round(self.build.seconds / self.bare, 2)

    def over(self) -> Iterator[str]:
        """Names of the limits that do not hold."""
        if self.build_ratio > BUILD_LIMIT:
            yield "build_ratio"
        if self.build.peak_mb > _MEMORY_MB:
            yield "build_memory"
        yield from (name for name, limit in _LIMITS.items() if getattr(self.look_up, name) > limit)
        if not self.search.holds():
            yield "search"
        if self.changes.append_p99 > _APPEND_MS:
            yield "append_p99"

    def as_json(self) -> Mapping[str, Any]:
        """With the ratios and what is over."""
        return {
            **dataclasses.asdict(self),
            "rows_per_second": self.load.rows_per_second,
            "build_ratio": self.build_ratio,
            "search_ratio_p50": self.search.ratio_p50,
            "search_ratio_p99": self.search.ratio_p99,
            "over": list(self.over()),
        }


def register_figures(workspace: Path, residents: int) -> RegisterFigures:
    """A town of that size, one device of it; every heavy part in a process of its own. Nothing of it stays."""
    home, plain = workspace / "device", workspace / "plain.db"
    try:
        with town(workspace / "central", residents, _SEED) as running:
            built = _alone(build, running, home)
            bare = _alone(_bare, home, workspace / "bare.db")
            _alone(_plain, home, plain)
            look_up = _alone(look_up_figures, home, plain)
            search = _alone(_search, home, plain)
            changes = _changes(running, home, workspace)
    finally:
        shutil.rmtree(workspace, ignore_errors=True)
    return RegisterFigures(residents, running.load, built, bare, look_up, search, changes)


def growth(sizes: Sequence[RegisterFigures]) -> float:
    """Median search in the largest town by that in the smallest."""
    ordered = sorted(sizes, key=_residents)
    return round(ordered[-1].search.p50 / ordered[0].search.p50, 2)


def over(sizes: Sequence[RegisterFigures]) -> list[str]:
    """Names of the limits that do not hold: those of the largest town, and growth up to it."""
    found = list(max(sizes, key=_residents).over())
    return [*found, "growth"] if growth(sizes) > GROWTH_LIMIT else found


def _residents(size: RegisterFigures) -> int:
    return size.residents


def _bare(home: Path, path: Path) -> float:
    return bare_seconds(registers(home), path)


def _plain(home: Path, path: Path) -> None:
    plain_copy(registers(home), path)


def _search(home: Path, plain: Path) -> SearchFigures:
    with closing(sqlite3.connect(plain)) as connection:
        return search_figures(registers(home).open(), connection, queries_of(connection))


def _changes(running: Town, home: Path, workspace: Path) -> ChangeFigures:
    changes = _alone(move_ten_thousand, running.folder)
    return _alone(change_figures, running.url, home, workspace, changes)


def _alone(job: Callable[..., Done], *facts: object) -> Done:
    """The job in a fresh process, so that it neither has nor leaves anything in memory."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        return process.submit(job, *facts).result()
