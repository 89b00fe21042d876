"""Killed in the middle, raced by another process: nothing acknowledged is lost and the log never forks."""

import subprocess
import sys
from pathlib import Path
from typing import IO

from branch_app.domain.values.identifiers import RequestId
from db.ledger import SqlLedger
from tests.fakes.store import Desk

TREE = Path(__file__).parents[3]
ROUNDS = 40


def started(module: str, desk: Desk, *arguments: str) -> subprocess.Popen[str]:
    """Another process on the same folder."""
    command = [sys.executable, "-m", f"tests.integration.db.{module}", str(desk.root), *arguments]
    return subprocess.Popen(command, cwd=TREE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def pipe(stream: IO[str] | None) -> IO[str]:
    """A pipe that was asked for."""
    assert stream is not None
    return stream


def heard(lines: list[str]) -> list[tuple[str, int]]:
    """Request and seq of every commit that was acknowledged."""
    return [(request, int(seq)) for request, seq in (line.split() for line in lines)]


def test_killed_forty_times(desk: Desk) -> None:
    """Every acknowledged commit is there, once, under its request; what was not heard is found and not repeated."""
    desk.new_ledger().close()
    with started("killed", desk, str(ROUNDS)) as process:
        *lines, last = process.communicate()[0].splitlines()
    assert f"killed {ROUNDS}" == last
    acknowledged = heard(lines)
    ledger = SqlLedger.open(desk.place())
    size = ledger.verify().size
    assert size - len(acknowledged) in {0, 1}
    with ledger.exclusive() as writer:
        found = [
            (f"r-{number}", seq.seq) for number in range(size) for seq in writer.find(RequestId(f"r-{number}"))
        ]
    ledger.close()
    assert acknowledged == found[: len(acknowledged)]
    assert list(range(size)) == [seq for _, seq in found]


def test_two_processes_never_fork_the_log(desk: Desk) -> None:
    """Both append at once; every entry has a place of its own and the tree holds."""
    desk.new_ledger().close()
    with started("appender", desk, "a", "80") as first, started("appender", desk, "b", "80") as second:
        for process in (first, second):
            assert "ready\n" == pipe(process.stdout).readline()
        for process in (first, second):
            pipe(process.stdin).write("go\n")
            pipe(process.stdin).flush()
        lines = [line for process in (first, second) for line in process.communicate()[0].splitlines()]
    assert list(range(160)) == sorted(seq for _, seq in heard(lines))
    ledger = SqlLedger.open(desk.place())
    assert 160 == ledger.verify().size
    ledger.close()
