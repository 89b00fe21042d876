"""One session is one card: whatever is changed, whenever, nothing of the second card comes out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from branch_app.cards import jpki, profile
from branch_app.cards.apdu import SW
from branch_app.cards.jpki import JpkiFile
from branch_app.cards.profile import ProfileFile
from branch_app.cards.session import Session, open_session
from branch_app.cards.virtual import Chip, DataFile, KeyFile
from branch_app.domain.errors import (
    CardChanged,
    CardError,
    CardExpired,
    CardNotAccepted,
    CardNotTrusted,
    CardUnknown,
    OutOfOrder,
    PinBlocked,
    PinMalformed,
    PinWrong,
)
from branch_app.ports import CardKind, CardProof, FourItems
from tests.fakes.cards import (
    AT,
    CHALLENGE,
    HANAKO,
    PINS,
    TARO,
    WHERE,
    BlindConnection,
    WatchedChip,
    authority,
    card,
    juki_card,
    pin_file,
    terms,
    unknown_card,
)

ITEMS = FourItems(HANAKO.name, HANAKO.address, HANAKO.birth, HANAKO.sex)


def opened(chip: Chip | WatchedChip) -> Session:
    """A session on that card."""
    return open_session(chip, WHERE, terms())


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


def forged(chip: Chip, application: bytes, file: int, content: DataFile | KeyFile) -> Chip:
    """The same card with one file replaced."""
    files = {**chip.applications[application], file: content}
    return Chip(chip.atr, {**chip.applications, application: files})


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


def test_nothing_is_sent_after_the_session() -> None:
    """A session kept beyond its block is dead."""
    chip = WatchedChip(card())
    session = opened(chip)
    session.close()
    sent = len(chip.commands)

    with pytest.raises(OutOfOrder):
        session.tries_left()
    assert sent == len(chip.commands)


def test_an_old_resident_card_has_a_refusal_of_its_own() -> None:
    """住民基本台帳カード is recognised, and not one PIN is sent to it."""
    chip = WatchedChip(juki_card())
    session = opened(chip)

    assert CardKind.JUKI is session.kind
    calls: list[Callable[[], object]] = [
        session.tries_left,
        lambda: session.authenticate(PINS.authentication, CHALLENGE, AT),
        lambda: session.four_items(PINS.profile),
    ]
    for call in calls:
        with pytest.raises(CardNotAccepted) as caught:
            call()
        assert {"token": "JPKIAPICCTOKEN"} == caught.value.facts
    assert not chip.verifies()


@pytest.mark.parametrize("token", ["JPKIAPGPSETOKEN", "JPKIAPIOSTOKEN"])
def test_a_telephone_is_recognised_and_refused(token: str) -> None:
    """Known token strings without a PIN that a counter could ask for."""
    with pytest.raises(CardNotAccepted) as caught:
        opened(unknown_card(token))

    assert {"token": token} == caught.value.facts


def test_an_unknown_batch_is_reported_with_all_that_is_needed() -> None:
    """ATR, reader, driver and token string; nothing of the holder."""
    with pytest.raises(CardUnknown) as caught:
        opened(unknown_card("JPKIAPNEXTTOKEN"))

    assert {
        "atr": "3b00",
        "reader": "test reader",
        "driver": "jpki",
        "token": "JPKIAPNEXTTOKEN",
        "status": "9000",
    } == caught.value.facts


def test_a_card_without_the_application_is_unknown() -> None:
    """A commuter pass on the reader."""
    with pytest.raises(CardUnknown) as caught:
        opened(Chip(b"\x3b\x00", {}))

    assert ("none", "6A82") == (caught.value.facts["driver"], caught.value.facts["status"])


def test_a_token_string_of_garbage_is_reported_as_text() -> None:
    """Bytes that are no letters or digits do not reach a report."""
    chip = forged(card(), jpki.IDENTIFIER, JpkiFile.TOKEN, DataFile(b"\x00\xffA\x1b[31mB\n"))

    with pytest.raises(CardUnknown) as caught:
        opened(chip)

    assert caught.value.facts["token"] == "A31mB"  # noqa: S105


@pytest.mark.parametrize("file", [JpkiFile.TOKEN, JpkiFile.CERTIFICATE, JpkiFile.PIN, JpkiFile.KEY])
def test_a_card_that_lacks_a_file_is_unknown_from_the_start(file: JpkiFile) -> None:
    """Found at the opening, before any PIN; so that later a missing file means a changed card."""
    whole = card()
    files = {number: content for number, content in whole.applications[jpki.IDENTIFIER].items() if number != file}

    with pytest.raises(CardUnknown) as caught:
        opened(Chip(whole.atr, {jpki.IDENTIFIER: files}))

    assert caught.value.facts["status"] == "6A82"


def test_a_card_without_four_items_is_unknown_to_that_driver() -> None:
    """The card authenticates; the next application is missing, and the report says which."""
    whole = card()
    session = opened(Chip(whole.atr, {jpki.IDENTIFIER: whole.applications[jpki.IDENTIFIER]}))
    session.authenticate(PINS.authentication, CHALLENGE, AT)

    with pytest.raises(CardUnknown) as caught:
        session.four_items(PINS.profile)

    assert caught.value.facts["driver"] == "profile"


@pytest.mark.parametrize("content", [b"", b"\xff" * 40, b"\x30\x82\x05\x00"])
def test_a_card_without_certificate_is_not_trusted(content: bytes) -> None:
    """An empty or erased certificate file."""
    with pytest.raises((CardNotTrusted, CardUnknown)):
        opened(forged(card(), jpki.IDENTIFIER, JpkiFile.CERTIFICATE, DataFile(content)))


def test_errors_hold_nothing_personal() -> None:
    """Neither PIN nor name nor certificate serial stands in what an error shows."""
    shown: list[str] = []
    for pin, at in (("9999", AT), ("99", AT), (PINS.authentication, datetime(2031, 1, 1, tzinfo=UTC))):
        with pytest.raises(CardError) as caught:
            opened(card()).authenticate(pin, CHALLENGE, at)
        shown.append(f"{caught.value} {caught.value.facts}")

    for secret in ("9999", "1234", HANAKO.serial, "花子", "2030"):
        assert not any(secret in text for text in shown)


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
