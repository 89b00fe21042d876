"""Figures of a counter's day on a log of a million entries, each with its limit beside it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from branch_app.bench.day.years import ISSUES_A_DAY, Pattern, Years
from branch_app.bench.issue import InstantPrinter, times_on
from branch_app.bench.waiting import Moment, Span
from branch_app.composition.device import Device
from branch_app.composition.door import FrontDoor
from branch_app.composition.ledger_place import ledger_place
from branch_app.composition.papers import paper_renderer
from branch_app.demo.narrator import Narrator
from branch_app.demo.people import cash
from branch_app.demo.set_up import SECOND, Place, set_up
from branch_app.demo.stage import CentralProcess
from branch_app.domain.log.entry import Entry
from branch_app.domain.values.money import DENOMINATIONS
from branch_app.machine import StagedClock, SystemClock, SystemRandom
from branch_app.settings import BUILD, DeviceFolders
from branch_app.usecases.drawer import count_drawer
from branch_app.usecases.run_day import close_day
from branch_app.usecases.start_log import second_person
from db.append_bench import AppendFigures, measure_on, mirror_times
from db.retention import RetentionKeys

ISSUE_MS, APPEND_RATIO, START_S, CLOSE_S = 50.0, 1.5, 2.0, 2.0
_STOCK = "plain"
_APPENDS = 1_000
_STARTS = 5
_CLERK = "clerk-1"


@dataclass(frozen=True, slots=True)
class DayFigures:
    """Milliseconds but for starts and close, which are seconds; each mirror is one append copied and waited for.

    A limit is held against what is left when the time is taken out that the thread stood in line for a processor;
    ``on_the_clock`` are the same with it.
    """

    entries: int
    issue_p50: float
    issue_p95: float
    append: AppendFigures
    mirror_p50: float
    mirror_p99: float
    start: float
    slowest_start: float
    close: float
    on_the_clock: Mapping[str, float]

    def over(self) -> tuple[str, ...]:
        """Names of what is over its limit."""
        limits = {
            "issue_p95": self.issue_p95 > ISSUE_MS,
            "append": self.append.ratio > APPEND_RATIO,
            "start": self.start > START_S,
            "close": self.close > CLOSE_S,
        }
        return tuple(name for name, over in limits.items() if over)

    def as_json(self) -> Mapping[str, Any]:
        """With limits."""
        limits = {"issue_p95": ISSUE_MS, "append": APPEND_RATIO, "start": START_S, "close": CLOSE_S}
        append = {**asdict(self.append), "ratio": self.append.ratio}
        return {**asdict(self), "append": append, "limits": limits, "over": self.over()}


def day_figures(workspace: Path, entries: int, issues: int) -> DayFigures:
    """A device as the demo's, its log filled to so many entries; then a day on it."""
    place = _device(workspace)
    pattern = _pattern(place, workspace / "scratch")
    with _opened(place.device) as device:
        years = _years(device, pattern)
        years.fill(entries, SystemClock().now().date(), BUILD)
        size = years.state.size
    starts = [_start(place.home) for _ in range(_STARTS)]
    with _opened(place.device) as device:
        times = times_on(device, issues)
    close = _close(place.device, pattern)
    append, mirrored = _appended(place.device, workspace)
    own = [span.own for span in times]
    return DayFigures(
        entries=size,
        issue_p50=round(median(own), 2),
        issue_p95=round(quantiles(own, n=20)[18], 2),
        append=append,
        mirror_p50=round(median(mirrored), 3),
        mirror_p99=round(quantiles(mirrored, n=100)[98], 3),
        start=round(median(span.own for span in starts) / 1_000, 3),
        slowest_start=round(max(span.own for span in starts) / 1_000, 3),
        close=round(close.own / 1_000, 3),
        on_the_clock={
            "issue_p95": round(quantiles([span.elapsed for span in times], n=20)[18], 2),
            "start": round(median(span.elapsed for span in starts) / 1_000, 3),
            "close": round(close.elapsed / 1_000, 3),
        },
    )


def _device(workspace: Path) -> Place:
    clock = StagedClock(SystemClock().now())
    place = Place.fresh(workspace / "branch")
    with CentralProcess(workspace / "central", clock.now()) as central, Path(os.devnull).open("w") as silence:
        set_up(place, central, clock, Narrator(clock, total=1, out=silence)).close()
    return place


def _pattern(place: Place, scratch: Path) -> Pattern:
    """What one citizen leaves in the log of a copy of the device."""
    for part in (place.device.data, place.device.machine):
        shutil.copytree(part, scratch / part.name)
    with _opened(DeviceFolders.below(scratch)) as device:
        times_on(device, 1)
        leaves = device.ledger.leaves(0, device.ledger.head().size)
    return Pattern.of([Entry.from_bytes(leaf) for leaf in leaves], _STOCK)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _years(device: Device, pattern: Pattern) -> Years:
    state = device.journal.refresh()
    last = Entry.from_bytes(device.ledger.leaves(state.size - 1, state.size)[0])
    return Years(device.ledger, pattern, last.stamp, state, told=state.size)


@contextmanager
def _opened(folders: DeviceFolders) -> Iterator[Device]:
    device = FrontDoor(folders, SystemClock(), SystemRandom()).sign_in(SECOND.operator, SECOND.password)
    try:
        yield device
    finally:
        device.close()


def _start(home: Path) -> Span:
    """From the start of a process until a form could be taken."""
    began = Moment.of_nobody()
    command = [sys.executable, "-m", "branch_app.bench.day.start", str(home)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - ourselves
        said = process.stdout.readline() if process.stdout else ""
        span = Moment.of(process.pid).since(began)
        process.communicate()
    if said != "usable\n":
        raise RuntimeError("start")
    return span


def _close(folders: DeviceFolders, pattern: Pattern) -> Span:
    """Count and close of the open day, once so many citizens were there."""
    with _opened(folders) as device:
        years = _years(device, pattern)
        years.issue(ISSUES_A_DAY)
        renderer = paper_renderer(device.paper_seals)
        desk = device.desk(InstantPrinter(), renderer, device.registers.open(), _STOCK, specimen=True)
        desk.journal.refresh()
        other = second_person(desk.enrolment, _CLERK, desk.veil)
        began = Moment.now()
        count_drawer(desk, cash(desk.journal.state.drawer.expected_yen, DENOMINATIONS))
        close_day(desk, other)
        return Moment.now().since(began)


def _appended(folders: DeviceFolders, workspace: Path) -> tuple[AppendFigures, list[float]]:
    """Appends against the bare driver's on a million rows each; then each copy of the same appends."""
    with _opened(folders) as device:
        ring = device.ring
        key = ring.key(folders.ledger(device.enrolment.epoch).name)
        keys = RetentionKeys(folders.retention, device.enrolment.device, ring.key("retention"))
        place = ledger_place(folders, device.enrolment, key, keys)
    append = measure_on(place, workspace / "bare.db", _APPENDS)
    small = replace(
        place, path=workspace / "small.db", mark=workspace / "small.mark", medium=_made(workspace / "medium")
    )
    return append, mirror_times(small, _APPENDS)
