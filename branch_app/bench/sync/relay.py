"""Counts what goes over a line: bytes of TCP's payload, both ways, TLS and all."""

import socket
from contextlib import suppress
from threading import Thread
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

_PIECE = 1 << 18


class Relay:
    """Hands everything on to ``url`` unread."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._onward = (parts.hostname or "", parts.port or 0)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"https://127.0.0.1:{self._socket.getsockname()[1]}"
        self.up = self.down = 0

    def __enter__(self) -> Self:
        Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()

    @property
    def bytes(self) -> int:
        """Both ways."""
        return self.up + self.down

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                device, _ = self._socket.accept()
                central = socket.create_connection(self._onward)
                Thread(target=self._upward, args=(device, central), daemon=True).start()
                Thread(target=self._downward, args=(central, device), daemon=True).start()

    def _upward(self, device: socket.socket, central: socket.socket) -> None:
        with device, central, suppress(OSError):
            while part := device.recv(_PIECE):
                self.up += len(part)
                central.sendall(part)

    def _downward(self, central: socket.socket, device: socket.socket) -> None:
        with suppress(OSError):
            while part := central.recv(_PIECE):
                self.down += len(part)
                device.sendall(part)
