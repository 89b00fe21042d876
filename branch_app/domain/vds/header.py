"""The header of a seal: who sealed with which certificate, when, and what kind of document (TR-03137-1, 2.3)."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import Enum

from branch_app.domain.errors import BadInput
from branch_app.domain.vds import c40

ADMINISTRATIVE = 0x01C9
"""Document reference of administrative documents, TR-03171 version 0.9."""

MAGIC = b"\xdc"
"""First byte of every seal."""
_VERSION_END, _COUNTRY_BYTES, _DATE_BYTES, _DOCUMENT_BYTES = 2, 2, 3, 2
_SIGNER_AT = _VERSION_END + _COUNTRY_BYTES
_SIGNER, _COUNT = 4, 2
_ATTESTATIONS = ("DEME", "DES1")
"""Signers of German arrival attestations."""
_FIVE = 5


class Version(Enum):
    """Byte behind the magic one: of ICAO's versions 3 and 4."""

    THREE = 2
    FOUR = 3


class Counting(Enum):
    """How the length of the certificate reference is told.

    Version 4 counts in two hex digits. Two kinds of published German seals of version 4 do not: arrival
    attestations write five characters as version 3 does, and some administrative documents count in decimal digits.
    """

    FIVE = ""
    HEX = "02X"
    DECIMAL = "02d"

    def written(self, length: int) -> str:
        """What stands before a reference of that length."""
        return format(length, self.value) if self.value else ""

    def read(self, text: str) -> int:
        """The length that those two characters tell.

        Raises:
            ValueError: they are no number.
        """
        if self is Counting.FIVE:
            return _FIVE
        return int(text, 16 if self is Counting.HEX else 10)


@dataclass(frozen=True, slots=True)
class Header:
    """``country`` as three letters, two of them or one filled up with spaces; ``signer`` four characters.

    ``reference`` names the signer's certificate: the hex digits of its serial number.
    """

    version: Version
    country: str
    signer: str
    reference: str
    issued: date
    signed: date
    document: int
    counting: Counting = Counting.HEX

    def encode(self) -> bytes:
        """Its bytes.

        Raises:
            BadInput: a field that a seal has no room for.
        """
        country = c40.encode(self.country)
        length = self.counting.written(len(self.reference))
        if len(country) != _COUNTRY_BYTES or len(self.signer) != _SIGNER or len(length) not in {0, _COUNT}:
            raise BadInput(at="header")
        return b"".join(
            (
                MAGIC + bytes((self.version.value,)),
                country,
                c40.encode(self.signer + length + self.reference),
                encode_date(self.issued),
                encode_date(self.signed),
                self.document.to_bytes(_DOCUMENT_BYTES),
            )
        )

    @classmethod
    def decode(cls, data: bytes) -> "tuple[Header, int]":
        """A header and how many bytes it took.

        Raises:
            BadInput: cut off, of another version, or not in its one form.
        """
        if len(data) < _VERSION_END or data[:1] != MAGIC:
            raise BadInput(at="magic")
        try:
            version = Version(data[1])
        except ValueError as error:
            raise BadInput(at="version") from error
        *others, last = _countings(version, data)
        for counting in others:
            with suppress(BadInput):
                return _decoded(data, version, counting)
        return _decoded(data, version, last)


def _countings(version: Version, data: bytes) -> tuple[Counting, ...]:
    if version is Version.THREE:
        return (Counting.FIVE,)
    if c40.decode(data[_SIGNER_AT : _SIGNER_AT + c40.size(_SIGNER + _COUNT)])[:_SIGNER] in _ATTESTATIONS:
        return (Counting.FIVE, Counting.HEX)
    return (Counting.HEX, Counting.DECIMAL)


def _decoded(data: bytes, version: Version, counting: Counting) -> tuple[Header, int]:
    head = c40.decode(data[_SIGNER_AT : _SIGNER_AT + c40.size(_SIGNER + _COUNT)])
    before = _SIGNER + (_COUNT if counting.value else 0)
    try:
        length = counting.read(head[_SIGNER:])
    except ValueError as error:
        raise BadInput(at="reference") from error
    at = _SIGNER_AT + c40.size(before + length)
    text = c40.decode(data[_SIGNER_AT:at])
    issued = decode_date(data[at : at + _DATE_BYTES])
    signed = decode_date(data[at + _DATE_BYTES : at + 2 * _DATE_BYTES])
    at += 2 * _DATE_BYTES
    document = int.from_bytes(data[at : at + _DOCUMENT_BYTES])
    at += _DOCUMENT_BYTES
    country = c40.decode(data[_VERSION_END:_SIGNER_AT])
    header = Header(version, country, text[:_SIGNER], text[before:], issued, signed, document, counting)
    if header.encode() != data[:at]:
        raise BadInput(at="header")
    return header, at


def encode_date(day: date) -> bytes:
    """MMDDYYYY as a number of three bytes."""
    return int(f"{day.month:02}{day.day:02}{day.year:04}").to_bytes(_DATE_BYTES)


def decode_date(data: bytes) -> date:
    """The day of three bytes.

    Raises:
        BadInput: no day.
    """
    if len(data) != _DATE_BYTES:
        raise BadInput(at="date")
    number = int.from_bytes(data)
    try:
        return date(number % 10_000, number // 1_000_000, number // 10_000 % 100)
    except ValueError as error:
        raise BadInput(at="date") from error
