"""Central answers 500, 409, garbage or half a response: the queue stays, the reason is told, nothing is dropped."""

import socket
from contextlib import closing
from dataclasses import replace

import pytest

from branch_app.domain.errors import (
    CentralError,
    CentralGarbled,
    CentralRefused,
    CentralUnreachable,
    EnvelopeNotTrusted,
)
from sync.central.serving.server import RunningCentral
from sync.client.push import push
from sync.client.session import Session
from sync.client.transport import Line
from sync.wire.messages import Problem, PushReceipt, request_of, signed
from tests.fakes.device import fresh_keys, fresh_request, ignore_progress
from tests.fakes.hostile import hostile_server
from tests.fakes.memory_log import MemoryLog
from tests.fakes.town import Town


def http(status: str, body: bytes, length: int | None = None) -> bytes:
    """A whole HTTP answer, or one whose length lies."""
    size = len(body) if length is None else length
    return f"HTTP/1.1 {status}\r\nContent-Length: {size}\r\nConnection: close\r\n\r\n".encode() + body


def pushed_to(town: Town, session: Session, log: MemoryLog, answer: bytes) -> CentralError:
    """What a push comes to when that is the answer; then the line heals and all of it arrives."""
    before = (list(log.entries), list(log.receipts))
    with (
        hostile_server(town.central.line, answer) as url,
        Line(url, session.enrolment.central_ca) as line,
        pytest.raises(CentralError) as failed,
    ):
        push(replace(session, line=line), log, ignore_progress)
    assert (log.entries, log.receipts) == before
    assert push(session, log, ignore_progress) == len(log.entries)
    return failed.value


@pytest.mark.parametrize(
    ("answer", "kind", "facts"),
    [
        (http("500 No", b"sorry"), CentralRefused, {"status": 500, "reason": "unsigned"}),
        (http("409 Conflict", b'{"size":0}'), CentralRefused, {"status": 409, "reason": "unsigned"}),
        (http("302 Found", b""), CentralRefused, {"status": 302, "reason": "unsigned"}),
        (http("200 OK", b"\xff\x00garbage"), CentralGarbled, {"at": "json"}),
        (http("200 OK", b"[" * 100_000), CentralGarbled, {"at": "depth"}),
        (http("200 OK", b"9" * 3_000_000), CentralGarbled, {"at": "size"}),
        (http("200 OK", b"{}"), CentralGarbled, {"at": "_Wire"}),
        (http("200 OK", b'{"payload":', 5_000), CentralUnreachable, {"reason": "RemoteProtocolError"}),
        (b"HTTP/1.1 200 OK\r\nContent-Le", CentralUnreachable, {"reason": "RemoteProtocolError"}),
        (b"SSH-2.0-nonsense\r\n", CentralUnreachable, {"reason": "RemoteProtocolError"}),
        (b"", CentralUnreachable, {"reason": "RemoteProtocolError"}),
    ],
)
def test_a_bad_answer_changes_nothing(
    town: Town, answer: bytes, kind: type[CentralError], facts: dict[str, str | int]
) -> None:
    """Each has its own name, leaves log and receipts as they were, and the next push delivers everything."""
    session, log = town.join()
    log.grow(3)
    failed = pushed_to(town, session, log, answer)
    assert (type(failed), failed.facts) == (kind, facts)


def test_an_answer_to_another_request_is_refused(town: Town) -> None:
    """A good receipt of an earlier request, replayed, acknowledges nothing."""
    session, log = town.join()
    log.grow(2)
    old = signed(PushReceipt(fresh_request(), 2, "old"), town.central.keys.signer)
    failed = pushed_to(town, session, log, http("200 OK", old))
    assert (type(failed), failed.facts) == (EnvelopeNotTrusted, {"reason": "request"})


def test_an_answer_of_another_signer_is_refused(town: Town) -> None:
    """What anybody else signed is no answer."""
    session, log = town.join()
    log.grow(2)
    forged = signed(PushReceipt(fresh_request(), 2, "forged"), fresh_keys().log)
    failed = pushed_to(town, session, log, http("200 OK", forged))
    assert (type(failed), failed.facts) == (EnvelopeNotTrusted, {"reason": "signature"})


def test_a_conflict_for_another_request_names_no_size(town: Town) -> None:
    """A signed 409 that was made for another body cannot rewind us."""
    session, log = town.join()
    log.grow(2)
    stale = signed(Problem(request_of(b"other"), "gap", 0), town.central.keys.signer)
    failed = pushed_to(town, session, log, http("409 Conflict", stale))
    assert (type(failed), failed.facts) == (CentralRefused, {"status": 409, "reason": "unsigned"})


def test_nobody_at_the_address(town: Town) -> None:
    """No answer at all is unreachable, and nothing else."""
    session, log = town.join()
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with (
        Line(f"https://127.0.0.1:{port}", session.enrolment.central_ca) as line,
        pytest.raises(CentralUnreachable),
    ):
        push(replace(session, line=line), log, ignore_progress)


def test_central_goes_on_after_a_restart(town: Town) -> None:
    """Stopped and opened anew on the same database and keys, it knows its devices and their logs."""
    session, log = town.join()
    log.grow(5)
    push(session, log, ignore_progress)
    log.grow(5)
    with (
        closing(town.reopen()) as reopened,
        RunningCentral(reopened, "127.0.0.1", 0) as again,
        Line(again.url, session.enrolment.central_ca) as line,
    ):
        assert push(replace(session, line=line), log, ignore_progress) == 10
