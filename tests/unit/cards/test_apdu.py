"""Commands as bytes, and files in chunks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.cards.apdu import SW, ApduError, Command, read_binary, send
from tests.fakes.cards import ScriptedConnection

BYTE = st.integers(0, 255)


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (Command(0x00, 0x20, 0x00, 0x80), "00200080"),
        (Command(0x00, 0xB0, 0x01, 0x00, expect=256), "00B0010000"),
        (Command(0x00, 0xA4, 0x02, 0x0C, b"\x00\x0a"), "00A4020C02000A"),
        (Command(0x80, 0x2A, 0x00, 0x80, b"\x30\x31", expect=256), "802A008002303100"),
    ],
)
def test_a_command_is_written_as_the_cards_know_it(command: Command, expected: str) -> None:
    """The four cases of ISO/IEC 7816-4 in the forms these cards take."""
    assert bytes.fromhex(expected) == bytes(command)


@given(BYTE, BYTE, BYTE, BYTE, st.binary(max_size=255), st.none() | st.integers(1, 256))
def test_every_command_reads_back(cla: int, ins: int, p1: int, p2: int, data: bytes, expect: int | None) -> None:
    """The emulator understands exactly what the counter sends."""
    command = Command(cla, ins, p1, p2, data, expect)

    assert command == Command.parse(bytes(command))


@pytest.mark.parametrize("apdu", ["", "00B000", "00A4020C02000A0000", "00A4020C05000A"])
def test_what_is_no_short_command_is_refused(apdu: str) -> None:
    """Too short, too long, or a length that does not agree."""
    with pytest.raises(ValueError, match=r"short|length"):
        Command.parse(bytes.fromhex(apdu))


def test_any_status_but_success_is_an_error() -> None:
    """The status word is kept for whoever knows what it means."""
    with pytest.raises(ApduError) as caught:
        send(ScriptedConnection((b"", SW.NOT_FOUND)), Command(0, 0xA4, 4, 0x0C))

    assert caught.value.sw == SW.NOT_FOUND


@pytest.mark.parametrize(
    "answers",
    [
        [(b"a" * 256, SW.OK), (b"b" * 10, SW.OK)],
        [(b"a" * 256, SW.OK), (b"b" * 10, SW.END_OF_FILE)],
        [(b"a" * 256, SW.OK), (b"b" * 10, SW.OFFSET_BEYOND_END)],
    ],
)
def test_a_file_ends_in_any_of_three_ways(answers: list[tuple[bytes, int]]) -> None:
    """Short answer, 6282 or 6B00: which one differs from card to card."""
    connection = ScriptedConnection(*answers)

    assert b"a" * 256 + b"b" * 10 == read_binary(connection)
    assert ["00b0000000", "00b0010000"] == [sent.hex() for sent in connection.sent]


def test_a_file_of_a_whole_number_of_chunks_ends_beyond_its_end() -> None:
    """After a full last chunk the card says that the offset lies beyond."""
    connection = ScriptedConnection((b"a" * 256, SW.OK), (b"", SW.OFFSET_BEYOND_END))

    assert b"a" * 256 == read_binary(connection)


def test_another_status_while_reading_is_an_error() -> None:
    """A file that may not be read is not an empty file."""
    with pytest.raises(ApduError):
        read_binary(ScriptedConnection((b"", SW.SECURITY_NOT_SATISFIED)))


def test_a_file_without_end_is_an_error() -> None:
    """Offsets have fifteen bits: no card keeps the counter reading for ever."""
    with pytest.raises(ApduError):
        read_binary(ScriptedConnection(*[(b"a" * 256, SW.OK)] * 128))
