"""The training printer leaves nothing behind, however it ends."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from branch_app.printing.training import Scene, TrainingPrinter
from tests.fakes.printing import paper, printer_of, ticket

PLAYER = """
import sys
from pathlib import Path
from branch_app.printing.training import Scene, TrainingPrinter
from tests.fakes.printing import paper, printer_of, ticket

with TrainingPrinter(Path(sys.argv[1])) as device:
    device.stage(Scene.JAMS)
    printer = printer_of(device)
    printer_job = printer.submit(paper("one"), ticket())
    while not printer.problems():
        pass
    print(device._play, flush=True)
    sys.stdin.read()
"""


def processes_about(folder: Path) -> list[str]:
    """Command lines and surroundings of living processes that mention it."""
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        try:
            about = (each / "cmdline").read_bytes() + (each / "environ").read_bytes()
        except OSError:
            continue
        if str(folder).encode() in about and int(each.name) != os.getpid():
            found.append(each.name)
    return found


def test_nothing_runs_after_the_block_even_in_a_jam(device: TrainingPrinter) -> None:
    """Printer, bus and the command that waits for help all end with it, and its folder is gone."""
    device.stage(Scene.JAMS)
    printer = printer_of(device)
    printer.submit(paper("one"), ticket())
    play = device._play
    assert processes_about(play)
    device.__exit__(None, None, None)
    assert [] == processes_about(play)
    assert not play.exists()


def test_nothing_runs_after_its_program_was_killed(device: TrainingPrinter, tmp_path: Path) -> None:
    """SIGKILL leaves no time to tidy up; the kernel and the closed pipe do it."""
    spool = tmp_path / "spool"
    spool.mkdir()
    command = [sys.executable, "-c", PLAYER, str(spool)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as player:
        assert player.stdout is not None
        play = Path(player.stdout.readline().decode().strip())
        assert processes_about(spool)
        player.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 20
    while processes_about(spool) and time.monotonic() < deadline:
        pass
    assert [] == processes_about(spool)
    shutil.rmtree(play)


@pytest.mark.parametrize("number", range(3))
def test_printers_stand_beside_one_another(device: TrainingPrinter, tmp_path: Path, number: int) -> None:
    """Each has a port, a bus and a spool of its own."""
    other = tmp_path / "other"
    other.mkdir()
    with TrainingPrinter(other) as second:
        printer_of(second).submit(paper("one"), ticket(number))
        assert 1 == len(second.received(ticket(number)))
        assert () == device.received(ticket(number))
