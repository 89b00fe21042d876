"""Another card under vpcd between two polls: it can never lend its PIN to the first one's data.

The second card waits on vpcd's port while the first one answers; at a chosen command the first one hangs up, and
the service takes the second one without having looked in between. Both know the same PINs.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from smartcard import scard

from branch_app.cards import jpki
from branch_app.cards.pcsc import PcscReader
from branch_app.cards.slot import VirtualReader
from branch_app.cards.training import PcscStack
from branch_app.cards.training_cards import Holder
from branch_app.domain.errors import CardChanged, CardPulled
from branch_app.ports import CardProof, CardReader, FourItems
from tests.fakes.cards import AT, CHALLENGE, HANAKO, PINS, TARO, WatchedChip, card, terms


@dataclass
class Delivered:
    """What a session gave out before it ended."""

    proof: CardProof | None = None
    items: FourItems | None = None


def read_all(reader: CardReader, delivered: Delivered) -> None:
    """Everything a counter asks of a card."""
    with reader.session() as session:
        session.tries_left()
        delivered.proof = session.authenticate(PINS.authentication, CHALLENGE, AT)
        delivered.items = session.four_items(PINS.profile)


def moments() -> dict[str, int]:
    """Numbers of the telling commands of a whole session, found by what they are."""
    chip = WatchedChip(card())
    read_all(VirtualReader(chip, terms()), Delivered())
    kinds = [(command.ins, bool(command.data)) for command in chip.commands]
    verifies = [index for index, kind in enumerate(kinds) if kind == (0x20, True)]
    signs = [index for index, (ins, _) in enumerate(kinds) if ins == 0x2A]
    return {
        "first command": 0,
        "within the certificate": 5,
        "at the PIN": verifies[0],
        "after the PIN": verifies[0] + 1,
        "at the challenge": signs[0],
        "after the challenge": signs[0] + 1,
        "at the profile PIN": verifies[1],
        "after the profile PIN": verifies[1] + 1,
        "within the four items": verifies[1] + 2,
        "at the closing PIN": verifies[2],
        "at the closing challenge": signs[1],
    }


MOMENTS = moments()


def hang_up_at(moment: int) -> Callable[[int], None]:
    """The line is cut instead of an answer to that command."""

    def on_command(number: int) -> None:
        if number == moment:
            raise ConnectionAbortedError

    return on_command


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS.keys())
def test_a_card_that_slides_in_is_never_spoken_to(stack: PcscStack, moment: int) -> None:
    """Nothing is delivered after the change, and the second card gets no command, no PIN and no challenge."""
    stack.insert(WatchedChip(card(), on_command=hang_up_at(moment)))
    second = WatchedChip(card(TARO))
    stack.queue(second)
    delivered = Delivered()

    with pytest.raises((CardPulled, CardChanged)):
        read_all(PcscReader(stack.reader_name, terms()), delivered)

    assert [] == second.commands
    assert delivered.items is None
    assert (delivered.proof is not None) == (moment > MOMENTS["at the challenge"])


@pytest.mark.parametrize("second", [TARO, HANAKO], ids=["another", "same"])
def test_asking_on_after_a_change_speaks_to_nobody(stack: PcscStack, second: Holder) -> None:
    """Even once the service has taken the new card in and would let a transmit succeed on it."""
    stack.insert(card())
    after = WatchedChip(card(second))

    with PcscReader(stack.reader_name, terms()).session() as session:
        session.authenticate(PINS.authentication, CHALLENGE, AT)
        stack.swap(after)
        deadline = time.monotonic() + 5
        while after.looks < 2 and time.monotonic() < deadline:
            with pytest.raises((CardPulled, CardChanged)):
                session.four_items(PINS.profile)

    assert after.looks >= 2
    assert [] == after.commands


def test_the_service_would_have_passed_commands_to_the_second_card(stack: PcscStack) -> None:
    """The hole itself, shown with the bare API: one failure, then success on another card."""
    stack.insert(card())
    second = WatchedChip(card(TARO))
    _, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    _, handle, _ = scard.SCardConnect(
        context, stack.reader_name, scard.SCARD_SHARE_EXCLUSIVE, scard.SCARD_PROTOCOL_T1
    )
    select = list(bytes.fromhex("00A4040C0A") + jpki.IDENTIFIER)
    stack.swap(second)
    deadline = time.monotonic() + 5
    results = []
    while not second.commands and time.monotonic() < deadline:
        hresult, _ = scard.SCardTransmit(handle, scard.SCARD_PCI_T1, select)
        results.append(hresult & 0xFFFFFFFF)
    scard.SCardDisconnect(handle, scard.SCARD_LEAVE_CARD)
    scard.SCardReleaseContext(context)

    assert results[0] == 0x80100016
    assert results[-1] in (scard.SCARD_S_SUCCESS, 0x80100069)
