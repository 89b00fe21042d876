"""A server that reads one request and answers with whatever bytes a test wants."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread

from branch_app.printing.client import PrinterAddress

Answer = Callable[[socket.socket], None]
"""Told the connection once the whole request is in; it is closed afterwards."""


@contextmanager
def answering(answer: Answer) -> Iterator[PrinterAddress]:
    """Listen on loopback for one connection."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(20)
        thread = Thread(target=_serve, args=(server, answer))
        thread.start()
        try:
            yield PrinterAddress("127.0.0.1", server.getsockname()[1])
        finally:
            thread.join()


def sending(*parts: bytes) -> Answer:
    """Those bytes, then the end."""

    def answer(line: socket.socket) -> None:
        for part in parts:
            line.sendall(part)

    return answer


def over_http(body: bytes, status: str = "200 OK") -> bytes:
    """A whole HTTP answer."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/ipp\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def _serve(server: socket.socket, answer: Answer) -> None:
    line, _ = server.accept()
    with line, suppress(OSError):
        line.settimeout(20)
        _read_request(line)
        answer(line)


def _read_request(line: socket.socket) -> None:
    """Head and as many bytes as it announces: closing a socket with unread bytes would reset the line."""
    with line.makefile("rb") as request:
        length = 0
        while (header := request.readline()) not in {b"\r\n", b""}:
            name, _, value = header.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        request.read(length)
