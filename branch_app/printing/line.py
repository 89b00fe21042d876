"""A socket with bounds for a whole exchange: one deadline, and so many bytes back.

A socket's own time-out starts anew with every byte, so a printer that trickles would hold the counter for ever.
"""

import errno
import io
import socket
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


MOST_RECEIVED: Final = 1 << 20
"""Bytes; the history of a few thousand jobs fits."""


class BoundedLine:
    """What `http.client` uses of a socket, every call until ``deadline`` (monotonic seconds)."""

    def __init__(self, open_socket: socket.socket, deadline: float) -> None:
        self._socket = open_socket
        self._deadline = deadline
        self._received = 0

    def sendall(self, data: bytes) -> None:
        """Send all of it."""
        self._armed().sendall(data)

    def receive(self, buffer: "WriteableBuffer") -> int:
        """Wait for some bytes; how many came, 0 at the end."""
        received = self._armed().recv_into(buffer)
        self._received += received
        if self._received > MOST_RECEIVED:
            raise OSError(errno.EMSGSIZE, "answer too long")
        return received

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

    def __init__(self, line: BoundedLine) -> None:
        super().__init__()
        self._line = line

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Some bytes."""
        return self._line.receive(buffer)
