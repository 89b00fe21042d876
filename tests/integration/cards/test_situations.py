"""Every situation of a real PC/SC service that can be brought about, and what it is called here."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from smartcard import scard

from branch_app.cards.pcsc import PcscReader, Presence, presence, readers, wait_for
from branch_app.cards.training import PcscStack, obstacle
from branch_app.cards.virtual import CONTACTLESS_ATR
from branch_app.domain.errors import CardAbsent, CardChanged, CardPulled, CardUnknown, ReaderUnavailable
from tests.fakes.cards import AT, CHALLENGE, PINS, WatchedChip, card, terms, unknown_card


def reader(stack: PcscStack) -> PcscReader:
    """Ours."""
    return PcscReader(stack.reader_name, terms())


@contextmanager
def foreign_hold(stack: PcscStack, share: int) -> Iterator[int]:
    """Another program's connection to the card."""
    _, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    hresult, handle, _ = scard.SCardConnect(context, stack.reader_name, share, scard.SCARD_PROTOCOL_T1)
    assert hresult == scard.SCARD_S_SUCCESS
    try:
        yield handle
    finally:
        scard.SCardDisconnect(handle, scard.SCARD_LEAVE_CARD)
        scard.SCardReleaseContext(context)


def test_two_readers_are_listed(stack: PcscStack) -> None:
    """The driver has two slots; the first is ours."""
    assert (stack.reader_name, "Virtual PCD 00 01") == readers()


def test_presence_follows_the_card(stack: PcscStack) -> None:
    """Empty, a card, held by a session, a card again, empty: looked at without waiting."""
    stack.remove()
    seen = [presence(stack.reader_name)]
    stack.insert(card())
    seen.append(presence(stack.reader_name))
    with reader(stack).session():
        seen.append(reader(stack).presence())
    seen.append(presence(stack.reader_name))
    stack.remove()
    seen.append(presence(stack.reader_name))

    assert [Presence.EMPTY, Presence.CARD, Presence.IN_USE, Presence.CARD, Presence.EMPTY] == seen


def test_waiting_in_vain_ends(stack: PcscStack) -> None:
    """Nobody lays a card on: the wait says so after its time."""
    stack.remove()

    assert not wait_for(stack.reader_name, (Presence.CARD,), 50)


def test_an_empty_reader(stack: PcscStack) -> None:
    """8010000C."""
    stack.remove()

    with pytest.raises(CardAbsent), reader(stack).session():
        pass


@pytest.mark.usefixtures("stack")
def test_a_reader_that_does_not_exist() -> None:
    """80100009: renamed, or plugged out."""
    with pytest.raises(ReaderUnavailable) as caught, PcscReader("No such reader", terms()).session():
        pass
    assert {"reason": "no_reader"} == caught.value.facts
    with pytest.raises(ReaderUnavailable):
        presence("No such reader")


@pytest.mark.parametrize("share", [scard.SCARD_SHARE_SHARED, scard.SCARD_SHARE_EXCLUSIVE])
def test_a_card_another_program_holds(stack: PcscStack, share: int) -> None:
    """8010000B: an exclusive session cannot begin beside another program, and works once that has gone."""
    stack.insert(card())
    with foreign_hold(stack, share):
        with pytest.raises(ReaderUnavailable) as caught, reader(stack).session():
            pass
        assert {"reason": "in_use"} == caught.value.facts

    with reader(stack).session() as session:
        assert session.tries_left() == 3


def test_pulled_between_commands_before_the_service_noticed(stack: PcscStack) -> None:
    """80100016."""
    stack.insert(card())

    with reader(stack).session() as session:
        stack.pull()
        with pytest.raises(CardPulled):
            session.tries_left()


def test_pulled_and_noticed(stack: PcscStack) -> None:
    """80100069: the service saw the empty reader before the next command."""
    stack.insert(card())

    with reader(stack).session() as session:
        stack.remove()
        with pytest.raises(CardPulled):
            session.authenticate(PINS.authentication, CHALLENGE, AT)


def test_removed_and_inserted_under_a_held_session(stack: PcscStack) -> None:
    """80100069 although a card lies there: that session is over, and nothing was sent to the new insertion."""
    stack.insert(card())
    again = WatchedChip(card())

    with reader(stack).session() as session:
        session.authenticate(PINS.authentication, CHALLENGE, AT)
        stack.insert(again)
        with pytest.raises((CardPulled, CardChanged)):
            session.four_items(PINS.profile)

    assert [] == again.commands


def test_pulled_during_a_command(stack: PcscStack) -> None:
    """The driver gives no answer, or half of one."""

    def hang_up(number: int) -> None:
        if number == 3:
            raise ConnectionAbortedError

    stack.insert(WatchedChip(card(), on_command=hang_up))

    with pytest.raises(CardPulled), reader(stack).session():
        pass


def test_the_last_card_taken_before_the_session_ended(stack: PcscStack) -> None:
    """A citizen in a hurry: what was read stands, and the reader serves the next one."""
    stack.insert(card())
    with reader(stack).session() as session:
        session.authenticate(PINS.authentication, CHALLENGE, AT)
        stack.pull()
    stack.remove()
    stack.insert(card())

    with reader(stack).session() as session:
        assert session.tries_left() == 3


def test_an_unknown_card_is_reported_with_its_atr(stack: PcscStack) -> None:
    """ATR as the service read it, the reader's name, the token string."""
    chip = unknown_card()
    chip.atr = CONTACTLESS_ATR
    stack.insert(chip)

    with pytest.raises(CardUnknown) as caught, reader(stack).session():
        pass

    assert (CONTACTLESS_ATR.hex(), stack.reader_name) == (caught.value.facts["atr"], caught.value.facts["reader"])


def test_nothing_of_the_stack_is_reachable_from_outside(stack: PcscStack) -> None:
    """A listening vpcd would accept a card from anybody: its port is open in its own network namespace only."""
    assert obstacle() is None
    with pytest.raises(OSError, match="refused"), socket.create_connection(("127.0.0.1", 35963), timeout=1):
        pass


def test_without_root_a_stack_says_what_is_missing() -> None:
    """Nothing is skipped and nothing half started: the reason is in the error."""
    program = (
        "from branch_app.cards.training import obstacle, pcsc_stack\n"
        "from branch_app.domain.errors import ReaderUnavailable\n"
        "try:\n"
        "    pcsc_stack().__enter__()\n"
        "except ReaderUnavailable as error:\n"
        "    print(obstacle(), error.facts['reason'])\n"
    )
    nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    result = subprocess.run([*nobody, sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert result.stdout.split() == ["root", "root"], result.stderr
