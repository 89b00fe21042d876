"""A session from opening to end: what it reads, and what a PIN costs."""

from datetime import UTC, datetime

import pytest

from branch_app.cards import jpki
from branch_app.cards.jpki import JpkiFile
from branch_app.domain.errors import (
    CardError,
    CardExpired,
    CardNotTrusted,
    OutOfOrder,
    PinBlocked,
    PinMalformed,
    PinWrong,
)
from branch_app.ports import CardKind
from tests.fakes.cards import AT, CHALLENGE, HANAKO, ITEMS, PINS, WatchedChip, authority, card, opened, pin_file


def test_a_session_reads_the_card() -> None:
    """Kind, tries, proof and four items, by either PIN."""
    session = opened(card())

    assert CardKind.MY_NUMBER is session.kind
    assert session.tries_left() == 3
    proof = session.authenticate("１２３４", CHALLENGE, AT)
    assert (CardKind.MY_NUMBER, HANAKO.serial) == (proof.kind, proof.certificate_serial)
    assert datetime(2030, 4, 1, 23, 59, 59, tzinfo=UTC) == proof.not_after
    assert ITEMS == session.four_items(PINS.profile)
    assert ITEMS == session.four_items(HANAKO.number_b())


def test_number_b_is_birth_expiry_and_face_code() -> None:
    """照合番号B of somebody born on 昭和55年4月1日 whose card ends in 2030."""
    assert HANAKO.number_b() == "55040120305678"


def test_the_pin_is_sent_once() -> None:
    """A wrong PIN costs one try, and the program adds none."""
    chip = WatchedChip(card())

    with pytest.raises(PinWrong) as caught:
        opened(chip).authenticate("9999", CHALLENGE, AT)

    assert {"left": 2} == caught.value.facts
    assert [b"9999"] == [command.data for command in chip.verifies()]


def test_the_session_goes_on_after_a_wrong_pin() -> None:
    """The citizen may try again on the same session, and a right PIN fills the counter."""
    chip = card()
    session = opened(chip)
    with pytest.raises(PinWrong):
        session.authenticate("9999", CHALLENGE, AT)

    assert session.tries_left() == 2
    assert HANAKO.serial == session.authenticate(PINS.authentication, CHALLENGE, AT).certificate_serial
    assert session.tries_left() == 3


def test_the_third_wrong_pin_blocks_and_the_right_one_does_not_help() -> None:
    """63C0 is reported as blocked at once; the next session sees no tries."""
    chip = card()
    session = opened(chip)
    for _ in range(2):
        with pytest.raises(PinWrong):
            session.authenticate("9999", CHALLENGE, AT)
    with pytest.raises(PinBlocked):
        session.authenticate("9999", CHALLENGE, AT)

    assert opened(chip).tries_left() == 0
    with pytest.raises(PinBlocked):
        opened(chip).authenticate(PINS.authentication, CHALLENGE, AT)


@pytest.mark.parametrize("pin", ["", "123", "12345", "abcd", "12 34"])
def test_a_malformed_pin_is_never_sent(pin: str) -> None:
    """No try is used, neither for signing on nor for the four items."""
    chip = WatchedChip(card())
    session = opened(chip)
    with pytest.raises(PinMalformed):
        session.authenticate(pin, CHALLENGE, AT)
    session.authenticate(PINS.authentication, CHALLENGE, AT)
    with pytest.raises(PinMalformed):
        session.four_items(pin)

    assert [PINS.authentication.encode()] == [command.data for command in chip.verifies()]


@pytest.mark.parametrize("at", [datetime(2031, 1, 1, tzinfo=UTC), datetime(2024, 1, 1, tzinfo=UTC)])
def test_a_card_out_of_date_costs_no_try(at: datetime) -> None:
    """What would be refused anyway is refused before the PIN is sent."""
    chip = WatchedChip(card())

    with pytest.raises(CardExpired):
        opened(chip).authenticate("9999", CHALLENGE, at)

    assert not chip.verifies()


def test_a_card_of_a_foreign_authority_costs_no_try() -> None:
    """A chain that leads nowhere ends before the PIN."""
    stranger = WatchedChip(type(authority())(HANAKO.valid_from, HANAKO.valid_until).my_number_card(HANAKO))

    with pytest.raises(CardNotTrusted):
        opened(stranger).authenticate(PINS.authentication, CHALLENGE, AT)

    assert not stranger.verifies()


def test_four_items_want_a_proved_card() -> None:
    """Items of a card that has proved nothing are not read at all."""
    chip = WatchedChip(card())

    with pytest.raises(OutOfOrder):
        opened(chip).four_items(PINS.profile)

    assert not chip.verifies()


def test_a_wrong_profile_pin_says_what_is_left_and_loses_nothing() -> None:
    """Its own counter, its own message; the right one still works on the same session."""
    chip = WatchedChip(card())
    session = opened(chip)
    session.authenticate(PINS.authentication, CHALLENGE, AT)
    with pytest.raises(PinWrong) as caught:
        session.four_items("9999")

    assert {"left": 2} == caught.value.facts
    assert ITEMS == session.four_items(PINS.profile)
    assert pin_file(chip.chip, jpki.IDENTIFIER, JpkiFile.PIN).left == 3


def test_tries_can_be_asked_after_a_wrong_profile_pin() -> None:
    """The selected application is back where a session expects it."""
    session = opened(card())
    session.authenticate(PINS.authentication, CHALLENGE, AT)
    with pytest.raises(PinWrong):
        session.four_items("9999")

    assert session.tries_left() == 3


def test_nothing_is_sent_after_the_session() -> None:
    """A session kept beyond its block is dead."""
    chip = WatchedChip(card())
    session = opened(chip)
    session.close()
    sent = len(chip.commands)

    with pytest.raises(OutOfOrder):
        session.tries_left()
    assert sent == len(chip.commands)


def test_errors_hold_nothing_personal() -> None:
    """Neither PIN nor name nor certificate serial stands in what an error shows."""
    shown: list[str] = []
    for pin, at in (("9999", AT), ("99", AT), (PINS.authentication, datetime(2031, 1, 1, tzinfo=UTC))):
        with pytest.raises(CardError) as caught:
            opened(card()).authenticate(pin, CHALLENGE, at)
        shown.append(f"{caught.value} {caught.value.facts}")

    for secret in ("9999", "1234", HANAKO.serial, "花子", "2030"):
        assert not any(secret in text for text in shown)
