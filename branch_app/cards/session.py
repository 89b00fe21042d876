"""One exclusive hold on one card, over any connection, and the proof that it stayed one card.

Three things bind what is read to the card whose PIN was given:

1. **The line is latched.** The first lost answer ends the session; nothing is sent after it, so a card that slid
   in behind (pcscd lets a transmit succeed on it) is never spoken to.
2. **Selection and verified PINs are volatile.** The application is selected once, when the session opens, and every
   file needed later is walked then. A card that lost that state, even the same card inserted anew, answers with a
   status the opening ruled out, and that ends the session.
3. **The key is shown again at the end.** The public key read at the opening must have signed the caller's
   challenge, and, after the four items were read, a fresh one: an application switch may have cleared the PIN, so
   the PIN this key accepted moments ago is then shown to it once more. Before that the certificate is compared, so
   that another citizen's card never meets this PIN.

What no reader can see is a card replaced twice between two commands without one lost answer, by somebody whose
second card knows the same PINs; every driver known loses an answer at each change, which point 1 turns into an end.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn, TypeVar

from branch_app.cards import jpki
from branch_app.cards.apdu import SW, ApduError, Connection
from branch_app.cards.jpki import Jpki, JpkiFile
from branch_app.cards.line import Line
from branch_app.cards.pin import PinKind, encode_pin, profile_pin_kind
from branch_app.cards.profile import Profile
from branch_app.cards.trust import CardKey, Roots, check_chain
from branch_app.domain.errors import (
    CardChanged,
    CardNotAccepted,
    CardNotTrusted,
    CardUnknown,
    OutOfOrder,
    PinBlocked,
    PinWrong,
)
from branch_app.ports import CardKind, CardProof, FourItems, Random

_CHALLENGE_LENGTH = 32
_REFUSED_TOKENS = (jpki.TOKEN_ANDROID, jpki.TOKEN_IPHONE)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Where:
    """ATR (hex) and reader name; with driver, token string and status a new batch can be added from a report."""

    atr: str
    reader: str

    def unknown(self, driver: str, token: str, sw: int) -> CardUnknown:
        """The error for a card that ``driver`` gave up on."""
        return CardUnknown(atr=self.atr, reader=self.reader, driver=driver, token=token, status=f"{sw:04X}")


@dataclass(frozen=True, slots=True)
class Terms:
    """What every session of a reader is held under: pinned roots, and the source of fresh challenges."""

    roots: Roots
    random: Random


class JukiSession:
    """住民基本台帳カード: recognised, and refused with an error of its own.

    It carries a signature certificate only (RSA-1024), none for 利用者証明; issue ended in 2015-12 and its life was
    ten years, so none is valid any more.
    """

    kind = CardKind.JUKI

    def __init__(self, line: Line) -> None:
        self._line = line

    def tries_left(self) -> int:
        """Raises CardNotAccepted: there is no 利用者証明 PIN on it."""
        raise CardNotAccepted(token=jpki.TOKEN_JUKI)

    def authenticate(self, _pin: str, _challenge: bytes, _at: datetime) -> NoReturn:
        """Raises CardNotAccepted; nothing is sent."""
        raise CardNotAccepted(token=jpki.TOKEN_JUKI)

    def four_items(self, _pin: str) -> NoReturn:
        """Raises CardNotAccepted; nothing is sent."""
        raise CardNotAccepted(token=jpki.TOKEN_JUKI)

    def close(self) -> None:
        """End the session."""
        self._line.end()


class MyNumberSession:
    """個人番号カード. The JPKI application is the selected one whenever a method begins."""

    kind = CardKind.MY_NUMBER

    def __init__(self, line: Line, application: Jpki, where: Where, terms: Terms) -> None:
        self._line = line
        self._jpki = application
        self._where = where
        self._terms = terms
        self._accepted_pin: bytes | None = None
        try:
            self._certificate = application.certificate()
        except ValueError as error:
            raise CardNotTrusted(reason="missing") from error
        self._key = CardKey.from_der(self._certificate)
        application.pin_tries_left()
        # Walked now, so that a missing file later can only mean another card.
        application.select_file(JpkiFile.KEY)

    def tries_left(self) -> int:
        """Attempts left on the 利用者証明用 PIN."""
        return self._bound(self._jpki.pin_tries_left)

    def authenticate(self, pin: str, challenge: bytes, at: datetime) -> CardProof:
        """Chain and dates first, so that a card that is refused anyway costs no try; then PIN and signature."""
        encoded = encode_pin(PinKind.AUTHENTICATION, pin)
        issuer = check_chain(self._key, self._terms.roots, at)
        self._bound(lambda: self._jpki.verify_pin(encoded))
        self._bound(lambda: self._prove_key(challenge))
        self._accepted_pin = encoded
        return CardProof(self.kind, self._key.serial, issuer, self._key.certificate.not_valid_after_utc)

    def four_items(self, pin: str) -> FourItems:
        """Read after ``authenticate``, and delivered only once the same key has signed a fresh challenge.

        Raises:
            OutOfOrder: before ``authenticate``; four items of a card that proved nothing are worth nothing.
            CardUnknown: the card has no 券面事項入力補助 of the known layout.
        """
        accepted = self._accepted_pin
        if accepted is None:
            raise OutOfOrder(now="card unproven", then="four items")
        kind = profile_pin_kind(pin)
        encoded = encode_pin(kind, pin)
        try:
            return self._bound(lambda: self._read_items(kind, encoded))
        finally:
            # Also after a wrong PIN: whose try it was must be as certain as whose items these are.
            self._bound(lambda: self._prove_again(accepted))

    def close(self) -> None:
        """End the session and forget the PIN."""
        self._accepted_pin = None
        self._line.end()

    def _read_items(self, kind: PinKind, pin: bytes) -> FourItems:
        try:
            profile = Profile(self._line)
        except ApduError as error:
            self._line.fail(self._where.unknown("profile", jpki.TOKEN_MY_NUMBER, error.sw))
        profile.verify_pin(kind, pin)
        try:
            return profile.four_items()
        except ValueError:
            self._line.fail(self._where.unknown("profile", jpki.TOKEN_MY_NUMBER, SW.OK))

    def _prove_again(self, pin: bytes) -> None:
        self._jpki = Jpki(self._line)
        if self._jpki.certificate() != self._certificate:
            self._line.fail(CardChanged())
        try:
            self._jpki.verify_pin(pin)
        except (PinWrong, PinBlocked):
            self._line.fail(CardChanged())
        self._prove_key(self._terms.random.token(_CHALLENGE_LENGTH))

    def _prove_key(self, challenge: bytes) -> None:
        signature = self._jpki.sign(self._key.to_sign(challenge))
        if not self._key.signed(challenge, signature):
            self._line.fail(CardChanged())

    def _bound(self, step: Callable[[], T]) -> T:
        """Run a step; an answer this card cannot give means that it is another card, and ends the session."""
        try:
            return step()
        except ApduError:
            self._line.fail(CardChanged())


Session = MyNumberSession | JukiSession


def open_session(connection: Connection, where: Where, terms: Terms) -> Session:
    """Recognise the card by its token string and begin.

    Raises:
        CardUnknown: no driver recognises the card; see ``Where``.
        CardNotAccepted: a telephone.
        CardNotTrusted: a 個人番号カード without a readable certificate.
        CardPulled, CardChanged, ReaderUnavailable.
    """
    line = Line(connection)
    try:
        application = Jpki(line)
    except ApduError as error:
        raise where.unknown("none", "", error.sw) from error
    token = ""
    try:
        token = application.token()
        return _session_for(token, line, application, where, terms)
    except ApduError as error:
        raise where.unknown("jpki", token, error.sw) from error


def _session_for(token: str, line: Line, application: Jpki, where: Where, terms: Terms) -> Session:
    if token == jpki.TOKEN_MY_NUMBER:
        return MyNumberSession(line, application, where, terms)
    if token == jpki.TOKEN_JUKI:
        return JukiSession(line)
    if token in _REFUSED_TOKENS:
        raise CardNotAccepted(token=token)
    raise where.unknown("jpki", token, SW.OK)
