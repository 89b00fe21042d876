"""The line on a USB stick, on its way out: what is outstanding, and what a device would ask, in one file.

    sent, file = write_stick(session, ledger, outstanding, book, reply_key)

In the order in which everything crosses (``Freight``). Its answers are read by ``sync.client.brought``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from branch_app.domain.errors import CentralUnreachable
from branch_app.domain.log.merkle import leaf_hashes
from branch_app.domain.records.case import CasePoint
from branch_app.domain.records.freight import Freight
from branch_app.domain.records.hold import Hold
from branch_app.domain.records.restrictions import RestrictionPoint
from branch_app.domain.records.standing import Standing
from branch_app.domain.values.identifiers import RequestId
from branch_app.ports import Asked, Ledger, RecoveryCode, RegisterPosition, SentStick, StickBook
from sync.client.cases import cases_question
from sync.client.feeds import holds_question, restrictions_question
from sync.client.parcels import push_parcel, stretch
from sync.client.policy_news import policy_question
from sync.client.receipts import Trees
from sync.client.register_source import OnlineRegisters
from sync.client.renewal import renew_question
from sync.client.session import Session
from sync.client.settings import escrow_question, settings_question
from sync.client.transport import Line, Reply
from sync.wire.bundle import Direction, StickLetter, digest_of, pack
from sync.wire.entries import MAX_LEAVES
from sync.wire.messages import Message, request_of, signed
from sync.wire.routes import Route

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
    """What a device would ask on the line; ``start`` is from which entry on head office lacks the log.

    ``registers`` is up to where they have come, None where nothing can follow; ``whole`` asks for a generation
    instead. ``code`` is a recovery code that head office does not hold yet.
    """

    holds: tuple[Hold, ...]
    point: RestrictionPoint
    policy: int
    registers: RegisterPosition | None
    whole: bool
    start: int
    cases: CasePoint
    code: RecoveryCode | None


_Question = tuple[Route, RequestId, bytes]


def write_stick(
    session: Session, ledger: Ledger, outstanding: Outstanding, book: StickBook, reply_key: bytes
) -> tuple[SentStick, bytes]:
    """What is to be remembered before the file is written, and the file, whose answer is sealed to ``reply_key``.

    A log that was ended goes alone, whole.
    """
    if session.book.standing() is Standing.IN_FORCE:
        requests = list(_in_order(session, ledger, outstanding))
    else:
        requests = [(Route.ASIDE, *each) for each in _pushes(session, ledger, 0)]
    letter = StickLetter(
        session.new_request(),
        session.enrolment.device,
        session.enrolment.epoch,
        number=book.next_number(),
        reply_key=reply_key,
        routes=tuple(route.value for route, _, _ in requests),
        parts=tuple(digest_of(body) for _, _, body in requests),
    )
    asked = tuple(Asked(route.value, request, request_of(body)) for route, request, body in requests)
    parts = [signed(letter, session.keys.log), *(body for _, _, body in requests)]
    file = pack(parts, Direction.TO_CENTRAL, session.enrolment.central_seal_key)
    return SentStick(letter.number, letter.epoch, letter.request, asked), file


def _in_order(session: Session, ledger: Ledger, outstanding: Outstanding) -> Iterator[_Question]:
    for freight in Freight:
        if freight is Freight.ENTRIES:
            yield from ((Route.PUSH, *each) for each in _pushes(session, ledger, outstanding.start))
            continue
        for route, question in _QUESTIONS[freight](session, outstanding):
            yield route, question.request, signed(question, session.keys.log)


def _restrictions(session: Session, outstanding: Outstanding) -> Iterator[tuple[Route, Message]]:
    if session.book.key_until() is not None:  # an older head office would refuse the stick
        yield Route.RENEW, renew_question(session)
    if outstanding.holds:
        yield Route.HOLDS, holds_question(session, outstanding.holds)
    yield Route.RESTRICTIONS, restrictions_question(session, outstanding.point)


def _policy(session: Session, outstanding: Outstanding) -> Iterator[tuple[Route, Message]]:
    yield Route.POLICY, policy_question(session, outstanding.policy)


def _registers(session: Session, outstanding: Outstanding) -> Iterator[tuple[Route, Message]]:
    source = OnlineRegisters(session)
    if outstanding.whole:
        yield Route.MANIFEST, source.manifest_question()
    elif outstanding.registers is not None:
        yield Route.DELTA, source.delta_question(outstanding.registers)


def _operators(session: Session, outstanding: Outstanding) -> Iterator[tuple[Route, Message]]:
    yield Route.SETTINGS, settings_question(session, outstanding.policy)


def _cases(session: Session, outstanding: Outstanding) -> Iterator[tuple[Route, Message]]:
    yield Route.CASES, cases_question(session, outstanding.cases)


def _recovery(session: Session, outstanding: Outstanding) -> Iterator[tuple[Route, Message]]:
    if outstanding.code is not None:
        yield Route.ESCROW, escrow_question(session, outstanding.code.serial, outstanding.code.code)


_QUESTIONS: Mapping[Freight, Callable[[Session, Outstanding], Iterator[tuple[Route, Message]]]] = {
    Freight.RESTRICTIONS: _restrictions,
    Freight.POLICY: _policy,
    Freight.REGISTERS: _registers,
    Freight.OPERATORS: _operators,
    Freight.CASES: _cases,
    Freight.RECOVERY: _recovery,
}


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
