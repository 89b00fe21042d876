"""A proxy in user space between devices and head office, and a hand that spoils what goes over it.

    with BadLine(town.central.line, (town.url,)) as bad, Line(bad.url, ca) as line:
        bad.sky.weather = Weather(lose_answer=1.0)

It ends TLS under head office's own certificate, so that it can lose, double and reorder whole messages.
"""

import socket
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPSConnection
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from sync.central.trust.authority import Line as CentralLine
from sync.client.transport import Reply
from tests.fakes.weather import Lost, Sky

_PIECE = 512
_HANDSHAKE = 3_000
"""Bytes that a handshake takes on a slow line."""
_WAIT_SECONDS = 20


@dataclass
class BadLine:
    """A proxy on loopback under a sky; each request goes to one of ``centrals``."""

    line: CentralLine
    centrals: tuple[str, ...]
    sky: Sky = field(default_factory=Sky)

    def __post_init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.url = f"https://127.0.0.1:{self._socket.getsockname()[1]}"
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(self.line.certificate, self.line.key)
        self._onward = ssl.create_default_context(cadata=self.line.root)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._turn = 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()

    def _serve(self) -> None:
        while True:
            try:
                raw, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._connection, args=(raw,), daemon=True).start()

    def _connection(self, raw: socket.socket) -> None:
        with raw, suppress(OSError, ValueError, HTTPException):
            raw.settimeout(_WAIT_SECONDS)
            if self.sky.weather.cut:
                return
            self._pass(_HANDSHAKE)
            with self._context.wrap_socket(raw, server_side=True) as device:
                while self._exchange(device):
                    pass

    def _exchange(self, device: ssl.SSLSocket) -> bool:
        """One request and its answer; whether the connection lives on."""
        path, body = self._request(device)
        try:
            reply = self.sky.carry(path, body, self._deliver)
        except Lost as lost:
            if lost.half:
                device.sendall(_head(200, 2 * len(lost.half)) + lost.half)
            return False
        self._send(device, _head(reply.status, len(reply.body)) + reply.body)
        return True

    def _request(self, device: ssl.SSLSocket) -> tuple[str, bytes]:
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._received(device)
        head, _, body = data.partition(b"\r\n\r\n")
        lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
        wanted = int(lengths[0].split(b":")[1]) if lengths else 0
        while len(body) < wanted:
            body += self._received(device)
        return head.split(b" ")[1].decode(), body

    def _received(self, device: ssl.SSLSocket) -> bytes:
        part = device.recv(_PIECE if self.sky.weather.bits_per_second else 65_536)
        if not part:
            raise ValueError("end")
        self._pass(len(part))
        return part

    def _send(self, device: ssl.SSLSocket, data: bytes) -> None:
        step = _PIECE if self.sky.weather.bits_per_second else len(data)
        for at in range(0, len(data), step):
            self._pass(step)
            device.sendall(data[at : at + step])

    def _pass(self, size: int) -> None:
        """As long as so many bytes take on this line."""
        if self.sky.weather.bits_per_second:
            time.sleep(8 * size / self.sky.weather.bits_per_second)

    def _deliver(self, path: str, body: bytes) -> Reply:
        self._turn += 1
        central = self.centrals[self._turn % len(self.centrals)]
        onward = HTTPSConnection(urlsplit(central).netloc, context=self._onward, timeout=_WAIT_SECONDS)
        try:
            onward.request("POST" if body else "GET", path, body or None)
            answer = onward.getresponse()
            return Reply(answer.status, answer.read())
        finally:
            onward.close()


def _head(status: int, size: int) -> bytes:
    return f"HTTP/1.1 {status} x\r\nContent-Length: {size}\r\n\r\n".encode()
