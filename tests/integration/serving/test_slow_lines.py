"""Who sends slowly, or never ends, keeps nobody else waiting."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import httpx
import pytest

from sync.central.head_office import HeadOffice
from tests.fakes.cluster import Cluster

_HEAD = b"POST /v1/push HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"
_MOST = 8
"""Lines of one address."""


@pytest.fixture
def slow(served: Cluster, head_office: HeadOffice) -> Iterator[Callable[[bytes], ssl.SSLSocket]]:
    """Opens a line, sends so much of a request, and no more."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=head_office.line.root)
    place = served.url.removeprefix("https://").split(":")
    with ExitStack() as stack:

        def opened(begun: bytes) -> ssl.SSLSocket:
            plain = socket.create_connection((place[0], int(place[1])), 30)
            line = stack.enter_context(context.wrap_socket(plain, server_hostname="127.0.0.1"))
            line.sendall(begun)
            return line

        yield opened


@pytest.mark.parametrize("begun", [_HEAD + b"half", _HEAD[:20]])
def test_a_request_that_does_not_go_on_is_ended(slow: Callable[[bytes], ssl.SSLSocket], begun: bytes) -> None:
    """With 408, or without a word where not even the head of it came."""
    line = slow(begun)
    answer = b""
    while part := line.recv(1 << 16):
        answer += part
    assert answer[:12] in {b"HTTP/1.1 408", b""}


def test_many_slow_lines_of_one_office_leave_room_for_others(
    slow: Callable[[bytes], ssl.SSLSocket], line: httpx.Client
) -> None:
    """With one line of its own left an office is answered; with none it is told to wait (429), not left hanging."""
    assert 200 == line.get("/v1/identity").status_code
    for _ in range(_MOST - 1):
        slow(_HEAD)
    assert 200 == line.get("/v1/identity").status_code
    slow(_HEAD)
    assert any(429 == line.get("/v1/identity").status_code for _ in range(500))
