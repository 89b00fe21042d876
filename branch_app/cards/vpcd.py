"""A virtual chip as a card in pcscd's vpcd reader (vsmartcard): two-byte big-endian length, then a message.

One byte is a control message, anything longer a command for the chip. The connection is the card's presence:
closing it is pulling the card.
"""

import contextlib
import socket
import threading
from enum import IntEnum

from branch_app.cards.virtual import Chip

_QUICK_ACK = getattr(socket, "TCP_QUICKACK", None)


class Control(IntEnum):
    """Control messages of vpcd."""

    OFF = 0
    ON = 1
    RESET = 2
    ATR = 4


class InsertedChip:
    """A chip that answers vpcd over ``line`` from its own thread until it is pulled."""

    def __init__(self, chip: Chip, line: socket.socket) -> None:
        self._chip = chip
        self._line = line
        # Without it Nagle and delayed acknowledgement cost 44 ms a command.
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._thread = threading.Thread(target=self._serve, daemon=True, name="virtual card")
        self._thread.start()

    def pull(self) -> None:
        """Take the card away; returns once it no longer answers."""
        with contextlib.suppress(OSError):  # vpcd may have hung up first
            self._line.shutdown(socket.SHUT_RDWR)
        self._thread.join()

    def _serve(self) -> None:
        # OSError: the line was cut in the middle of an answer, the card is gone
        with self._line, contextlib.suppress(OSError):
            while message := self._receive():
                answer = self._answer(message)
                if answer is not None:
                    self._line.sendall(len(answer).to_bytes(2) + answer)

    def _answer(self, message: bytes) -> bytes | None:
        if len(message) > 1:
            data, sw = self._chip.transmit(message)
            return data + sw.to_bytes(2)
        if message[0] == Control.ATR:
            return self._chip.atr
        self._chip.reset()
        return None

    def _receive(self) -> bytes:
        """One message; empty at the end of the line."""
        if _QUICK_ACK is not None:
            self._line.setsockopt(socket.IPPROTO_TCP, _QUICK_ACK, 1)
        length = self._line.recv(2, socket.MSG_WAITALL)
        return self._line.recv(int.from_bytes(length), socket.MSG_WAITALL) if len(length) == 2 else b""
