"""Several processes at once: one device's row is the lock, and every entry is stored once."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from sync.central.cases import compare
from sync.central.cases.city import compare_city, outstanding
from sync.central.cases.models import ComparedLog
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog, Leaf
from sync.client.receipts import read_receipt
from sync.wire.messages import PushReceipt
from sync.wire.routes import Route
from tests.fakes.compared import Branch
from tests.fakes.played_log import MORNING
from tests.fakes.push import parcel
from tests.fakes.till import Till
from tests.fakes.town import Town

WORKER = Path("tests/fakes/push_worker.py")


def test_two_processes_with_one_database_take_one_log(town: Town, database_url: str, tmp_path: Path) -> None:
    """Both hold the same parcels and ingest them at the same moment; the log has each entry once."""
    session, log = town.join()
    log.grow(60)
    for stop in range(10, 70, 10):
        (tmp_path / f"{stop:03d}.parcel").write_bytes(parcel(session, log, stop - 10, stop)[1])
    command = (sys.executable, str(WORKER), database_url, str(tmp_path))
    with ExitStack() as stack:
        workers = [
            stack.enter_context(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
            for _ in range(2)
        ]
        ready = [worker.stdout.readline() for worker in workers if worker.stdout]
        assert ready == ["ready\n", "ready\n"]
        for worker in workers:
            assert worker.stdin
            worker.stdin.write("go\n")
            worker.stdin.flush()
        assert [worker.wait(60) for worker in workers] == [0, 0]
    with town.central.database.connection_context():
        assert (DeviceLog.get().size, Leaf.select().count()) == (60, 60)
    question, body = parcel(session, log, 0, 60)
    receipt = session.exchange(Route.PUSH, question.request, body, PushReceipt)
    assert read_receipt(session, receipt.checkpoint).root == log.head().root


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_a_log_that_is_being_compared_for_the_first_time_keeps_nobody_waiting(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who comes meanwhile takes the next log, so two processes are done with a city in half of the time."""
    town.watch.now = MORNING
    for device in ("C06-1", "C06-2"):
        Branch.of(town, device).push(Till.opened().entries)
    real = compare._compare  # what stands between lock and end
    left: list[tuple[int, ...]] = []

    def meanwhile(central: HeadOffice, log: DeviceLog, kept: ComparedLog) -> int:
        monkeypatch.setattr(compare, "_compare", real)
        left.append(ThreadPoolExecutor(1).submit(_compared, central).result(20))
        return real(central, log, kept)

    monkeypatch.setattr(compare, "_compare", meanwhile)
    with town.central.database.connection_context():
        first, _ = outstanding()
        compare_city(town.central)
        assert ([(first,)], ()) == (left, outstanding())


def _compared(central: HeadOffice) -> tuple[int, ...]:
    """By another process, as good as: what it had to leave."""
    with central.database.connection_context():
        compare_city(central)
        return outstanding()
