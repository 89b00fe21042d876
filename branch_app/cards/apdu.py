"""Commands and responses of ISO/IEC 7816-4: bytes over anything that can transmit them."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

READ_CHUNK = 256
"""Bytes asked for by one READ BINARY: the most a short command can carry back."""
READ_LIMIT = 0x8000
"""READ BINARY addresses fifteen bits; a file cannot be longer."""


class SW(IntEnum):
    """Status words these cards answer."""

    OK = 0x9000
    END_OF_FILE = 0x6282
    WRONG_PIN_WITHOUT_LIMIT = 0x6300
    WRONG_PIN = 0x63C0  # the low nibble counts the tries left
    WRONG_LENGTH = 0x6700
    SECURITY_NOT_SATISFIED = 0x6982
    PIN_BLOCKED = 0x6983
    PIN_BLOCKED_AFTER_LAST = 0x6984  # what these cards really answer once a 63C0 was given
    NO_CURRENT_FILE = 0x6986
    WRONG_DATA = 0x6A80
    NOT_FOUND = 0x6A82
    WRONG_PARAMETERS = 0x6A86
    OFFSET_BEYOND_END = 0x6B00
    UNKNOWN_INSTRUCTION = 0x6D00
    UNKNOWN_CLASS = 0x6E00


class ApduError(Exception):
    """A status word the caller did not allow for. Never leaves this package: a session says what it means."""

    def __init__(self, sw: int) -> None:
        self.sw = sw
        super().__init__(f"{sw:04X}")


class Connection(Protocol):
    """One way to one card."""

    def transmit(self, apdu: bytes) -> tuple[bytes, int]:
        """Response data and status word.

        Raises:
            CardPulled, CardChanged, ReaderUnavailable: no answer of this card will come any more.
        """


@dataclass(frozen=True, slots=True)
class Command:
    """A short command; ``expect`` is the number of bytes wanted back (1 to 256), None for none."""

    cla: int
    ins: int
    p1: int
    p2: int
    data: bytes = b""
    expect: int | None = None

    def __bytes__(self) -> bytes:
        """As sent: no Lc without data, no Le when nothing is expected, Le 00 for 256."""
        lc = bytes([len(self.data)]) + self.data if self.data else b""
        le = bytes([self.expect % 256]) if self.expect is not None else b""
        return bytes([self.cla, self.ins, self.p1, self.p2]) + lc + le

    @classmethod
    def parse(cls, apdu: bytes) -> "Command":
        """The other way round, for the emulator.

        Raises:
            ValueError: no short command.
        """
        if len(apdu) < 4:
            raise ValueError("too short")
        cla, ins, p1, p2 = apdu[:4]
        body = apdu[4:]
        if len(body) <= 1:
            return cls(cla, ins, p1, p2, b"", (body[0] or 256) if body else None)
        length, data, rest = body[0], body[1 : 1 + body[0]], body[1 + body[0] :]
        if len(data) != length or len(rest) > 1:
            raise ValueError("length")
        return cls(cla, ins, p1, p2, data, (rest[0] or 256) if rest else None)


def send(connection: Connection, command: Command) -> bytes:
    """Response data of a command that must succeed.

    Raises:
        ApduError: any status word but 9000.
    """
    data, sw = connection.transmit(bytes(command))
    if sw != SW.OK:
        raise ApduError(sw)
    return data


def read_binary(connection: Connection) -> bytes:
    """The whole selected file, 256 bytes at a time.

    The end shows itself as a short answer, 6282 or 6B00: which of them differs from card to card.

    Raises:
        ApduError: any other status word, or a file that never ends.
    """
    content = b""
    while len(content) < READ_LIMIT:
        offset = len(content)
        command = Command(0x00, 0xB0, offset >> 8, offset & 0xFF, expect=READ_CHUNK)
        data, sw = connection.transmit(bytes(command))
        if sw not in (SW.OK, SW.END_OF_FILE, SW.OFFSET_BEYOND_END):
            raise ApduError(sw)
        content += data
        if sw != SW.OK or len(data) < READ_CHUNK:
            return content
    raise ApduError(SW.OFFSET_BEYOND_END)
