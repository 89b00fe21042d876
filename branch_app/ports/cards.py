"""The reader and the card that lies on it."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Protocol


class CardKind(Enum):
    """What the token string says the card is."""

    MY_NUMBER = "個人番号カード"
    JUKI = "住民基本台帳カード"
    CITY = "かわさき市民カード"


@dataclass(frozen=True, slots=True)
class FourItems:
    """基本4情報 from 券面事項入力補助."""

    name: str
    address: str
    birth: date
    sex: str


@dataclass(frozen=True, slots=True)
class CardProof:
    """A card that proved its key: certificate serial (hex), issuer key id, last valid time; revocation unknown."""

    kind: CardKind
    certificate_serial: str
    issuer_key: str
    not_after: datetime


class CardSession(Protocol):
    """One exclusive hold on one card. Every call fails with CardPulled or CardChanged once it is another card."""

    @property
    def kind(self) -> CardKind:
        """By token string."""

    def tries_left(self) -> int:
        """Attempts left on the 利用者証明用 PIN, without using one."""

    def authenticate(self, pin: str, challenge: bytes, at: datetime) -> CardProof:
        """Verify the PIN once, have ``challenge`` signed, check signature, chain and dates.

        Raises:
            PinMalformed, PinWrong, PinBlocked, CardExpired, CardNotTrusted, CardPulled, CardChanged.
        """

    def four_items(self, pin: str) -> FourItems:
        """基本4情報 after the 入力補助 PIN (照合番号B or the four-digit one)."""


class CardReader(Protocol):
    """A reader with or without a card."""

    def session(self) -> AbstractContextManager[CardSession]:
        """Hold the card exclusively until the block ends.

        Raises:
            ReaderUnavailable, CardAbsent, CardUnknown.
        """


class CardPresence(Protocol):
    """Whether a card lies on the reader, without touching it."""

    def card_present(self) -> bool:
        """Look, without waiting; also true while another program holds the card.

        Raises:
            ReaderUnavailable.
        """
