"""A start folds the log's tail; what it believed of the rest is proved afterwards, or nothing more is decided."""

import pickle
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from branch_app.composition import log_watch
from branch_app.composition.device import Device
from branch_app.composition.log_watch import LogWatch
from branch_app.domain.deciders import keeping
from branch_app.domain.deciders.counter import Counter, fold
from branch_app.domain.deciders.keeping import layout
from branch_app.domain.errors import TreeMismatch
from branch_app.domain.log.entry import Entry
from branch_app.machine import SystemClock
from branch_app.settings import BUILD, DeviceFolders
from branch_app.usecases import journal
from branch_app.usecases.accept import accept
from branch_app.usecases.stored_state import check_stored, folded, keep, kept
from tests.fakes.branch import make_branch, open_branch
from tests.fakes.clerk import begin_day, desk_of, order
from tests.fakes.staged_printer import StagedPrinter

TARO = "9000010100"


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DeviceFolders:
    """A device on which a form was paid; states are kept every few entries."""
    monkeypatch.setattr(journal, "_KEEP_EVERY", 4)
    clock = SystemClock()
    folders = make_branch(tmp_path, clock.now())
    device = open_branch(folders, clock)
    desk = desk_of(device, StagedPrinter())
    begin_day(desk)
    order(desk, "1", TARO, copies=2)
    device.close()
    return folders


def reopened(folders: DeviceFolders) -> Device:
    """The next start."""
    return open_branch(folders, SystemClock())


def whole(device: Device) -> Counter:
    """The state folded from the first entry on."""
    ledger = device.ledger
    return fold(map(Entry.from_bytes, ledger.leaves(0, ledger.head().size)))


def test_a_start_folds_the_tail_only(folders: DeviceFolders, monkeypatch: pytest.MonkeyPatch) -> None:
    """And comes to the state of the whole log."""
    seen: list[int] = []

    def counted(entries: object, state: Counter | None = None) -> Counter:
        listed = list(entries)  # type: ignore[call-overload]
        seen.append(len(listed))
        return fold(listed, state)

    monkeypatch.setattr(journal, "fold", counted)
    device = reopened(folders)
    assert sum(seen) < 10 < device.ledger.head().size
    assert whole(device) == device.journal.state == folded(device.ledger, BUILD)
    device.close()


def test_another_build_folds_everything(folders: DeviceFolders) -> None:
    """Its folds, or its classes, may be others."""
    device = reopened(folders)
    assert Counter() == kept(device.ledger, "another")
    assert 0 < kept(device.ledger, BUILD).size
    assert whole(device) == folded(device.ledger, "another")
    device.close()


def test_what_was_kept_is_proved_by_the_whole_log(folders: DeviceFolders) -> None:
    """Entry by entry, with rests; cut short it has proved nothing and refuses nothing."""
    device = reopened(folders)
    assert check_stored(device.ledger, BUILD, lambda: True)
    assert not check_stored(device.ledger, BUILD, lambda: False)
    device.close()


def test_a_kept_state_that_lies_stops_the_counter(folders: DeviceFolders) -> None:
    """Found beside the work; from then on nothing is decided, and what happened is still written down."""
    device = reopened(folders)
    desk = desk_of(device, StagedPrinter())
    state = device.journal.refresh()
    keep(device.ledger, replace(state, issuance=replace(state.issuance, next_running=999)), BUILD)
    left = threading.Event()
    watch = LogWatch(device.journal, BUILD, lambda: (device.ledger.leave(), left.set())[0])
    watch.start()
    assert left.wait(60)
    watch.stop()
    with pytest.raises(TreeMismatch):
        accept(desk, "2", desk.new_request())
    device.close()


def test_whoever_works_is_not_made_to_wait(folders: DeviceFolders, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every entry puts the proof off until a while has passed without one."""
    device = reopened(folders)
    desk = desk_of(device, StagedPrinter())
    rests: list[float] = []

    class Busy(threading.Event):
        """Another form is accepted during each of the first three rests."""

        def wait(self, timeout: float | None = None) -> bool:
            rests.append(timeout or 0)
            if len(rests) <= 3:
                accept(desk, f"busy {len(rests)}", desk.new_request())
            return self.is_set()

    monkeypatch.setattr(log_watch.threading, "Event", Busy)
    watch = LogWatch(device.journal, BUILD, lambda: None)
    assert watch._rested()
    assert [log_watch._REST_S, log_watch._QUIET_S, log_watch._QUIET_S, log_watch._QUIET_S] == rests
    watch._stopping.set()
    assert not watch._rested()
    device.close()


def test_a_state_of_another_log_is_not_believed(folders: DeviceFolders) -> None:
    """The tail's hashes do not lead from it to the log's head."""
    device = reopened(folders)
    with device.ledger._file.immediate() as connection:
        connection.execute("UPDATE folded SET size = 1, frontier = zeroblob(32)")
    with pytest.raises(TreeMismatch):
        device.ledger.kept_state()
    device.close()
    with pytest.raises(TreeMismatch):
        reopened(folders)


class _Harmful:
    """What a body could ask for."""

    def __reduce__(self) -> tuple[object, ...]:
        return print, ("made",)


@pytest.mark.parametrize("body", [b"", b"garbage", pickle.dumps(_Harmful()), pickle.dumps(Counter(size=1))])
def test_a_body_makes_nothing_but_the_state_it_belongs_to(
    folders: DeviceFolders, body: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither garbage nor another class, nor the state of another size; nothing it names is called."""
    device = reopened(folders)
    device.ledger.keep_state(device.ledger.head().size, layout(BUILD), body)
    with pytest.raises(TreeMismatch):
        kept(device.ledger, BUILD)
    assert "" == capsys.readouterr().out
    device.close()


def test_a_layout_is_that_of_every_class_in_the_state(monkeypatch: pytest.MonkeyPatch) -> None:
    """A field more, or another build, is another layout."""
    before = layout(BUILD)
    assert before == layout(BUILD) != layout("another")
    classes = keeping._classes()
    monkeypatch.setattr(keeping, "_classes", lambda: classes - {Counter})
    assert before != layout(BUILD)
