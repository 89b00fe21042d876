"""What every card reader keeps to: the one in memory as the one behind pcscd."""

import time
from collections.abc import Iterator

import pytest

from branch_app.cards import jpki
from branch_app.cards.jpki import JpkiFile
from branch_app.cards.training import pcsc_stack
from branch_app.domain.errors import (
    CardAbsent,
    CardChanged,
    CardNotAccepted,
    CardPulled,
    CardUnknown,
    OutOfOrder,
    PinBlocked,
    PinWrong,
    ReaderUnavailable,
)
from branch_app.ports import CardKind, CardReader, CardSession, FourItems
from branch_app.usecases.card_look import CardFacts, look_at_card
from tests.fakes.benches import Bench, MemoryBench, PcscBench, Reader
from tests.fakes.cards import (
    AT,
    CHALLENGE,
    HANAKO,
    PINS,
    TARO,
    WatchedChip,
    card,
    juki_card,
    pin_file,
    terms,
    unknown_card,
)


@pytest.fixture(scope="module", params=["memory", "pcscd"])
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    """Each reader in turn, one for the module. Without root or pcscd the second fails; it is never skipped."""
    if request.param == "memory":
        yield MemoryBench(terms())
        return
    with pcsc_stack() as stack:
        yield PcscBench(stack, terms())


@pytest.fixture
def reader(bench: Bench) -> Reader:
    """The bench's reader."""
    return bench.reader()


def sign_on(session: CardSession) -> str:
    """Certificate serial after the right PIN."""
    return session.authenticate(PINS.authentication, CHALLENGE, AT).certificate_serial


def sign_on_soon(reader: CardReader) -> str:
    """Ask again, as a person would, while the service has not noticed that the card is back."""
    deadline = time.monotonic() + 5
    while True:
        try:
            with reader.session() as session:
                return sign_on(session)
        except (CardPulled, CardAbsent):
            assert time.monotonic() < deadline


def test_a_card_is_read_whole(bench: Bench, reader: CardReader) -> None:
    """Kind, tries, proof and four items in one session; a second session is as good."""
    bench.insert(card())

    for _ in range(2):
        with reader.session() as session:
            assert (CardKind.MY_NUMBER, 3) == (session.kind, session.tries_left())
            assert HANAKO.serial == sign_on(session)
            expected = FourItems(HANAKO.name, HANAKO.address, HANAKO.birth, HANAKO.sex)
            assert expected == session.four_items(HANAKO.number_b())


def test_no_card_is_told_from_no_reader(bench: Bench, reader: CardReader) -> None:
    """An empty reader asks for a card."""
    bench.remove()

    with pytest.raises(CardAbsent), reader.session():
        pass


def test_a_card_is_seen_without_being_touched(bench: Bench, reader: Reader) -> None:
    """Presence follows the card on and off, sends it no command, and stays true while a session holds it."""
    bench.remove()
    assert not reader.card_present()
    chip = WatchedChip(card())
    bench.insert(chip)
    assert reader.card_present()
    assert [] == chip.commands
    with reader.session():
        told = len(chip.commands)
        assert bench.reader().card_present()
        assert told == len(chip.commands)
    bench.remove()
    assert not reader.card_present()


def test_a_look_tells_kind_and_tries_and_uses_none(bench: Bench, reader: Reader) -> None:
    """Before anybody is asked for a PIN; no VERIFY carries one, and a blocked card shows none left."""
    chip = WatchedChip(card())
    bench.insert(chip)
    assert CardFacts(CardKind.MY_NUMBER, 3) == look_at_card(reader)
    pin_file(chip.chip, jpki.IDENTIFIER, JpkiFile.PIN).left = 1
    assert CardFacts(CardKind.MY_NUMBER, 1) == look_at_card(reader)
    pin_file(chip.chip, jpki.IDENTIFIER, JpkiFile.PIN).left = 0
    assert CardFacts(CardKind.MY_NUMBER, 0) == look_at_card(reader)
    assert [] == chip.verifies()


def test_a_look_at_a_card_nobody_takes_says_which(bench: Bench, reader: Reader) -> None:
    """住基カード by name; an unknown one with all that a report needs: ATR, reader, driver, token, status."""
    bench.insert(juki_card())
    with pytest.raises(CardNotAccepted):
        look_at_card(reader)
    bench.insert(unknown_card())
    with pytest.raises(CardUnknown) as caught:
        look_at_card(reader)
    assert {"atr", "reader", "driver", "token", "status"} == set(caught.value.facts)
    assert all(str(fact) for fact in caught.value.facts.values())


def test_no_verified_pin_outlives_its_session(bench: Bench, reader: CardReader) -> None:
    """The next session, of whatever program, has to ask for the PIN again."""
    chip = card()
    bench.insert(chip)
    with reader.session() as session:
        sign_on(session)

    with reader.session() as session, pytest.raises(OutOfOrder):
        session.four_items(PINS.profile)
    with reader.session() as session, pytest.raises(PinWrong):
        session.authenticate("9999", CHALLENGE, AT)
    assert pin_file(chip, jpki.IDENTIFIER, JpkiFile.PIN).left == 2


def test_wrong_pins_count_down_across_sessions_to_blocked(bench: Bench, reader: CardReader) -> None:
    """One VERIFY a call; the counter lives on the card."""
    chip = WatchedChip(card())
    bench.insert(chip)
    for left in (2, 1):
        with reader.session() as session, pytest.raises(PinWrong) as caught:
            session.authenticate("9999", CHALLENGE, AT)
        assert {"left": left} == caught.value.facts
    for pin in ("9999", PINS.authentication):
        with reader.session() as session, pytest.raises(PinBlocked):
            session.authenticate(pin, CHALLENGE, AT)

    assert [b"9999", b"9999", b"9999", b"1234"] == [command.data for command in chip.verifies()]
    with reader.session() as session:
        assert session.tries_left() == 0


def test_one_session_at_a_time(bench: Bench, reader: CardReader) -> None:
    """Held exclusively: a second holder is told that the reader is in use, and the first goes on."""
    bench.insert(card())

    with reader.session() as session:
        with pytest.raises(ReaderUnavailable) as caught, bench.reader().session():
            pass
        assert {"reason": "in_use"} == caught.value.facts
        assert HANAKO.serial == sign_on(session)


def test_a_session_that_failed_leaves_the_reader_usable(bench: Bench, reader: CardReader) -> None:
    """An error in the block gives the card back."""
    bench.insert(card())
    with pytest.raises(PinWrong), reader.session() as session:
        session.authenticate("9999", CHALLENGE, AT)

    with reader.session() as session:
        assert HANAKO.serial == sign_on(session)


def test_a_pulled_card_ends_the_session(bench: Bench, reader: CardReader) -> None:
    """Noticed at the next call, and at every call after it."""
    bench.insert(card())

    with reader.session() as session:
        sign_on(session)
        bench.pull()
        for _ in range(2):
            with pytest.raises(CardPulled):
                session.four_items(PINS.profile)


def test_a_card_put_back_at_once_is_read_again(bench: Bench, reader: CardReader) -> None:
    """Pulled in a session and back before the reader looks: that session is over; soon another one works."""
    bench.insert(card())
    with reader.session() as session:
        bench.pull()
        with pytest.raises(CardPulled):
            session.tries_left()
    bench.swap(card())

    assert HANAKO.serial == sign_on_soon(reader)


@pytest.mark.parametrize("second", [TARO, HANAKO], ids=["another", "same"])
def test_a_swapped_card_never_joins_the_session(bench: Bench, reader: CardReader, second: object) -> None:
    """After the PIN was verified another card slides in, or the same again: nothing comes out, nothing is sent."""
    bench.insert(card())
    after = WatchedChip(card(second))

    with reader.session() as session:
        sign_on(session)
        bench.swap(after)
        for _ in range(3):
            with pytest.raises((CardPulled, CardChanged)):
                session.four_items(PINS.profile)
            with pytest.raises((CardPulled, CardChanged)):
                sign_on(session)

    assert [] == after.commands


def test_after_a_swap_the_next_session_is_wholly_the_second_card(bench: Bench, reader: CardReader) -> None:
    """Once the hold is given back, the new card is read as itself."""
    bench.insert(card())
    with reader.session() as session:
        sign_on(session)
    bench.remove()
    bench.insert(card(TARO))

    with reader.session() as session:
        assert TARO.serial == sign_on(session)
        assert TARO.name == session.four_items(PINS.profile).name


def test_an_old_resident_card_is_refused_by_name(bench: Bench, reader: CardReader) -> None:
    """住民基本台帳カード."""
    bench.insert(juki_card())

    with reader.session() as session:
        assert CardKind.JUKI is session.kind
        with pytest.raises(CardNotAccepted):
            sign_on(session)


def test_an_unknown_card_names_reader_and_atr(bench: Bench, reader: CardReader) -> None:
    """So that a new batch can be added from a report."""
    bench.insert(unknown_card())

    with pytest.raises(CardUnknown) as caught, reader.session():
        pass

    facts = caught.value.facts
    assert ("3be000ff8131fe4514", "jpki", "JPKIAPNEXTTOKEN") == (facts["atr"], facts["driver"], facts["token"])
    assert "Virtual" in str(facts["reader"])
