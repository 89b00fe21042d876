"""SIGKILL before and after every commit and every call to the outside, one point after another."""

import multiprocessing
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from branch_app.composition.papers import printer_at
from branch_app.domain.deciders.sheets import Sheets
from branch_app.domain.deciders.states import IN_FLIGHT, JobState
from branch_app.domain.log.events import ApplicationCharged, JobReserved
from branch_app.domain.values.reasons import PaperReason
from branch_app.machine import SystemClock
from branch_app.ports import Ticket
from branch_app.printing.training import Scene, TrainingPrinter
from branch_app.settings import DeviceFolders
from branch_app.usecases.answer import Answer, answer
from branch_app.usecases.desk import Desk
from branch_app.usecases.recover import OpenJob, recover
from tests.fakes.branch import make_branch, open_branch
from tests.fakes.clerk import begin_day, desk_of
from tests.integration.counter.crash import finish, play

_SCENES = (Scene.PRINTS, Scene.COUNTS_NOTHING, Scene.PRINTS, Scene.ABORTS, Scene.PRINTS, Scene.COUNTS_NOTHING)
_SHARDS = 4
_SIGKILLED = -9
_PRINTER_DONE_S = 20


@cache
def _template() -> Path:
    """A device as its first run leaves it, made once a process."""
    home = Path(mkdtemp(prefix="branch-"))
    make_branch(home, as_of=SystemClock().now())
    return home


def _run(home: Path, training: TrainingPrinter, blows_at: int, count_to: Path) -> int | None:
    training.unstage()
    training.stage(*_SCENES)
    child = multiprocessing.get_context("forkserver").Process(
        target=play, args=(home, training.address, blows_at, count_to)
    )
    child.start()
    child.join(60)
    return child.exitcode


@contextmanager
def _restarted(home: Path, training: TrainingPrinter) -> Iterator[Desk]:
    device = open_branch(DeviceFolders.below(home), SystemClock())
    device.ledger.verify()
    yield desk_of(device, printer_at(training.address, "counter"))
    device.close()


@pytest.mark.parametrize("shard", range(_SHARDS))
@pytest.mark.timeout(600)
def test_after_a_kill_at_any_point_nothing_is_lost_doubled_or_printed_by_itself(tmp_path: Path, shard: int) -> None:
    """Whichever point it dies at: the log verifies, every open job is listed, and the day closes in balance.

    Recovery prints nothing, no application is charged twice, every paper has its reservation.
    """
    spool, counted = tmp_path / "spool", tmp_path / "points"
    spool.mkdir()
    multiprocessing.get_context("forkserver").set_forkserver_preload(["tests.integration.counter.crash"])
    with TrainingPrinter(spool) as training:
        whole = _copy(tmp_path, 0)
        assert 0 == _run(whole, training, 0, counted)
        points = int(counted.read_text())
        assert 80 < points
        for point in range(1 + shard, points + 1, _SHARDS):
            home = _copy(tmp_path, point)
            assert _SIGKILLED == _run(home, training, point, counted), f"point {point}"
            with _restarted(home, training) as desk:
                _check_recovery(desk, training, spool, point)


def _copy(tmp_path: Path, point: int) -> Path:
    home = tmp_path / f"device-{point}"
    shutil.copytree(_template(), home)
    return home


def _check_recovery(desk: Desk, training: TrainingPrinter, spool: Path, point: int) -> None:
    papers = len(list(spool.iterdir()))
    listed = {job.job for job in _recovered(desk)}
    state = desk.journal.refresh()
    assert {job.id for job in state.issuance.open_jobs()} == listed, f"point {point}"
    assert {JobState.UNKNOWN} >= {job.state for job in state.issuance.in_flight()}, f"point {point}"
    _answer_truly(desk, training)
    assert papers == len(list(spool.iterdir())), f"point {point}: something printed by itself"
    if not state.day.open and not state.day.business_date:
        begin_day(desk)
    finish(desk)
    _check_books(desk, training, point)


def _recovered(desk: Desk) -> tuple[OpenJob, ...]:
    """Recovery as a clerk runs it: again while the printer is still at work on what it got before the kill."""
    end = time.monotonic() + _PRINTER_DONE_S
    while True:
        listed = recover(desk)
        if JobState.SPOOLED not in {job.state for job in listed} or time.monotonic() > end:
            return listed


def _answer_truly(desk: Desk, training: TrainingPrinter) -> None:
    """The person looks: what the printer received came out, smeared; nothing else did."""
    for job in tuple(desk.journal.state.issuance.in_flight()):
        came_out = training.received(Ticket(job.id, job.attempt, job.pages))
        said = Answer.CAME_OUT_SPOILT if came_out else Answer.DID_NOT_COME_OUT
        answer(desk, job.id, said, PaperReason.SMEARED)


def _check_books(desk: Desk, training: TrainingPrinter, point: int) -> None:
    state = desk.journal.state
    with desk.journal.ledger.exclusive() as writer:
        events = [entry.event for entry in writer.entries(0)]
    charged = [event.application for event in events if isinstance(event, ApplicationCharged)]
    assert len(set(charged)) == len(charged), f"point {point}: charged twice"
    reserved = {(event.job, event.attempt) for event in events if isinstance(event, JobReserved)}
    for job in state.issuance.jobs.values():
        for attempt in range(1, job.attempt + 3):
            received = training.received(Ticket(job.id, attempt, job.pages))
            assert len(received) <= 1, f"point {point}: sent twice"
            assert not received or (job.id, attempt) in reserved, f"point {point}: paper without reservation"
    assert not any(job.state in IN_FLIGHT for job in state.issuance.jobs.values())
    assert not state.day.open
    assert state.drawer.counted_yen == state.drawer.expected_yen
    _check_sheets(state.sheets)


def _check_sheets(sheets: Sheets) -> None:
    for stock in sheets.stocks.values():
        out = stock.issued + stock.spoilt + stock.lost + stock.rest + sheets.in_hand(stock.name)
        assert stock.received + stock.returned == out
