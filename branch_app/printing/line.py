"""A socket with one deadline for a whole exchange.

A socket's own time-out starts anew with every byte, so a printer that trickles would hold the counter for ever.
"""

import io
import socket
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class TimedLine:
    """What `http.client` uses of a socket, each call bounded by ``deadline`` (monotonic seconds)."""

    def __init__(self, open_socket: socket.socket, deadline: float) -> None:
        self._socket = open_socket
        self._deadline = deadline

    def sendall(self, data: bytes) -> None:
        """Send all of it."""
        self._armed().sendall(data)

    def receive(self, buffer: "WriteableBuffer") -> int:
        """Wait for some bytes; how many came, 0 at the end."""
        return self._armed().recv_into(buffer)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """What the answer is read from."""
        return io.BufferedReader(_Incoming(self))

    def close(self) -> None:
        """Leave the socket to whoever opened it: the answer may still have to be read."""

    def _armed(self) -> socket.socket:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._socket.settimeout(left)
        return self._socket


class _Incoming(io.RawIOBase):
    """The receiving half, as a file."""

    def __init__(self, line: TimedLine) -> None:
        super().__init__()
        self._line = line

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Some bytes."""
        return self._line.receive(buffer)
