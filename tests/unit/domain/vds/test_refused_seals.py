"""What is no seal: bytes of anybody are read here, and nothing is believed."""

from dataclasses import replace
from datetime import date

import pytest

from branch_app.domain.errors import BadInput
from branch_app.domain.vds.header import Counting, Header, Version
from branch_app.domain.vds.seal import MOST_BYTES, Message, Seal

HEADER = Header(Version.FOUR, "D  ", "DEZV", "2A", date(2025, 5, 14), date(2025, 5, 14), 0x01C8)
OTHER_KIND = replace(HEADER, document=0xF908)
SEAL = Seal(HEADER, (Message(1, b"one"), Message(2, bytes(200)), Message(3, bytes(300))), bytes(64))


def test_lengths_of_one_two_and_three_bytes_come_back() -> None:
    """As DER tells them; nothing shorter is told in more bytes."""
    assert SEAL == Seal.decode(SEAL.encode())
    short, middle, long = (Seal(HEADER, (Message(1, bytes(size)),)) for size in (127, 255, 256))
    head = len(HEADER.encode())
    assert [b"\x7f", b"\x81\xff", b"\x82\x01\x00"] == [
        short.encode()[head + 1 : head + 2],
        middle.encode()[head + 1 : head + 3],
        long.encode()[head + 1 : head + 4],
    ]


def _behind(header: Header, tail: bytes) -> bytes:
    return header.encode() + tail


REFUSED = {
    "more than a symbol holds": (bytes(MOST_BYTES + 1), "size"),
    "something behind the signature": (SEAL.encode() + b"\x01\x00", "behind the signature"),
    "a message twice": (_behind(HEADER, b"\x01\x00\x01\x00"), "tags"),
    "a length in too many bytes": (_behind(HEADER, b"\x01\x81\x01x"), "form"),
    "a length of unknown form": (_behind(HEADER, b"\x01\x80"), "length"),
    "less than its length says": (_behind(HEADER, b"\x01\x02x"), "length"),
    "another first byte": (b"\xdd\x03", "magic"),
    "another version": (b"\xdc\x09", "version"),
    "a date that is none": (HEADER.encode()[:-5] + b"\xff\xff\xff" + HEADER.encode()[-2:], "date"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_no_seal(name: str) -> None:
    """And the refusal says what it broke."""
    data, at = REFUSED[name]
    with pytest.raises(BadInput) as refusal:
        Seal.decode(data)
    assert {"at": at} == refusal.value.facts


def test_other_kinds_tell_every_length_in_one_byte() -> None:
    """Those of ICAO."""
    seal = Seal(OTHER_KIND, (Message(1, bytes(200)),))
    assert b"\xc8" == seal.encode()[len(OTHER_KIND.encode()) + 1 :][:1]
    assert seal == Seal.decode(seal.encode())


@pytest.mark.parametrize(("tag", "size"), [(-1, 0), (255, 0), (1, MOST_BYTES + 1)])
def test_a_message_has_room_in_a_seal(tag: int, size: int) -> None:
    """255 is the signature's tag."""
    with pytest.raises(ValueError, match="message"):
        Message(tag, bytes(size))


@pytest.mark.parametrize(
    "header",
    [
        replace(HEADER, country="GERMANY"),
        replace(HEADER, signer="DEZ"),
        replace(HEADER, reference="0" * 256),
    ],
)
def test_a_header_has_room_for_its_fields(header: Header) -> None:
    """A country of more than two bytes, a signer of less than four letters, a reference that cannot be counted."""
    with pytest.raises(BadInput) as refusal:
        header.encode()
    assert {"at": "header"} == refusal.value.facts


def test_a_reference_whose_length_is_no_number_is_refused() -> None:
    """Neither in hex nor in decimal digits."""
    good = replace(HEADER, signer="DEZV", reference="XX").encode()
    lettered = replace(HEADER, counting=Counting.FIVE, reference="ZZ123").encode()
    assert Header.decode(good)
    with pytest.raises(BadInput) as refusal:
        Header.decode(lettered)
    assert {"at": "reference"} == refusal.value.facts
