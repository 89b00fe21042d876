"""Small things: the restriction list down, holds told by telephone up, what the reconciliation of a day found."""

from collections.abc import Iterable, Mapping
from datetime import date

from branch_app.domain.errors import BadInput, CentralGarbled
from branch_app.domain.records.hold import Hold, HoldId, ToldHolds
from branch_app.domain.records.restrictions import NOTHING_HELD, RestrictionNews, RestrictionPoint
from branch_app.domain.values.codec import decode, encode
from sync.client.session import Session
from sync.wire.compression import expand
from sync.wire.messages import (
    MAX_NEWS_BYTES,
    HoldsReceipt,
    HoldsReport,
    ReconciliationReport,
    ReconciliationRequest,
    RestrictionFeed,
    RestrictionsRequest,
)
from sync.wire.routes import Route
from sync.wire.sealing import purpose, seal
from sync.wire.strict import dump, parse


def fetch_restrictions(session: Session, held: RestrictionPoint = NOTHING_HELD) -> RestrictionNews:
    """What changed after ``held``, or everything; the caller never lets older word replace newer."""
    question = restrictions_question(session, held)
    return read_restrictions(session, session.ask(Route.RESTRICTIONS, question, RestrictionFeed))


def restrictions_question(session: Session, held: RestrictionPoint) -> RestrictionsRequest:
    """What is asked."""
    enrolment = session.enrolment
    return RestrictionsRequest(
        session.new_request(), enrolment.device, enrolment.epoch, version=held.version, mark=held.mark
    )


def read_restrictions(session: Session, answer: RestrictionFeed) -> RestrictionNews:
    """What is told.

    Raises:
        CentralGarbled: not of the contract.
    """
    try:
        plain = expand(session.unseal(answer.sealed, "restrictions"), MAX_NEWS_BYTES)
        return decode(RestrictionNews, parse(plain, MAX_NEWS_BYTES))
    except BadInput as error:
        raise CentralGarbled(what="restrictions") from error


def report_holds(session: Session, holds: Iterable[Hold]) -> Mapping[HoldId, int]:
    """Tell central what it told us by telephone; from which version of its list on it has each of them.

    Raises:
        CentralGarbled: it says nothing of one of them.
    """
    told = tuple(holds)
    receipt = session.ask(Route.HOLDS, holds_question(session, told), HoldsReceipt)
    known = {HoldId(hold): version for hold, version in receipt.known.items()}
    if known.keys() != {hold.id for hold in told}:
        raise CentralGarbled(what="holds")
    return known


def holds_question(session: Session, told: tuple[Hold, ...]) -> HoldsReport:
    """What is told of them."""
    enrolment = session.enrolment
    info = purpose("holds", enrolment.device, enrolment.epoch)
    sealed = seal(dump(encode(ToldHolds(told))), enrolment.central_seal_key, info)
    return HoldsReport(session.new_request(), enrolment.device, enrolment.epoch, sealed=sealed)


def fetch_reconciliation(session: Session, business_date: date) -> ReconciliationReport:
    """The report of a closed day.

    Raises:
        CentralRefused: 404, central does not hold the close of that day yet.
    """
    enrolment = session.enrolment
    question = ReconciliationRequest(session.new_request(), enrolment.device, enrolment.epoch, business_date)
    return session.ask(Route.RECONCILIATION, question, ReconciliationReport)
