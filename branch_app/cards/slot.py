"""A reader in memory, for training and for demonstrations where no PC/SC service runs."""

from collections.abc import Iterator
from contextlib import contextmanager

from branch_app.cards.session import Session, Terms, Where, open_session
from branch_app.cards.virtual import Chip
from branch_app.domain.errors import CardAbsent, CardChanged, CardPulled, ReaderUnavailable

READER_NAME = "Virtual reader in memory"


class VirtualReader:
    """Both ports, ``CardReader`` and ``CardPresence``, as ``PcscReader`` has them; takes chips like a slot."""

    def __init__(self, chip: Chip | None, terms: Terms) -> None:
        self._chip = chip
        self._terms = terms
        self._insertion = 0
        self._held = False

    def insert(self, chip: Chip) -> None:
        """Lay a card on, in place of whatever lay there: it is powered up afresh."""
        chip.reset()
        self._chip = chip
        self._insertion += 1

    def remove(self) -> None:
        """Take the card away."""
        self._chip = None

    def card_present(self) -> bool:
        """Look."""
        return self._chip is not None

    @contextmanager
    def session(self) -> Iterator[Session]:
        """See ``ports.CardReader``."""
        if self._held:
            raise ReaderUnavailable(reason="in_use")
        if self._chip is None:
            raise CardAbsent
        self._chip.reset()
        self._held = True
        try:
            session = open_session(_SlotConnection(self), Where(self._chip.atr.hex(), READER_NAME), self._terms)
            try:
                yield session
            finally:
                session.close()
        finally:
            self._held = False

    def transmit(self, insertion: int, apdu: bytes) -> tuple[bytes, int]:
        """To the card of that insertion and to no other."""
        if self._chip is None:
            raise CardPulled
        if insertion != self._insertion:
            raise CardChanged
        return self._chip.transmit(apdu)

    @property
    def insertion(self) -> int:
        """Counts the cards laid on."""
        return self._insertion


class _SlotConnection:
    def __init__(self, reader: VirtualReader) -> None:
        self._reader = reader
        self._insertion = reader.insertion

    def transmit(self, apdu: bytes) -> tuple[bytes, int]:
        return self._reader.transmit(self._insertion, apdu)
