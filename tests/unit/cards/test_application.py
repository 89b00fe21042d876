"""What a card's answers about PINs mean."""

import pytest

from branch_app.cards.apdu import SW, ApduError
from branch_app.cards.application import UNLIMITED_TRIES, Application
from branch_app.domain.errors import PinBlocked, PinWrong
from tests.fakes.cards import ScriptedConnection

OK = (b"", SW.OK)


def application(*answers: tuple[bytes, int]) -> tuple[Application, ScriptedConnection]:
    """An application selected on a card that will answer so."""
    connection = ScriptedConnection(OK, *answers)
    return Application(connection, b"\xd3\x92"), connection


def test_selecting_happens_once_on_construction() -> None:
    """The command is SELECT by name without a response."""
    _, connection = application()

    assert ["00a4040c02d392"] == [sent.hex() for sent in connection.sent]


def test_a_card_without_the_application_cannot_be_constructed() -> None:
    """6A82 to SELECT."""
    with pytest.raises(ApduError):
        Application(ScriptedConnection((b"", SW.NOT_FOUND)), b"\xd3\x92")


@pytest.mark.parametrize(("status", "expected"), [(0x63C3, 3), (0x63C1, 1), (0x63C0, 0), (0x6983, 0), (0x6984, 0)])
def test_an_empty_verify_tells_the_tries_left(status: int, expected: int) -> None:
    """63Cx counts; 6983 and 6984 both mean blocked."""
    chosen, connection = application(OK, (b"", status))

    assert expected == chosen.tries_left(0x18, 3)
    assert connection.sent[-1].hex() == "00200080"


def test_a_verified_pin_has_all_its_tries() -> None:
    """9000 to an empty VERIFY: it is verified at this moment."""
    chosen, _ = application(OK, OK)

    assert chosen.tries_left(0x18, 3) == 3


def test_a_card_without_counter_shows_no_limit() -> None:
    """6300: wrong, and the card does not count."""
    chosen, _ = application(OK, (b"", 0x6300))

    assert chosen.tries_left(0x18, 3) == UNLIMITED_TRIES


def test_a_wrong_pin_is_sent_once_and_says_what_is_left() -> None:
    """One VERIFY on the wire, whatever comes back."""
    chosen, connection = application(OK, (b"", 0x63C2))

    with pytest.raises(PinWrong) as caught:
        chosen.verify(0x18, b"1234")

    assert {"left": 2} == caught.value.facts
    assert ["0020008004" + b"1234".hex()] == [sent.hex() for sent in connection.sent[2:]]


@pytest.mark.parametrize("status", [0x63C0, 0x6983, 0x6984])
def test_no_tries_left_is_blocked(status: int) -> None:
    """The last 63C0 has blocked the card, 6984 says so from then on, 6983 is accepted too."""
    chosen, _ = application(OK, (b"", status))

    with pytest.raises(PinBlocked):
        chosen.verify(0x18, b"1234")


@pytest.mark.parametrize("status", [0x6A82, 0x6700, 0x6F00])
def test_any_other_answer_to_verify_is_an_error(status: int) -> None:
    """Nothing but 9000 is a right PIN."""
    chosen, _ = application(OK, (b"", status))

    with pytest.raises(ApduError):
        chosen.verify(0x18, b"1234")
