"""PC/SC readers. The only module that imports ``smartcard``, and of it only the thin layer over the system's API.

The thin layer, because its hresults say which situation it is, and because a connection object that powers the card
off whenever it is garbage-collected has no place in an exclusive session. Every session and every look at a reader
takes a context of its own: on Windows the service stops with the last reader, and an old context never recovers.
"""

from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from time import monotonic_ns

from smartcard import scard

from branch_app.cards.session import Session, Terms, Where, open_session
from branch_app.domain.errors import CardAbsent, CardChanged, CardError, CardPulled, ReaderUnavailable

_MASK = 0xFFFFFFFF
_GET_CHALLENGE = bytes.fromhex("0084000008")  # harmless, and any answer will do
_TIMEOUT = 0x8010000A  # SCARD_E_TIMEOUT: nothing changed


class Situation(Enum):
    """What an hresult says, apart from the call that met it."""

    NO_CARD = "no_card"
    REMOVED = "removed"
    RESET = "reset"
    IN_USE = "in_use"
    NO_SERVICE = "no_service"
    NO_READER = "no_reader"
    UNRESPONSIVE = "unresponsive"


SITUATIONS = {
    0x8010000C: Situation.NO_CARD,  # SCARD_E_NO_SMARTCARD
    0x80100069: Situation.REMOVED,  # SCARD_W_REMOVED_CARD: also after removing and inserting under a held handle
    0x80100016: Situation.REMOVED,  # SCARD_E_NOT_TRANSACTED: right after removal, before the service noticed
    0x8010002F: Situation.REMOVED,  # SCARD_E_COMM_DATA_LOST
    0x80100068: Situation.RESET,  # SCARD_W_RESET_CARD: another process reset it
    0x8010000B: Situation.IN_USE,  # SCARD_E_SHARING_VIOLATION
    0x8010001D: Situation.NO_SERVICE,  # SCARD_E_NO_SERVICE
    0x8010001E: Situation.NO_SERVICE,  # SCARD_E_SERVICE_STOPPED
    0x80100013: Situation.NO_SERVICE,  # SCARD_F_COMM_ERROR: the service died during the call
    0x80100003: Situation.NO_SERVICE,  # SCARD_E_INVALID_HANDLE: the service that gave it is gone
    0x80100009: Situation.NO_READER,  # SCARD_E_UNKNOWN_READER
    0x80100017: Situation.NO_READER,  # SCARD_E_READER_UNAVAILABLE
    0x8010002E: Situation.NO_READER,  # SCARD_E_NO_READERS_AVAILABLE
    0x80100066: Situation.UNRESPONSIVE,  # SCARD_W_UNRESPONSIVE_CARD
    0x80100067: Situation.UNRESPONSIVE,  # SCARD_W_UNPOWERED_CARD
}
"""hresult → situation; what is not listed counts as a reader that does not answer."""


class Presence(Enum):
    """What lies on a reader at this moment."""

    EMPTY = "empty"
    CARD = "card"
    IN_USE = "in_use"


def readers() -> tuple[str, ...]:
    """Names of the readers the service knows; none is no error.

    Raises:
        ReaderUnavailable: the service does not answer.
    """
    with _context() as context:
        hresult, names = scard.SCardListReaders(context, [])
        if SITUATIONS.get(hresult & _MASK) is Situation.NO_READER:
            return ()
        _require(hresult)
        return tuple(names)


def presence(reader: str) -> Presence:
    """Look, without waiting. Called every now and then it replaces a card monitor that dies with the service.

    Raises:
        ReaderUnavailable.
    """
    with _context() as context:
        return _presence(_state(context, reader, scard.SCARD_STATE_UNAWARE, 0))


def wait_for(reader: str, wanted: Container[Presence], milliseconds: int) -> bool:
    """Whether the reader came to show one of those within the time; looks once for each change it reports.

    Raises:
        ReaderUnavailable.
    """
    deadline = monotonic_ns() // 1_000_000 + milliseconds
    with _context() as context:
        state = _state(context, reader, scard.SCARD_STATE_UNAWARE, 0)
        while _presence(state) not in wanted:
            left = deadline - monotonic_ns() // 1_000_000
            if left <= 0:
                return False
            state = _state(context, reader, state, left)
    return True


class PcscReader:
    """One reader by its name; no card and no service is needed to construct it."""

    def __init__(self, name: str, terms: Terms) -> None:
        self._name = name
        self._terms = terms

    def presence(self) -> Presence:
        """See ``presence``."""
        return presence(self._name)

    def card_present(self) -> bool:
        """Look, without waiting."""
        return self.presence() is not Presence.EMPTY

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Hold the card exclusively until the block ends."""
        with _context() as context, _exclusive(context, self._name) as connection:
            session = open_session(connection, Where(connection.atr(), self._name), self._terms)
            try:
                yield session
            finally:
                session.close()


class PcscConnection:
    """One connected card handle."""

    def __init__(self, handle: int, protocol: int) -> None:
        self._handle = handle
        self._lost = False
        self._header = scard.SCARD_PCI_T0 if protocol == scard.SCARD_PROTOCOL_T0 else scard.SCARD_PCI_T1

    def transmit(self, apdu: bytes) -> tuple[bytes, int]:
        """See ``apdu.Connection``."""
        hresult, answer = scard.SCardTransmit(self._handle, self._header, list(apdu))
        if hresult != scard.SCARD_S_SUCCESS:
            self._lost = True
            raise _lost(hresult)
        if len(answer) < 2:  # pulled during the command: some drivers call that a success
            self._lost = True
            raise CardPulled
        response = bytes(byte & 0xFF for byte in answer)
        return response[:-2], int.from_bytes(response[-2:])

    def atr(self) -> str:
        """In hex; empty when the card is gone already."""
        hresult, _reader, _state, _protocol, atr = scard.SCardStatus(self._handle)
        return bytes(byte & 0xFF for byte in atr).hex() if hresult == scard.SCARD_S_SUCCESS else ""

    def disconnect(self) -> None:
        """Reset the card, so that no verified PIN stays behind, unless it is gone already.

        A reset that fails makes pcscd believe the reader empty: a card put back at once would never be seen. So
        one last command asks whether anybody is there.
        """
        if not self._lost:
            with suppress(CardError):
                self.transmit(_GET_CHALLENGE)
        scard.SCardDisconnect(self._handle, scard.SCARD_LEAVE_CARD if self._lost else scard.SCARD_RESET_CARD)


@contextmanager
def _context() -> Iterator[int]:
    hresult, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    _require(hresult)
    try:
        yield context
    finally:
        scard.SCardReleaseContext(context)


@contextmanager
def _exclusive(context: int, reader: str) -> Iterator[PcscConnection]:
    protocols = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
    hresult, handle, protocol = scard.SCardConnect(context, reader, scard.SCARD_SHARE_EXCLUSIVE, protocols)
    _require(hresult)
    connection = PcscConnection(handle, protocol)
    try:
        yield connection
    finally:
        connection.disconnect()


def _state(context: int, reader: str, known: int, milliseconds: int) -> int:
    """State bits, at once when they differ from ``known``, otherwise after the time."""
    hresult, states = scard.SCardGetStatusChange(context, milliseconds, [(reader, known)])
    if hresult & _MASK == _TIMEOUT:
        return known
    _require(hresult)
    return int(states[0][1])


def _presence(state: int) -> Presence:
    if state & (scard.SCARD_STATE_UNKNOWN | scard.SCARD_STATE_UNAVAILABLE):
        raise ReaderUnavailable(reason=Situation.NO_READER.value)
    if not state & scard.SCARD_STATE_PRESENT:
        return Presence.EMPTY
    return Presence.IN_USE if state & scard.SCARD_STATE_EXCLUSIVE else Presence.CARD


def _require(hresult: int) -> None:
    """Raise what a call outside a session met."""
    if hresult == scard.SCARD_S_SUCCESS:
        return
    situation = SITUATIONS.get(hresult & _MASK)
    if situation in (Situation.NO_CARD, Situation.REMOVED):
        raise CardAbsent
    raise ReaderUnavailable(reason=_reason(situation, hresult))


def _lost(hresult: int) -> CardError:
    """What a lost answer within a session means."""
    situation = SITUATIONS.get(hresult & _MASK)
    if situation in (Situation.REMOVED, Situation.NO_CARD):
        return CardPulled()
    if situation in (Situation.RESET, Situation.UNRESPONSIVE):
        return CardChanged()
    return ReaderUnavailable(reason=_reason(situation, hresult))


def _reason(situation: Situation | None, hresult: int) -> str:
    return situation.value if situation else f"{hresult & _MASK:08X}"
