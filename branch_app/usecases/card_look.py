"""What lies on the reader, and how many PIN tries it has left, before anybody is asked for a PIN."""

from dataclasses import dataclass

from branch_app.domain.deciders import pins
from branch_app.domain.errors import NotEntitled
from branch_app.ports import CardKind, CardReader
from branch_app.usecases.desk import Desk
from branch_app.usecases.identify import city_card_alias


@dataclass(frozen=True, slots=True)
class CardFacts:
    """By token string; ``tries_left`` of the 利用者証明用 PIN, 0 when it is blocked."""

    kind: CardKind
    tries_left: int


def look_at_card(reader: CardReader) -> CardFacts:
    """One exclusive session; no PIN is sent and no try is used.

    Raises:
        CardUnknown: its facts are what a report about a new batch needs: atr, reader, driver, token, status.
        CardNotAccepted: a 住基カード or a telephone.
        CardAbsent, CardPulled, CardChanged, CardNotTrusted, ReaderUnavailable.
    """
    with reader.session() as session:
        return CardFacts(session.kind, session.tries_left())


def look_at_city_card(desk: Desk, number: str) -> CardFacts:
    """かわさき市民カード by its number: has it a PIN (利用者識別登録), and how many tries does the log leave it?

    Raises:
        NotEntitled: no such card (``why`` card), or it serves as 印鑑登録証 only (``why`` no_pin).
        PinBlocked: no tries are left.
    """
    card = desk.register.city_card(number)
    if card is None:
        raise NotEntitled(why="card")
    if card.pin_verifier is None:
        raise NotEntitled(why="no_pin")
    alias, _ = city_card_alias(desk, card)
    return CardFacts(CardKind.CITY, pins.tries_left(desk.journal.state.wrong_pins, alias))
