"""The virtual chip behaves as the cards do where a counter could notice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.cards import jpki, profile
from branch_app.cards.apdu import SW
from branch_app.cards.jpki import JpkiFile
from branch_app.cards.virtual import Chip
from tests.fakes.cards import PINS, card, pin_file

SELECT_JPKI = bytes.fromhex("00A4040C0A") + jpki.IDENTIFIER
SELECT_PROFILE = bytes.fromhex("00A4040C0A") + profile.IDENTIFIER
SIGN = bytes.fromhex("802A008033") + bytes.fromhex("3031300d060960864801650304020105000420") + bytes(32) + b"\x00"


def select(file: int) -> bytes:
    """SELECT EF."""
    return bytes.fromhex("00A4020C02") + file.to_bytes(2)


def verify(pin: str) -> bytes:
    """VERIFY."""
    return bytes.fromhex("00200080") + bytes([len(pin)]) + pin.encode()


def statuses(chip: Chip, *commands: bytes) -> list[int]:
    """Status word of each in turn."""
    return [chip.transmit(command)[1] for command in commands]


def verified_chip() -> Chip:
    """With the 利用者証明用 PIN given."""
    chip = card()
    commands = (SELECT_JPKI, select(JpkiFile.PIN), verify(PINS.authentication))
    assert [SW.OK] * 3 == statuses(chip, *commands)
    return chip


def test_a_key_signs_only_after_its_pin() -> None:
    """6982 before, 256 bytes after."""
    chip = card()
    assert [SW.OK, SW.OK, SW.SECURITY_NOT_SATISFIED] == statuses(chip, SELECT_JPKI, select(JpkiFile.KEY), SIGN)
    chip = verified_chip()
    chip.transmit(select(JpkiFile.KEY))
    signature, status = chip.transmit(SIGN)
    assert (SW.OK, 256) == (status, len(signature))


def test_one_pin_does_not_open_the_other_key() -> None:
    """利用者証明用 and 署名用 are apart."""
    chip = verified_chip()

    assert [SW.OK, SW.SECURITY_NOT_SATISFIED] == statuses(chip, select(JpkiFile.SIGNATURE_KEY), SIGN)


@pytest.mark.parametrize("loss", [[SELECT_PROFILE, SELECT_JPKI], []])
def test_reset_and_another_application_forget_the_pin(loss: list[bytes]) -> None:
    """Verified PINs are volatile."""
    chip = verified_chip()
    statuses(chip, *loss)
    if not loss:
        chip.reset()
        chip.transmit(SELECT_JPKI)

    assert [SW.OK, SW.SECURITY_NOT_SATISFIED] == statuses(chip, select(JpkiFile.KEY), SIGN)


def test_reset_forgets_the_selection() -> None:
    """What a session relies on to notice another insertion."""
    chip = verified_chip()
    chip.reset()

    assert [SW.NOT_FOUND] == statuses(chip, select(JpkiFile.PIN))


def test_the_counter_runs_down_to_blocked_and_survives_reset() -> None:
    """63C2, 63C1, 63C0, then 6984 for ever, the right PIN included."""
    chip = card()
    statuses(chip, SELECT_JPKI, select(JpkiFile.PIN))
    seen = statuses(chip, *[verify("9999")] * 3, verify(PINS.authentication), bytes.fromhex("00200080"))
    assert [0x63C2, 0x63C1, 0x63C0, 0x6984, 0x6984] == seen
    chip.reset()
    assert [SW.OK, SW.OK, 0x6984] == statuses(chip, SELECT_JPKI, select(JpkiFile.PIN), verify(PINS.authentication))


def test_a_right_pin_fills_the_counter_and_a_wrong_one_takes_it_back() -> None:
    """The state of an empty VERIFY follows."""
    chip = card()
    statuses(chip, SELECT_JPKI, select(JpkiFile.PIN), verify("9999"))
    query = bytes.fromhex("00200080")

    assert [0x63C2, SW.OK, SW.OK, 0x63C2, 0x63C2] == statuses(
        chip, query, verify(PINS.authentication), query, verify("9999"), query
    )
    assert pin_file(chip, jpki.IDENTIFIER, JpkiFile.PIN).left == 2


@given(st.binary(max_size=60))
def test_no_command_breaks_the_chip(garbage: bytes) -> None:
    """Whatever a reader sends is answered with a status word."""
    _, status = card().transmit(garbage)

    assert 0x6000 <= status <= 0x9FFF


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("00A4000C023F00", SW.WRONG_PARAMETERS),
        ("00A4040C02D392", SW.NOT_FOUND),
        ("00B0000000", SW.NO_CURRENT_FILE),
        ("00200080", SW.NO_CURRENT_FILE),
        ("802A008000", SW.NO_CURRENT_FILE),
        ("00CA000000", SW.UNKNOWN_INSTRUCTION),
        ("A0A40000023F00", SW.UNKNOWN_CLASS),
        ("00", SW.WRONG_LENGTH),
    ],
)
def test_commands_of_other_drivers_are_refused(command: str, expected: int) -> None:
    """OpenSC tries a dozen drivers on a card before it comes to the right one."""
    assert [expected] == statuses(card(), bytes.fromhex(command))


def test_only_a_known_digest_is_signed() -> None:
    """A DigestInfo of another form is wrong data, not a signature over something else."""
    chip = verified_chip()

    assert [SW.OK, SW.WRONG_DATA] == statuses(chip, select(JpkiFile.KEY), bytes.fromhex("802A0080020102"))
