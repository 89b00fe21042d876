"""One question to a printer and its answer, over HTTP.

Three phases that are never confused, because the paper depends on it: before the line stood, nothing was sent; once
it stood, bytes may have left us, and only a whole, sound answer says what became of them.
"""

import re
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from itertools import count
from typing import Final, Self
from urllib.parse import urlsplit

from branch_app.domain.errors import BadInput, PrinterAbsent, PrinterRefused, PrintInDoubt
from branch_app.printing.ipp import Group, Message, decode, encode
from branch_app.printing.line import BoundedLine
from branch_app.printing.vocabulary import Operation

IPP_PORT: Final = 631
_PRINTABLE: Final = re.compile(r"[!-~]+")
_MEDIA_TYPE: Final = "application/ipp"
_HTTP_OK: Final = 200
_HTTP_NOT_DONE: Final = range(300, 500)
_HTTP_TIMED_OUT: Final = 408


@dataclass(frozen=True, slots=True)
class PrinterAddress:
    """Where a printer listens."""

    host: str
    port: int = IPP_PORT
    path: str = "/ipp/print"

    @classmethod
    def parse(cls, uri: str) -> Self:
        """``ipp://host[:port]/path``, as a technician writes it into the settings.

        Raises:
            BadInput: another scheme, no host, or a port that is none.
        """
        try:
            parts = urlsplit(uri)
            port = parts.port or IPP_PORT
        except ValueError as error:
            raise BadInput(at="printer") from error
        if parts.scheme != "ipp" or not parts.hostname or not _PRINTABLE.fullmatch(uri):
            raise BadInput(at="printer")
        return cls(parts.hostname, port, parts.path or "/ipp/print")

    @property
    def uri(self) -> str:
        """As ``printer-uri`` wants it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"ipp://{host}:{self.port}{self.path}"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds: for the line to stand, and for the whole exchange after that."""

    connect_s: float = 5.0
    exchange_s: float = 60.0


class IppClient:
    """Asks one printer; a new line for every question, so that no stale one can swallow a file."""

    def __init__(self, address: PrinterAddress, patience: Patience) -> None:
        self.address = address
        self._patience = patience
        self._numbers = count(1)

    def call(self, operation: Operation, groups: tuple[Group, ...], document: bytes = b"") -> Message:
        """Send one request, read the whole answer.

        Raises:
            PrinterAbsent: the line never stood; nothing was sent.
            PrinterRefused: answered by HTTP that it will not.
            PrintInDoubt: bytes may have left, and no sound answer came within the time.
        """
        request = Message(operation, next(self._numbers), groups, document)
        body = encode(request)
        with self._line() as line:
            try:
                answer = self._exchange(line, body)
            # http.client lets a ValueError through where a chunk has a negative size.
            except (OSError, HTTPException, ValueError) as error:
                raise PrintInDoubt(cause="no-answer") from error
        if answer.request_id != request.request_id:
            raise PrintInDoubt(cause="other-answer")
        return answer

    @contextmanager
    def _line(self) -> Iterator[BoundedLine]:
        where = (self.address.host, self.address.port)
        try:
            open_socket = socket.create_connection(where, self._patience.connect_s)
        except (OSError, UnicodeError) as error:
            raise PrinterAbsent(cause="no-line") from error
        with open_socket:
            yield BoundedLine(open_socket, time.monotonic() + self._patience.exchange_s)

    def _exchange(self, line: BoundedLine, body: bytes) -> Message:
        http = HTTPConnection(self.address.host, self.address.port)
        http.sock = line
        http.request("POST", self.address.path, body, {"Content-Type": _MEDIA_TYPE, "Connection": "close"})
        return _read(http.getresponse())


def _read(response: HTTPResponse) -> Message:
    """The message in an answer, if it is one."""
    if response.status in _HTTP_NOT_DONE and response.status != _HTTP_TIMED_OUT:
        raise PrinterRefused(cause="http", status=response.status)
    if response.status != _HTTP_OK:
        raise PrintInDoubt(cause="http", status=response.status)
    return decode(response.read())
