"""The dated tables, asked for by themselves."""

from http import HTTPStatus

from branch_app.domain.errors import CentralRefused
from branch_app.domain.records.policy import PolicyNews
from sync.client.policies import read_policies
from sync.client.session import Session
from sync.client.settings import fetch_settings
from sync.wire.policy_messages import PolicyAnswer, PolicyRequest
from sync.wire.routes import Route

_NOT_KNOWN = {"status": int(HTTPStatus.NOT_FOUND), "reason": "unsigned"}
"""No such path, as a head office of an earlier version says."""


def fetch_policy(session: Session, known: int) -> PolicyNews:
    """The tables published after version ``known``; out of the roster's answer where this question is unknown.

    Raises:
        EnvelopeNotTrusted, CentralGarbled: as ``read_policies``.
    """
    try:
        return read_policy_news(session, session.ask(Route.POLICY, policy_question(session, known), PolicyAnswer))
    except CentralRefused as refused:
        if dict(refused.facts) != _NOT_KNOWN:
            raise
    told = fetch_settings(session, known)
    return PolicyNews(known, told.policies, told.mark)


def policy_question(session: Session, known: int) -> PolicyRequest:
    """What is asked."""
    enrolment = session.enrolment
    return PolicyRequest(session.new_request(), enrolment.device, enrolment.epoch, known)


def read_policy_news(session: Session, answer: PolicyAnswer) -> PolicyNews:
    """What is told."""
    return PolicyNews(answer.known, read_policies(answer.policies, session.central.public), answer.mark)
