"""The line on a USB stick, on its way back: head office as it answered, ``Central`` out of a file.

    brought = read_stick(session, file, book, reply_key)

The same use cases take in what it brought as what the line brings: older word never replaces newer.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from branch_app.domain.errors import (
    BadInput,
    CentralConflict,
    CentralGarbled,
    CentralRefused,
    EnvelopeNotTrusted,
    StickRefused,
)
from branch_app.domain.reconcile.day import Reconciliation
from branch_app.domain.records.case import CaseNews, CasePoint
from branch_app.domain.records.freight import Freight
from branch_app.domain.records.hold import Hold, HoldId
from branch_app.domain.records.policy import Instructions, PolicyNews
from branch_app.domain.records.register_rows import RegisterLine
from branch_app.domain.records.restrictions import NOTHING_HELD, RestrictionNews, RestrictionPoint
from branch_app.domain.records.standing import Standing
from branch_app.ports import (
    Asked,
    Bucket,
    Ledger,
    Progress,
    RegisterDelta,
    RegisterOffer,
    RegisterPosition,
    SpoiltLine,
    StickBook,
)
from sync.client.cases import read_cases
from sync.client.feeds import read_restrictions
from sync.client.policy_news import read_policy_news
from sync.client.receipts import Trees, newest_receipt, read_receipt
from sync.client.register_source import OnlineRegisters
from sync.client.renewal import take_key
from sync.client.session import Session
from sync.client.settings import read_settings
from sync.client.transport import Reply
from sync.wire.bundle import Direction, StickAnswer, digest_of, parted, unpack
from sync.wire.case_messages import CasesAnswer
from sync.wire.envelope import Envelope
from sync.wire.key_messages import RenewAnswer
from sync.wire.messages import (
    AsideReceipt,
    EscrowReceipt,
    HoldsReceipt,
    Message,
    PushReceipt,
    RestrictionFeed,
    SettingsAnswer,
    opened,
)
from sync.wire.policy_messages import PolicyAnswer
from sync.wire.register_messages import DeltaAnswer, RegisterManifest
from sync.wire.routes import Route

M = TypeVar("M", bound=Message)

_BRINGS: Mapping[Route, Freight] = {
    Route.RESTRICTIONS: Freight.RESTRICTIONS,
    Route.POLICY: Freight.POLICY,
    Route.DELTA: Freight.REGISTERS,
    Route.MANIFEST: Freight.REGISTERS,
    Route.SETTINGS: Freight.OPERATORS,
    Route.PUSH: Freight.ENTRIES,
    Route.ASIDE: Freight.ENTRIES,
    Route.CASES: Freight.CASES,
    Route.ESCROW: Freight.RECOVERY,
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What came back for each request, in order; each is believed when it is read."""

    session: Session
    replies: tuple[tuple[Asked, Reply], ...]

    def carry(self, route: Route) -> bool:
        """Whether that was asked."""
        return any(asked.route == route.value for asked, _ in self.replies)

    def every(self, route: Route, kind: type[M]) -> Iterator[M]:
        """One after another."""
        for asked, reply in self._of(route):
            yield self.session.heard(reply, asked.name, asked.request, kind)

    def one(self, route: Route, kind: type[M]) -> M:
        """The only one.

        Raises:
            StickRefused: it was not asked.
        """
        for answer in self.every(route, kind):
            return answer
        raise _lacks()

    def pieces(self, route: Route) -> tuple[Asked, tuple[bytes, ...]]:
        """An answer that came in pieces.

        Raises:
            StickRefused: it was not asked.
            CentralRefused, …: as ``Session.heard``.
        """
        for asked, reply in self._of(route):
            if reply.status != HTTPStatus.OK:
                self.session.heard(reply, asked.name, asked.request, Message)
            return asked, parted(reply.body)
        raise _lacks()

    def piece(self, asked: Asked, part: bytes, kind: type[M]) -> M:
        """One piece, believed."""
        return self.session.heard(Reply(HTTPStatus.OK, part), asked.name, asked.request, kind)

    def open_here(self) -> bool:
        """Whether the key is here that head office sealed them to; one tells of all."""
        for asked, reply in self._of(Route.RESTRICTIONS):
            if reply.status == HTTPStatus.OK:
                feed = self.session.heard(reply, asked.name, asked.request, RestrictionFeed)
                return self.session.opens(feed.sealed, "restrictions")
        return True

    def _of(self, route: Route) -> list[tuple[Asked, Reply]]:
        return [pair for pair in self.replies if pair[0].route == route.value]


class BroughtRegisters(OnlineRegisters):
    """``RegisterSource`` of a stick: the changes that follow on where this device was, or one generation."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers.session)
        self._answers = answers
        self._chunks: Mapping[str, bytes] = {}

    def offer(self) -> RegisterOffer:
        """The generation that was asked for."""
        asked, (first, *chunks) = self._answers.pieces(Route.MANIFEST)
        manifest = self._answers.piece(asked, first, RegisterManifest)
        if len(chunks) != len(manifest.chunks):
            raise CentralGarbled(what="chunks")
        self._chunks = {chunk.digest: sealed for chunk, sealed in zip(manifest.chunks, chunks, strict=True)}
        return self.offered(manifest)

    def rows(self, _offer: RegisterOffer, bucket: Bucket) -> Sequence[RegisterLine | SpoiltLine]:
        """One bucket of it."""
        if not bucket.rows:
            return ()
        return self.opened_chunk(bucket, self._chunks[bucket.digest])

    def delta(self, position: RegisterPosition) -> RegisterDelta:
        """The piece that follows there.

        Raises:
            CentralRefused: 409, a generation was asked for instead.
            StickRefused: the line brought them further meanwhile, or the rest did not fit.
        """
        if self._answers.carry(Route.MANIFEST):
            raise CentralRefused(status=int(HTTPStatus.CONFLICT), reason="generation")
        asked, parts = self._answers.pieces(Route.DELTA)
        before: int | None = None
        for part in parts:
            answer = self._answers.piece(asked, part, DeltaAnswer)
            if before == position.change_seq:
                return self.changed(position, answer)
            before = answer.change_seq
        first = self._answers.piece(asked, parts[0], DeltaAnswer)
        try:
            return self.changed(position, first)
        except EnvelopeNotTrusted as error:  # sealed for another place than the one we have come to
            raise _lacks() from error


class Brought:
    """``Central`` that answers from a stick; what was not carried is refused, and nothing is out of reach."""

    def __init__(self, number: int, answers: Answers) -> None:
        self.number = number
        self._answers = answers
        self._session = answers.session
        self._cases: Iterator[bytes] | None = None

    @property
    def carried(self) -> frozenset[Freight]:
        """What was asked. Tables come with the roster where an earlier version of this program asked."""
        brought = {freight for route, freight in _BRINGS.items() if self._answers.carry(route)}
        return frozenset(brought | ({Freight.POLICY} if Freight.OPERATORS in brought else set()))

    def restrictions(self, _held: RestrictionPoint = NOTHING_HELD) -> RestrictionNews:
        """As it was asked when the stick went out."""
        if self._answers.carry(Route.RENEW):
            with suppress(CentralConflict, CentralGarbled):  # the line was faster: the key at hand is a newer one
                take_key(self._answers.session, self._answers.one(Route.RENEW, RenewAnswer))
        return read_restrictions(self._session, self._answers.one(Route.RESTRICTIONS, RestrictionFeed))

    def report_holds(self, _holds: Sequence[Hold]) -> Mapping[HoldId, int]:
        """Those that went along; what was told since goes with the next stick."""
        known = {}
        for receipt in self._answers.every(Route.HOLDS, HoldsReceipt):
            known.update({HoldId(hold): version for hold, version in receipt.known.items()})
        return known

    def policy(self, known: int) -> PolicyNews:
        """As it was asked when the stick went out."""
        if self._answers.carry(Route.POLICY):
            return read_policy_news(self._session, self._answers.one(Route.POLICY, PolicyAnswer))
        told = self.settings(known)
        return PolicyNews(known, told.policies, told.mark)

    def settings(self, _known: int) -> Instructions:
        """As it was asked when the stick went out."""
        return read_settings(self._session, self._answers.one(Route.SETTINGS, SettingsAnswer))

    def registers(self) -> BroughtRegisters:
        """As far as they came."""
        return BroughtRegisters(self._answers)

    def push(self, ledger: Ledger, progress: Progress) -> int:
        """Receipts held against the log as it is now; the newest that goes further than what is known is kept.

        Raises:
            CentralConflict: head office holds another history; no program of this device goes on with it.
            CentralRefused, DeviceLocked, EnvelopeNotTrusted: what came before it is kept.
        """
        receipt = newest_receipt(self._session, ledger)
        witnessed = receipt.size if receipt else 0
        for told in self._answers.every(Route.PUSH, PushReceipt):
            witnessed = max(witnessed, self._kept(ledger, told.checkpoint, witnessed))
            progress("push", witnessed, ledger.head().size)
        for _aside in self._answers.every(Route.ASIDE, AsideReceipt):
            pass
        return witnessed

    def cases(self, _held: CasePoint) -> CaseNews:
        """The next piece.

        Raises:
            StickRefused: the rest did not fit.
        """
        asked, parts = self._answers.pieces(Route.CASES)
        if self._cases is None:
            self._cases = iter(parts)
        for part in self._cases:
            return read_cases(self._session, self._answers.piece(asked, part, CasesAnswer))
        raise _lacks()

    def recovery(self) -> int:
        """Serial of the recovery code that head office signed for."""
        return self._answers.one(Route.ESCROW, EscrowReceipt).serial

    def escrow(self, _serial: int, _code: str) -> None:
        """Raise StickRefused: another code than the one that went along."""
        raise _lacks()

    def reconciliation(self, _business_date: date) -> Reconciliation:
        """Raise StickRefused: not carried."""
        raise _lacks()

    def _kept(self, ledger: Ledger, text: str, witnessed: int) -> int:
        checkpoint, size = read_receipt(self._session, text), ledger.head().size
        reason = "ahead" if checkpoint.size > size else "root"
        tree = None if checkpoint.size > size else Trees(ledger, None).at(checkpoint.size)
        if tree is None or tree.root() != checkpoint.root:
            self._session.ended(Standing.FORKED)
            raise CentralConflict(size=checkpoint.size, reason=reason)
        if checkpoint.size > witnessed:
            ledger.keep_receipt(text, tree)
        return checkpoint.size


def read_stick(session: Session, data: bytes, book: StickBook, reply_key: X25519PrivateKey) -> Brought:
    """What came back, each answer still to be believed by itself; the version before had the transport key for it.

    Raises:
        StickRefused: cut off, altered, for another device, taken before, older than one that was taken, answers
            nothing that this device asked, or came when the key was gone that it is sealed to.
        EnvelopeNotTrusted: not signed by our central.
    """
    envelope, *parts = unpack(data, Direction.TO_DEVICE, reply_key, *session.receivers())
    try:
        told = opened(StickAnswer, Envelope.from_bytes(envelope), session.central.public)
    except BadInput as error:
        raise CentralGarbled(at=error.facts["at"]) from error
    sent = book.sent(told.number)
    if sent is None or (sent.letter, sent.epoch) != (told.request, session.enrolment.epoch):
        raise StickRefused(why="stick_unasked")
    if told.number <= book.taken():
        raise StickRefused(why="stick_doubled" if told.number == book.taken() else "stick_old")
    if told.parts != tuple(map(digest_of, parts)) or not len(told.statuses) == len(parts) == len(sent.asked):
        raise StickRefused(why="stick_altered")
    replies = tuple(Reply(status, part) for status, part in zip(told.statuses, parts, strict=True))
    answers = Answers(session, tuple(zip(sent.asked, replies, strict=True)))
    if not answers.open_here():
        raise StickRefused(why="stick_late")
    return Brought(told.number, answers)


def _lacks() -> StickRefused:
    return StickRefused(why="stick_lacks")
