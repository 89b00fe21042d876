"""One session is one card: whatever is changed, whenever, nothing of the second card comes out."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from branch_app.cards import jpki, profile
from branch_app.cards.apdu import SW
from branch_app.cards.jpki import JpkiFile
from branch_app.cards.profile import ProfileFile
from branch_app.cards.session import Session, open_session
from branch_app.cards.virtual import DataFile, KeyFile
from branch_app.domain.errors import CardChanged, CardError, CardUnknown
from branch_app.ports import CardProof, FourItems
from tests.fakes.cards import (
    AT,
    CHALLENGE,
    HANAKO,
    ITEMS,
    PINS,
    TARO,
    WHERE,
    BlindConnection,
    WatchedChip,
    card,
    forged,
    opened,
    pin_file,
    terms,
)


def whole_session(connection: BlindConnection | WatchedChip) -> tuple[CardProof, FourItems]:
    """Everything a counter asks of a card, delivered together."""
    session = open_session(connection, WHERE, terms())
    proof = session.authenticate(PINS.authentication, CHALLENGE, AT)
    return proof, session.four_items(PINS.profile)


def length_of_a_session() -> int:
    """Commands of a whole session."""
    chip = WatchedChip(card())
    whole_session(chip)
    return len(chip.commands)


COMMANDS = length_of_a_session()


@pytest.mark.parametrize("change_at", range(COMMANDS))
def test_a_card_changed_under_a_blind_reader_delivers_nothing(change_at: int) -> None:
    """Before any command, even when the reader notices nothing and both cards know the same PINs.

    Before the first command a change is no change: the session is then the second card's, and all of it is.
    """
    second = WatchedChip(card(TARO))
    connection = BlindConnection(WatchedChip(card()), second, change_at)

    if change_at == 0:
        assert whole_session(connection)[0].certificate_serial == TARO.serial
        return
    with pytest.raises((CardChanged, CardUnknown)):
        whole_session(connection)


@pytest.mark.parametrize("change_at", range(2, COMMANDS))
def test_a_changed_card_loses_no_try_for_the_first_ones_pin(change_at: int) -> None:
    """A second citizen's counters stay full even when a blind reader lets our commands through."""
    other = card(replace(TARO, pins=replace(PINS, authentication="7777", profile="8888")))
    connection = BlindConnection(WatchedChip(card()), WatchedChip(other), change_at)

    with pytest.raises(CardError):
        whole_session(connection)

    assert pin_file(other, jpki.IDENTIFIER, JpkiFile.PIN).left == 3


@pytest.mark.parametrize("change_at", range(1, COMMANDS))
def test_the_same_card_inserted_anew_delivers_nothing_or_itself(change_at: int) -> None:
    """It has lost selection and PINs; only where the session selects anew can it go on, and it is the same key."""
    chip = WatchedChip(card())

    try:
        proof, items = whole_session(BlindConnection(chip, chip, change_at))
    except (CardChanged, CardUnknown):
        return
    assert (HANAKO.serial, ITEMS) == (proof.certificate_serial, items)
    assert chip.commands[change_at].ins == 0xA4


def test_a_copied_certificate_without_its_key_is_found_out() -> None:
    """A forged card that shows another's certificate cannot sign with its key."""
    mine, copied = card(TARO), card()
    own_key = mine.applications[jpki.IDENTIFIER][JpkiFile.KEY]
    assert isinstance(own_key, KeyFile)
    session = opened(forged(copied, jpki.IDENTIFIER, JpkiFile.KEY, own_key))

    with pytest.raises(CardChanged):
        session.authenticate(PINS.authentication, CHALLENGE, AT)


def test_a_forged_card_slipped_in_for_the_four_items_is_found_out() -> None:
    """Same certificate, other items, other key: the fresh challenge at the end unmasks it."""
    own_key = card(TARO).applications[jpki.IDENTIFIER][JpkiFile.KEY]
    assert isinstance(own_key, KeyFile)
    others_items = card(TARO).applications[profile.IDENTIFIER][ProfileFile.FOUR_ITEMS]
    assert isinstance(others_items, DataFile)
    forgery = forged(card(), jpki.IDENTIFIER, JpkiFile.KEY, own_key)
    forgery = forged(forgery, profile.IDENTIFIER, ProfileFile.FOUR_ITEMS, others_items)
    first = WatchedChip(card())
    session = opened(first)
    session.authenticate(PINS.authentication, CHALLENGE, AT)
    first.chip = forgery

    with pytest.raises(CardChanged):
        session.four_items(PINS.profile)


@pytest.mark.parametrize(
    "call",
    [
        lambda session: session.tries_left(),
        lambda session: session.authenticate(PINS.authentication, CHALLENGE, AT),
        lambda session: session.four_items(PINS.profile),
    ],
)
def test_nothing_is_sent_after_a_change_was_seen(call: Callable[[Session], object]) -> None:
    """The session stays ended: a card that slid in is never spoken to."""
    chip = WatchedChip(card())
    session = opened(chip)
    session.authenticate(PINS.authentication, CHALLENGE, AT)
    chip.reset()
    with pytest.raises(CardChanged):
        session.tries_left()
    sent = len(chip.commands)

    with pytest.raises(CardChanged):
        call(session)
    assert sent == len(chip.commands)


def test_a_status_the_card_cannot_give_ends_the_session() -> None:
    """6982 right after a good VERIFY: the card that verified is gone."""
    chip = WatchedChip(card())
    session = opened(chip)
    session.authenticate(PINS.authentication, CHALLENGE, AT)
    key = chip.chip.applications[jpki.IDENTIFIER][JpkiFile.KEY]
    assert isinstance(key, KeyFile)
    chip.chip = forged(chip.chip, jpki.IDENTIFIER, JpkiFile.KEY, KeyFile(key.sign, (JpkiFile.SIGNATURE_PIN,)))
    chip.chip.transmit(bytes.fromhex("00A4040C0A") + jpki.IDENTIFIER)

    with pytest.raises(CardChanged):
        session.authenticate(PINS.authentication, CHALLENGE, AT)
    assert chip.chip.transmit(bytes.fromhex("802A00800130"))[1] == SW.SECURITY_NOT_SATISFIED
