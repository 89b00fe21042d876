"""Bundles of dated tables as they come: checked to the last cell before anything of them is kept."""

from collections.abc import Iterable
from http import HTTPStatus

from branch_app.domain.errors import BadInput, CentralGarbled, CentralRefused
from branch_app.domain.records.policy import PolicyBundle, PolicyNews
from branch_app.domain.rules.policies import Edition
from sync.client.session import Session
from sync.wire.policy import read_policy
from sync.wire.policy_messages import PolicyAnswer, PolicyRequest
from sync.wire.routes import Route

_NOT_KNOWN = {"status": int(HTTPStatus.NOT_FOUND), "reason": "unsigned"}
"""No such path, as a head office of an earlier version says."""


def fetch_policy(session: Session, known: int) -> PolicyNews | None:
    """The tables published after version ``known``; None where head office does not know this question yet.

    Raises:
        EnvelopeNotTrusted, CentralGarbled: as ``read_policies``.
    """
    try:
        answer = session.ask(Route.POLICY, policy_question(session, known), PolicyAnswer)
    except CentralRefused as refused:
        if dict(refused.facts) != _NOT_KNOWN:
            raise
        return None
    return read_policy_news(session, answer)


def policy_question(session: Session, known: int) -> PolicyRequest:
    """What is asked."""
    enrolment = session.enrolment
    return PolicyRequest(session.new_request(), enrolment.device, enrolment.epoch, known)


def read_policy_news(session: Session, answer: PolicyAnswer) -> PolicyNews:
    """What is told."""
    return PolicyNews(read_policies(answer.policies, session.central.public), answer.mark)


def read_policies(signed: Iterable[bytes], central: bytes) -> tuple[PolicyBundle, ...]:
    """Every one of them, signed by the holder of that raw key.

    Raises:
        EnvelopeNotTrusted: another signer.
        CentralGarbled: cut off, of another schema than this build's, or with a cell that means nothing.
    """
    try:
        bundles = tuple(read_policy(data, central) for data in signed)
        for bundle in bundles:
            Edition.of(bundle)
    except BadInput as error:
        raise CentralGarbled(what="policy", at=error.facts["at"]) from error
    return bundles
