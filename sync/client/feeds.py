"""Small things central tells: the restriction list, and what the reconciliation of a day found."""

from datetime import date

from branch_app.domain.errors import BadInput, CentralGarbled
from branch_app.domain.records.registers import Restrictions
from branch_app.domain.values.codec import decode
from sync.client.session import Session
from sync.wire.messages import (
    ReconciliationReport,
    ReconciliationRequest,
    RestrictionFeed,
    RestrictionsRequest,
)
from sync.wire.routes import Route
from sync.wire.strict import parse


def fetch_restrictions(session: Session) -> Restrictions:
    """The whole list as of now; the caller never lets an older version replace a newer one."""
    enrolment = session.enrolment
    question = RestrictionsRequest(session.new_request(), enrolment.device, enrolment.epoch)
    answer = session.ask(Route.RESTRICTIONS, question, RestrictionFeed)
    try:
        return decode(Restrictions, parse(session.unseal(answer.sealed, "restrictions")))
    except BadInput as error:
        raise CentralGarbled(what="restrictions") from error


def fetch_reconciliation(session: Session, business_date: date) -> ReconciliationReport:
    """The report of a closed day.

    Raises:
        CentralRefused: 404, central does not hold the close of that day yet.
    """
    enrolment = session.enrolment
    question = ReconciliationRequest(session.new_request(), enrolment.device, enrolment.epoch, business_date)
    return session.ask(Route.RECONCILIATION, question, ReconciliationReport)
