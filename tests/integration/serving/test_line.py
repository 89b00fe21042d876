"""Several processes behind a real nginx answer as one head office."""

import os
import signal
import ssl
from dataclasses import replace

import httpx
import pytest

from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog, Leaf
from sync.central.serving.bodies import MAX_ENVELOPE_BYTES
from sync.central.trust import authority
from sync.central.trust.authority import renew_line
from sync.client.feeds import fetch_restrictions
from sync.client.push import push
from sync.client.session import Session
from sync.client.transport import Line
from sync.wire.envelope import Envelope
from sync.wire.messages import Problem, opened
from sync.wire.parcel import MAX_PARCEL_BYTES
from tests.fakes.cluster import Cluster
from tests.fakes.device import ignore_progress
from tests.fakes.memory_log import MemoryLog
from tests.integration.sync.test_renewal import serial


def test_a_log_pushed_through_the_proxy_is_witnessed_whole(
    joined: tuple[Session, MemoryLog], head_office: HeadOffice
) -> None:
    """Whichever process took each part."""
    session, log = joined
    log.grow(1_200)
    assert 1_200 == push(session, log, ignore_progress)
    with head_office.database.connection_context():
        held = DeviceLog.get(DeviceLog.origin == session.enrolment.origin)
        assert (1_200, 1_200) == (held.size, Leaf.select().where(Leaf.log == held).count())


def test_the_inside_is_not_on_the_line(line: httpx.Client, served: Cluster) -> None:
    """Health, readiness and figures are not found from outside, under any name."""
    paths = ("/health", "/ready", "/metrics", "/1/metrics", "/v1/../metrics", "/v1/%2e%2e/metrics", "//metrics")
    assert dict.fromkeys(paths, 404) == {path: line.get(path).status_code for path in paths}
    assert [204, 204] == [served.ask_inside(f"/{number}/health").status_code for number in (1, 2)]
    assert 404 == served.ask_inside("/1/v1/identity").status_code


def test_a_body_that_no_message_has_is_refused_by_the_proxy(line: httpx.Client) -> None:
    """413 before a process of ours has seen a byte, and more is taken on the one route that needs it."""
    assert 413 == line.post("/v1/settings", content=bytes(MAX_ENVELOPE_BYTES + 1)).status_code
    assert 400 == line.post("/v1/push", content=bytes(MAX_ENVELOPE_BYTES + 1)).status_code
    assert 413 == line.post("/v1/push", content=bytes(MAX_PARCEL_BYTES + 1)).status_code


@pytest.mark.parametrize(("path", "status"), [("/v1/push", 400), ("/v1/settings", 400)])
def test_a_refusal_through_the_proxy_is_signed(
    line: httpx.Client, head_office: HeadOffice, path: str, status: int
) -> None:
    """What a process of ours says no to reaches the device as it was signed."""
    reply = line.post(path, content=b"{}")
    problem = opened(Problem, Envelope.from_bytes(reply.content), head_office.keys.signer.public_key)
    assert (status, None) == (reply.status_code, problem.size)


def test_only_tls_1_3_is_spoken(served: Cluster, head_office: HeadOffice) -> None:
    """A client that knows no newer version than 1.2 gets no connection."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=head_office.line.root)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{served.url}/v1/identity", verify=context, trust_env=False)


def test_the_proxy_shows_a_renewed_certificate_once_it_was_told(
    joined: tuple[Session, MemoryLog], served: Cluster, head_office: HeadOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As ``central renew`` and ``nginx -s reload`` do: no connection is lost, and the root is the same."""
    session, _ = joined
    root, first = head_office.line.root, serial(served.url, head_office.line.root)
    monkeypatch.setattr(authority, "_RENEW_DAYS", 91)
    assert renew_line(head_office.line)
    assert first == serial(served.url, root)
    run = head_office.line.folder.with_name(f"{head_office.line.folder.name}-run")
    os.kill(int((run / "nginx.pid").read_text()), signal.SIGHUP)
    while serial(served.url, root) == first:
        assert fetch_restrictions(session)
    with Line(served.url, session.enrolment.central_ca) as line:
        assert fetch_restrictions(replace(session, line=line))
