"""Made-up residents, their virtual cards, and connections that misbehave as real readers do."""

import copy
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache

from branch_app.cards.apdu import Command
from branch_app.cards.session import Session, Terms, Where, open_session
from branch_app.cards.training_cards import CardPins, Holder, TrainingAuthority
from branch_app.cards.virtual import Chip, DataFile, KeyFile, PinFile
from branch_app.ports import FourItems

AT = datetime(2026, 11, 20, 3, tzinfo=UTC)
CHALLENGE = bytes(range(32))
PINS = CardPins(authentication="1234", profile="4321", signature="ABC123", face_code="5678")
HANAKO = Holder(
    name="川崎　花子",
    address="川崎市多摩区菅1丁目1番1号",
    birth=date(1980, 4, 1),
    sex="女",
    serial="1a2b3c",
    valid_from=date(2025, 4, 1),
    valid_until=date(2030, 4, 1),
    pins=PINS,
)
TARO = replace(HANAKO, name="多摩　太郎", birth=date(1975, 12, 24), sex="男", serial="4d5e6f")
"""The same PINs on purpose: the worst neighbour a card can have."""
ITEMS = FourItems(HANAKO.name, HANAKO.address, HANAKO.birth, HANAKO.sex)
WHERE = Where(atr="3b00", reader="test reader")


class SystemRandom:
    """``ports.Random`` of the operating system."""

    def token(self, length: int) -> bytes:
        """That many bytes."""
        return secrets.token_bytes(length)


@cache
def authority() -> TrainingAuthority:
    """One CA a process: its keys take a while."""
    return TrainingAuthority(date(2020, 1, 1), date(2040, 1, 1))


@cache
def _issued(holder: Holder) -> Chip:
    return authority().my_number_card(holder)


@cache
def _juki() -> Chip:
    return authority().juki_card(HANAKO)


@cache
def _unknown(token: str) -> Chip:
    return authority().unknown_card(HANAKO, token)


def card(holder: Holder = HANAKO) -> Chip:
    """A fresh 個人番号カード of that person."""
    return copy.deepcopy(_issued(holder))


def juki_card() -> Chip:
    """A fresh 住民基本台帳カード."""
    return copy.deepcopy(_juki())


def unknown_card(token: str = "JPKIAPNEXTTOKEN") -> Chip:  # noqa: S107 - a public name
    """A card of a batch nobody told us about."""
    return copy.deepcopy(_unknown(token))


def terms() -> Terms:
    """Roots of ``authority``."""
    return Terms(authority().roots(), SystemRandom())


def pin_file(chip: Chip, application: bytes, file: int) -> PinFile:
    """The PIN itself, to look at its counter or to wear it down."""
    pin = chip.applications[application][file]
    assert isinstance(pin, PinFile)
    return pin


def forged(chip: Chip, application: bytes, file: int, content: DataFile | KeyFile) -> Chip:
    """The same card with one file replaced."""
    files = {**chip.applications[application], file: content}
    return Chip(chip.atr, {**chip.applications, application: files})


@dataclass(slots=True)
class WatchedChip:
    """A chip that remembers what it was told, and can be taken away in the middle.

    ``on_command`` is called with the number of the command, from 0, before it is answered.
    """

    chip: Chip
    on_command: Callable[[int], None] = lambda _: None
    commands: list[Command] = field(default_factory=list)
    looks: int = 0

    @property
    def atr(self) -> bytes:
        """Of the chip; ``looks`` counts how often a service asked, which it does at each poll."""
        self.looks += 1
        return self.chip.atr

    def reset(self) -> None:
        """Of the chip."""
        self.chip.reset()

    def transmit(self, apdu: bytes) -> tuple[bytes, int]:
        """Remembered, then answered."""
        self.on_command(len(self.commands))
        self.commands.append(Command.parse(apdu))
        return self.chip.transmit(apdu)

    def verifies(self) -> list[Command]:
        """VERIFY commands that carried a PIN."""
        return [command for command in self.commands if command.ins == 0x20 and command.data]


def opened(chip: Chip | WatchedChip) -> Session:
    """A session on that card."""
    return open_session(chip, WHERE, terms())


class ScriptedConnection:
    """Answers in order whatever is asked, and remembers the commands."""

    def __init__(self, *answers: tuple[bytes, int]) -> None:
        self.answers = list(answers)
        self.sent: list[bytes] = []

    def transmit(self, apdu: bytes) -> tuple[bytes, int]:
        """The next answer."""
        self.sent.append(apdu)
        return self.answers.pop(0)


class BlindConnection:
    """The worst reader there could be: it never notices a change and passes every command to whatever lies there.

    Before the command with number ``change_at`` the card becomes ``then``, powered up afresh.
    """

    def __init__(self, first: WatchedChip, then: WatchedChip, change_at: int) -> None:
        self._present = first
        self._then = then
        self._left = change_at

    def transmit(self, apdu: bytes) -> tuple[bytes, int]:
        """To whatever lies there now."""
        if self._left == 0:
            self._present = self._then
            self._present.reset()
        self._left -= 1
        return self._present.transmit(apdu)
