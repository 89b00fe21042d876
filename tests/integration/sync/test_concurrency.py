"""Several processes at once: one device's row is the lock, and every entry is stored once."""

import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from sync.central.models import DeviceLog, Leaf
from sync.client.receipts import read_receipt
from sync.wire.messages import PushReceipt
from sync.wire.routes import Route
from tests.fakes.push import parcel
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
