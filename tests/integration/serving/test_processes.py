"""Processes come and go while devices ask: none of them loses a request."""

import re
import signal
import socket
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from sync.central.head_office import HeadOffice
from sync.client.push import push
from sync.client.session import Session
from sync.wire.routes import Route
from tests.fakes.cluster import Cluster, Process
from tests.fakes.device import ignore_progress
from tests.fakes.memory_log import MemoryLog
from tests.fakes.push import parcel
from tests.fakes.push_queue import held, queue_length

_LINE = re.compile(r"[\d-]+ [\d:,]+ INFO [0-9a-f]{32} /v1/[a-z]+ \d{3} \d+ms in=\d+ out=\d+")


@pytest.fixture
def third(served: Cluster, tmp_path: Path) -> Iterator[Process]:
    """One process more, not behind the proxy yet."""
    process = Process(served.settings, tmp_path / "third.sock", tmp_path / "third.log")
    yield process
    process.stop()


def refuses(path: Path) -> bool:
    """Until nobody listens there any more."""
    while True:
        with socket.socket(socket.AF_UNIX) as line:
            try:
                line.connect(str(path))
            except ConnectionRefusedError:
                return True


def to(process: Process) -> httpx.Client:
    """Straight to that process."""
    return httpx.Client(transport=httpx.HTTPTransport(uds=str(process.socket)), base_url="http://x", timeout=30)


def test_processes_end_without_a_request_lost(
    third: Process, served: Cluster, head_office: HeadOffice, joined: tuple[Session, MemoryLog]
) -> None:
    """Told once, one finishes what is under way while a new one answers in its name; told twice, it ends at once.

    What was under way then is gone as if it had never been asked, and is asked again.
    """
    session, log = joined
    log.grow(3)
    third.start()
    third.wait()
    new = Process(third.settings, third.socket, third.log)
    with ThreadPoolExecutor() as pool, to(third) as old_line, to(new) as new_line:
        with held(served.settings.database, session):
            under_way = pool.submit(old_line.post, Route.PUSH.value, content=parcel(session, log, 0, 3)[1])
            assert 1 == queue_length(head_office, 1)
            new.start()
            new.wait()
            third.signal(signal.SIGTERM)
            assert 200 == new_line.get("/ready").status_code
        assert (200, 0) == (under_way.result().status_code, third.ended())
        log.grow(2)
        with held(served.settings.database, session):
            under_way = pool.submit(new_line.post, Route.PUSH.value, content=parcel(session, log, 3, 5)[1])
            assert 1 == queue_length(head_office, 1)
            new.signal(signal.SIGTERM)
            assert refuses(new.socket)
            new.signal(signal.SIGTERM)
            assert -signal.SIGTERM == new.ended()
        assert isinstance(under_way.exception(), httpx.RemoteProtocolError)
    assert 5 == push(session, log, ignore_progress)
    new.stop()


def test_a_process_says_what_it_answered_and_nothing_of_whom(
    served: Cluster, joined: tuple[Session, MemoryLog], line: httpx.Client
) -> None:
    """A line a request, and in the figures; a device, a path somebody made up and a body stand in neither."""
    session, log = joined
    log.grow(1)
    push(session, log, ignore_progress)
    line.get(f"/v1/{uuid.uuid4().hex}")
    logged = "".join(process.log.read_text() for process in served.processes)
    asked = [told for told in logged.splitlines() if " ERROR alarm " not in told]
    assert [] == [told for told in asked if not _LINE.fullmatch(told)]
    told = [served.ask_inside(f"/{number}/metrics").text for number in (1, 2)]
    pushed = [
        sample.value
        for text in told
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == "madoguchi_requests_total" and sample.labels == {"route": "/v1/push", "status": "200"}
    ]
    assert sum(pushed) >= 1
    assert [] == [text for text in (*asked, *told) if session.enrolment.device in text]


def test_each_process_says_that_it_is_ready(served: Cluster) -> None:
    """Database, schema and keys."""
    parts = [served.ask_inside(f"/{number}/ready").json() for number in (1, 2)]
    assert 2 * [{"database": True, "migrations": True, "keys": True}] == parts
