"""Head office compares by itself, by as many processes as there are; the end of one is nobody's loss."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier, Event

import pytest
from peewee import OperationalError

from sync.central.cases import city, watch
from sync.central.cases.models import CaseFile, ComparedLog
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog
from sync.client.session import Session
from tests.fakes.cluster import Cluster
from tests.fakes.compared import Branch
from tests.fakes.memory_log import MemoryLog
from tests.fakes.till import Till, Wished

_WAIT_SECONDS = 60
Joined = tuple[Session, MemoryLog]


@contextmanager
def watching(served: Cluster, told: Path) -> Iterator["subprocess.Popen[str]"]:
    """``central cases watch``, which tells that socket when it has begun."""
    where = ("--folder", str(served.settings.folder), "--every", "0.05")
    running = subprocess.Popen(
        [sys.executable, "main.py", "central", "cases", "watch", *where],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "MADOGUCHI_CENTRAL_DB": served.settings.database, "NOTIFY_SOCKET": str(told)},
    )
    try:
        yield running
    finally:
        running.kill()
        running.communicate(timeout=_WAIT_SECONDS)


def wrong_fee(joined: Joined) -> None:
    """A day with a case in it goes up."""
    branch, till = Branch(*joined), Till.opened()
    till.hand_over(till.paid(Wished(fee=200))[1][0])
    branch.push(till.entries)


def compared(head_office: HeadOffice, log: MemoryLog) -> tuple[int, list[str]]:
    """How much of that log was compared, and what came of it."""
    with head_office.database.connection_context():
        row = DeviceLog.get(DeviceLog.origin == log.origin)
        kept = ComparedLog.get_or_none(ComparedLog.log == row)
        return kept.size if kept else 0, [case.code for case in CaseFile.select().where(CaseFile.log == row)]


def test_what_a_device_sends_is_compared_without_anybody_asking(
    served: Cluster, head_office: HeadOffice, joined: Joined, tmp_path: Path
) -> None:
    """It says when it has begun and how many cases changed, and ends with status 0 when it is told to."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as unit:
        unit.bind(str(tmp_path / "notify"))
        unit.settimeout(_WAIT_SECONDS)
        with watching(served, tmp_path / "notify") as process:
            assert b"READY=1" == unit.recv(100)
            assert process.stdout
            assert "compare\n" == process.stdout.readline()
            wrong_fee(joined)
            while compared(head_office, joined[1])[0] < len(joined[1].entries):
                assert int(process.stdout.readline()) > 0
            assert "fee_differs" in compared(head_office, joined[1])[1]
            process.send_signal(signal.SIGTERM)
            assert 0 == process.wait(_WAIT_SECONDS)


def test_two_that_watch_share_the_logs(head_office: HeadOffice, joined: Joined) -> None:
    """Whoever comes first takes it; the case is made once, and both go on."""
    wrong_fee(joined)
    both = Barrier(2)

    def one() -> None:
        ended = Event()

        def heard(_changed: int) -> None:
            ended.set()

        both.wait(_WAIT_SECONDS)
        watch.watch(head_office, 0, ended, heard)

    with ThreadPoolExecutor() as pool:
        for done in [pool.submit(one), pool.submit(one)]:
            done.result()
    size, cases = compared(head_office, joined[1])
    assert (len(joined[1].entries), 1) == (size, cases.count("fee_differs"))


def test_an_end_in_the_middle_of_a_round_waits_for_the_log_at_hand_only(
    head_office: HeadOffice, joined: Joined, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was compared stays; the rest is the next start's."""
    ended, asked = Event(), []

    def compare(_central: HeadOffice, log: int) -> int:
        asked.append(log)
        ended.set()
        return 0

    wrong_fee(joined)
    monkeypatch.setattr(city, "outstanding", lambda: (1, 2, 3))
    monkeypatch.setattr(city, "compare_log", compare)
    watch.watch(head_office, 0, ended, lambda _changed: None)
    assert [1] == asked


def test_a_database_that_is_away_is_waited_for(head_office: HeadOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """A round is lost, and no process."""
    ended, rounds = Event(), []

    def compare(*_: object) -> int:
        rounds.append(1)
        if len(rounds) == 1:
            raise OperationalError
        return 7

    def heard(changed: int) -> None:
        rounds.append(changed)
        ended.set()

    monkeypatch.setattr(watch, "compare_city", compare)
    watch.watch(head_office, 0, ended, heard)
    assert [1, 1, 7] == rounds


def test_how_far_the_comparison_is_behind_is_a_figure(served: Cluster, joined: Joined) -> None:
    """For whoever is to hear that nobody compares any more."""
    wrong_fee(joined)
    (line,) = (
        each for each in served.ask_inside("/1/metrics").text.splitlines() if each.startswith("madoguchi_logs_to")
    )
    assert float(line.split()[1]) >= 1
