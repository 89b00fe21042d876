"""The second medium on a real device: issuing stops without it, the doctor names it, a lost log comes back."""

import getpass
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from branch_app.cli.commands import run
from branch_app.composition.alone import alone
from branch_app.domain.errors import MirrorFull, MirrorGone, StoreBusy
from branch_app.settings import DeviceFolders
from branch_app.usecases.accept import accept
from branch_app.usecases.doctor import Check
from branch_app.usecases.level import Level
from branch_app.usecases.print_copy import send
from db import mirror as mirrors
from tests.fakes.branch import CLERK, SetClock, open_branch
from tests.fakes.checkups import by_password, found, visit
from tests.fakes.clerk import begin_day, desk_of, order
from tests.fakes.staged_printer import StagedPrinter

TARO = "9000010100"
SECONDS = 60


@pytest.fixture
def medium(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stick that the settings name."""
    stick = tmp_path_factory.mktemp("stick")
    with (home / "settings.toml").open("a") as settings:
        settings.write(f'mirror = "{stick}"\n')
    return stick


@pytest.fixture
def _typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The password, and yes to what is asked."""
    monkeypatch.setattr(getpass, "getpass", lambda: CLERK.password)
    monkeypatch.setattr("builtins.input", lambda _question: "yes")


def mirror(what: str, home: Path) -> int:
    """The command."""
    return run(["mirror", what, "--home", str(home), "--operator", CLERK.operator])


@pytest.mark.usefixtures("_typed")
def test_a_medium_is_prepared_and_found_good(home: Path, clock: SetClock, medium: Path) -> None:
    """Before, the doctor says why nothing can be issued; after it, only that both lie on one disk here."""
    before = found(visit(home, clock, by_password()), Check.MIRROR)
    assert (Level.BAD, "mirror_failed") == (before.level, before.sentence)
    assert 0 == mirror("begin", home)
    after = found(visit(home, clock, by_password()), Check.MIRROR)
    assert (Level.NOTICE, "mirror_same_disk") == (after.level, after.sentence)
    assert "mirror_machine_only" == found(visit(home, clock), Check.MIRROR).sentence
    assert ["suge-01-1.mirror"] == [path.name for path in medium.iterdir()]


@pytest.mark.usefixtures("_typed")
def test_nothing_is_issued_while_the_medium_is_away(home: Path, clock: SetClock, medium: Path) -> None:
    """No form is taken and no byte goes to the printer; what happened is written down; back in, all is copied."""
    mirror("begin", home)
    device = open_branch(DeviceFolders.below(home, medium), clock)
    desk = desk_of(device, StagedPrinter())
    begin_day(desk)
    _, (job,) = order(desk, "1", TARO)
    away = medium.with_name("away")
    medium.rename(away)
    size = device.ledger.head().size
    with pytest.raises(MirrorGone):
        accept(desk, "2", desk.new_request())
    with pytest.raises(MirrorGone):
        send(desk, job)
    assert size == device.ledger.head().size
    device.close()
    again = open_branch(DeviceFolders.below(home, medium), clock)
    assert size + 1 == again.ledger.head().size
    away.rename(medium)
    accept(desk_of(again, StagedPrinter()), "2", desk.new_request())
    head = again.ledger.head()
    again.close()
    (home / "data" / "ledger-1.db").unlink()
    assert 0 == mirror("rebuild", home)
    rebuilt = open_branch(DeviceFolders.below(home, medium), clock)
    assert head.size + 1 == rebuilt.ledger.head().size
    assert rebuilt.ledger.head() == rebuilt.ledger.verify()
    rebuilt.close()


@pytest.mark.usefixtures("_typed")
def test_a_full_medium_stops_before_anything_is_written(
    home: Path, clock: SetClock, medium: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is room for what is under way, and no more is begun."""
    mirror("begin", home)
    device = open_branch(DeviceFolders.below(home, medium), clock)
    desk = desk_of(device, StagedPrinter())
    begin_day(desk)
    size = device.ledger.head().size
    monkeypatch.setattr(mirrors, "_ROOM_BYTES", shutil.disk_usage(medium).total + 1)
    with pytest.raises(MirrorFull):
        accept(desk, "1", desk.new_request())
    assert size == device.ledger.head().size
    device.close()


@pytest.mark.usefixtures("_typed")
def test_a_sound_log_is_left_alone(
    home: Path, clock: SetClock, medium: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is rebuilt that is whole."""
    mirror("begin", home)
    open_branch(DeviceFolders.below(home, medium), clock).close()
    before = (home / "data" / "ledger-1.db").read_bytes()
    assert 0 == mirror("rebuild", home)
    assert "sound" in capsys.readouterr().out
    assert before == (home / "data" / "ledger-1.db").read_bytes()


@pytest.mark.usefixtures("_typed")
def test_whoever_says_no_changes_nothing(
    home: Path, clock: SetClock, medium: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log stays lost until a person says yes."""
    mirror("begin", home)
    open_branch(DeviceFolders.below(home, medium), clock).close()
    (home / "data" / "ledger-1.db").unlink()
    monkeypatch.setattr("builtins.input", lambda _question: "no")
    assert 1 == mirror("rebuild", home)
    assert not (home / "data" / "ledger-1.db").exists()


def test_a_second_process_is_refused_and_a_dead_one_lets_go(home: Path) -> None:
    """The counter of a device is one process; its lock goes with it, however it ends."""
    folders = DeviceFolders.below(home)
    holds = (
        "import sys\nfrom pathlib import Path\n"
        "from branch_app.composition.alone import alone\nfrom branch_app.settings import DeviceFolders\n"
        "with alone(DeviceFolders.below(Path(sys.argv[1]))):\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    first = subprocess.Popen(
        [sys.executable, "-c", holds, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert first.stdout is not None
    assert "held\n" == first.stdout.readline()
    command = [sys.executable, "main.py", "counter", "--home", str(home)]
    second = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
    assert 1 == second.returncode
    assert "Another window is using the records." in second.stderr
    with pytest.raises(StoreBusy), alone(folders):
        pass
    first.kill()
    first.communicate(timeout=SECONDS)
    with alone(folders):
        pass
