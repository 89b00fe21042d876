"""The line on a USB stick: what is outstanding goes out in one file, and its answers come back in another.

    sent, file = write_stick(session, ledger, outstanding, book)
    brought = read_stick(session, file, book)          # a ``Central`` that answers from the file

The same use case takes in what it brought as what the line brings: older word never replaces newer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from branch_app.domain.errors import BadInput, CentralConflict, CentralGarbled, CentralUnreachable, StickRefused
from branch_app.domain.log.merkle import leaf_hashes
from branch_app.domain.reconcile.day import Reconciliation
from branch_app.domain.records.case import CaseNews, CasePoint
from branch_app.domain.records.hold import Hold, HoldId
from branch_app.domain.records.policy import Instructions, PolicyNews
from branch_app.domain.records.restrictions import NOTHING_HELD, RestrictionNews, RestrictionPoint
from branch_app.domain.records.standing import Standing
from branch_app.domain.values.identifiers import RequestId
from branch_app.ports import Asked, Ledger, Progress, SentStick, StickBook
from sync.client.feeds import holds_question, read_restrictions, restrictions_question
from sync.client.parcels import push_parcel, stretch
from sync.client.receipts import Trees, newest_receipt, read_receipt
from sync.client.register_source import OnlineRegisters
from sync.client.session import Session
from sync.client.settings import read_settings, settings_question
from sync.client.transport import Line, Reply
from sync.wire.bundle import Direction, StickAnswer, StickLetter, digest_of, pack, unpack
from sync.wire.entries import MAX_LEAVES
from sync.wire.envelope import Envelope
from sync.wire.messages import (
    AsideReceipt,
    HoldsReceipt,
    Message,
    PushReceipt,
    RestrictionFeed,
    SettingsAnswer,
    opened,
    request_of,
    signed,
)
from sync.wire.routes import Route

M = TypeVar("M", bound=Message)

_MOST_BYTES = 256 << 20
"""Of entries on one stick: years of an office; what is left goes with the next."""


class NoLine(Line):
    """Stands where there is none."""

    def __init__(self) -> None:
        """Nothing is opened."""

    def post(self, _route: Route, _body: bytes) -> Reply:
        """Raise CentralUnreachable."""
        raise CentralUnreachable(reason="stick")


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What a device would ask on the line; ``start`` is from which entry on head office lacks the log."""

    holds: tuple[Hold, ...]
    point: RestrictionPoint
    policy: int
    start: int


def write_stick(
    session: Session, ledger: Ledger, outstanding: Outstanding, book: StickBook
) -> tuple[SentStick, bytes]:
    """What is to be remembered before the file is written, and the file."""
    ended = session.book.standing() is not Standing.IN_FORCE
    requests = [] if ended else list(_questions(session, outstanding))
    road, start = (Route.ASIDE, 0) if ended else (Route.PUSH, outstanding.start)
    requests += ((road, request, body) for request, body in _pushes(session, ledger, start))
    letter = StickLetter(
        session.new_request(),
        session.enrolment.device,
        session.enrolment.epoch,
        number=book.next_number(),
        routes=tuple(route.value for route, _, _ in requests),
        parts=tuple(digest_of(body) for _, _, body in requests),
    )
    asked = tuple(Asked(route.value, request, request_of(body)) for route, request, body in requests)
    parts = [signed(letter, session.keys.log), *(body for _, _, body in requests)]
    file = pack(parts, Direction.TO_CENTRAL, session.enrolment.central_seal_key)
    return SentStick(letter.number, letter.epoch, letter.request, asked), file


def _questions(session: Session, outstanding: Outstanding) -> Iterator[tuple[Route, RequestId, bytes]]:
    questions: list[tuple[Route, Message]] = []
    if outstanding.holds:
        questions.append((Route.HOLDS, holds_question(session, outstanding.holds)))
    questions.append((Route.RESTRICTIONS, restrictions_question(session, outstanding.point)))
    questions.append((Route.SETTINGS, settings_question(session, outstanding.policy)))
    for route, question in questions:
        yield route, question.request, signed(question, session.keys.log)


def _pushes(session: Session, ledger: Ledger, start: int) -> Iterator[tuple[RequestId, bytes]]:
    """Parcel after parcel; one even where nothing is outstanding: its receipt says how far head office is."""
    size, packed = ledger.head().size, 0
    tree = Trees(ledger, None).at(start)
    while True:
        taken = stretch(ledger, start, min(start + MAX_LEAVES, size))
        tree = tree.extend(leaf_hashes(taken.leaves))
        request, body = push_parcel(session, ledger, taken, tree.root())
        yield request, body
        start, packed = taken.stop, packed + len(body)
        if start >= size or packed > _MOST_BYTES:
            return


@dataclass(frozen=True, slots=True)
class _Reply:
    """What came back for one request."""

    asked: Asked
    reply: Reply


class Brought:
    """``Central`` that answers from a stick; what was not carried is out of reach."""

    def __init__(self, session: Session, number: int, replies: Sequence[_Reply]) -> None:
        self.number = number
        self._session = session
        self._replies = replies

    def restrictions(self, _held: RestrictionPoint = NOTHING_HELD) -> RestrictionNews:
        """As it was asked when the stick went out."""
        return read_restrictions(self._session, self._one(Route.RESTRICTIONS, RestrictionFeed))

    def report_holds(self, _holds: Sequence[Hold]) -> Mapping[HoldId, int]:
        """Those that went along."""
        receipt = self._one(Route.HOLDS, HoldsReceipt)
        return {HoldId(hold): version for hold, version in receipt.known.items()}

    def policy(self, _known: int) -> PolicyNews | None:
        """They come with the roster."""
        return None

    def settings(self, _known: int) -> Instructions:
        """As it was asked when the stick went out."""
        return read_settings(self._session, self._one(Route.SETTINGS, SettingsAnswer))

    def push(self, ledger: Ledger, progress: Progress) -> int:
        """Receipts held against the log as it is now; the newest that goes further than what is known is kept.

        Raises:
            CentralConflict: head office holds another history; no program of this device goes on with it.
            CentralRefused, DeviceLocked, EnvelopeNotTrusted: what came before it is kept.
        """
        receipt = newest_receipt(self._session, ledger)
        witnessed = receipt.size if receipt else 0
        for each in self._of(Route.PUSH):
            told = self._believed(each, PushReceipt)
            witnessed = max(witnessed, self._kept(ledger, told.checkpoint, witnessed))
            progress("push", witnessed, ledger.head().size)
        for each in self._of(Route.ASIDE):
            self._believed(each, AsideReceipt)
        return witnessed

    def cases(self, _held: CasePoint) -> CaseNews:
        """Not carried."""
        raise CentralUnreachable(reason="stick")

    def escrow(self, _serial: int, _code: str) -> None:
        """Not carried."""
        raise CentralUnreachable(reason="stick")

    def registers(self) -> OnlineRegisters:
        """Whose every question fails."""
        return OnlineRegisters(self._session)

    def reconciliation(self, _business_date: date) -> Reconciliation:
        """Not carried."""
        raise CentralUnreachable(reason="stick")

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

    def _one(self, route: Route, kind: type[M]) -> M:
        for each in self._of(route):
            return self._believed(each, kind)
        raise CentralUnreachable(reason="stick")

    def _of(self, route: Route) -> list[_Reply]:
        return [each for each in self._replies if each.asked.route == route.value]

    def _believed(self, each: _Reply, kind: type[M]) -> M:
        return self._session.heard(each.reply, each.asked.name, each.asked.request, kind)


def read_stick(session: Session, data: bytes, book: StickBook) -> Brought:
    """What came back, each answer still to be believed by itself.

    Raises:
        StickRefused: cut off, altered, for another device, taken before, older than one that was taken, or it
            answers nothing that this device asked.
        EnvelopeNotTrusted: not signed by our central.
    """
    envelope, *parts = unpack(data, Direction.TO_DEVICE, session.keys.transport)
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
    replies = [Reply(status, part) for status, part in zip(told.statuses, parts, strict=True)]
    return Brought(session, told.number, [_Reply(*pair) for pair in zip(sent.asked, replies, strict=True)])
