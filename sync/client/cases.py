"""This office's cases, a piece at a time."""

from branch_app.domain.errors import BadInput, CentralGarbled
from branch_app.domain.records.case import CaseNews, CasePoint
from branch_app.domain.values.codec import decode
from sync.client.session import Session
from sync.wire.case_messages import MAX_NEWS_BYTES, CasesAnswer, CasesRequest
from sync.wire.compression import expand
from sync.wire.routes import Route
from sync.wire.strict import parse


def fetch_cases(session: Session, held: CasePoint) -> CaseNews:
    """What changed after ``held``, or everything; the caller never lets older word replace newer."""
    return read_cases(session, session.ask(Route.CASES, cases_question(session, held), CasesAnswer))


def cases_question(session: Session, held: CasePoint) -> CasesRequest:
    """What is asked."""
    enrolment = session.enrolment
    return CasesRequest(
        session.new_request(), enrolment.device, enrolment.epoch, since=held.version, mark=held.mark
    )


def read_cases(session: Session, answer: CasesAnswer) -> CaseNews:
    """What is told.

    Raises:
        CentralGarbled: not of the contract.
    """
    try:
        plain = expand(session.unseal(answer.sealed, "cases"), MAX_NEWS_BYTES)
        return decode(CaseNews, parse(plain, MAX_NEWS_BYTES))
    except BadInput as error:
        raise CentralGarbled(what="cases") from error
