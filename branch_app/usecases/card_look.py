"""What lies on the reader, and how many PIN tries it has left, before anybody is asked for a PIN."""

from dataclasses import dataclass

from branch_app.ports import CardKind, CardReader


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
