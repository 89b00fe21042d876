"""Joining: a typed one-time code and fresh keys become an enrolment."""

from branch_app.domain.errors import BadInput, CentralGarbled, EnvelopeNotTrusted
from branch_app.domain.log.verifier_key import VerifierKey
from branch_app.domain.records.enrolment import Enrolment
from branch_app.domain.records.policy import Instructions
from branch_app.domain.values.codec import decode
from branch_app.domain.values.identifiers import RequestId
from sync.client.papers import checked_papers
from sync.client.policies import read_policies
from sync.client.session import DeviceKeys, judged
from sync.client.transport import Line, meet
from sync.wire.envelope import key_id
from sync.wire.identity import CentralIdentity, EnrolmentCode
from sync.wire.messages import EnrolAnswer, EnrolRequest, request_of, signed
from sync.wire.routes import Route
from sync.wire.sealing import purpose, unseal
from sync.wire.strict import parse


def enrol(url: str, code: EnrolmentCode, keys: DeviceKeys, request: RequestId) -> Instructions:
    """Enrol with central at ``url``; asking again with the same keys gives the same enrolment.

    The tables in force come with it, and those to come.

    Raises:
        CentralUnreachable: nothing was spent, or the answer was lost: ask again with the same keys.
        CentralRefused: the code is wrong, expired or spent.
        CentralGarbled, EnvelopeNotTrusted: whoever answered is not the central that made the code.
    """
    identity = meet(url, code)
    question = EnrolRequest(
        request,
        secret=code.secret,
        log_key=keys.log.public_key,
        transport_key=keys.transport.public_key().public_bytes_raw(),
        paper_key=keys.paper,
    )
    body = signed(question, keys.log)
    with Line(url, identity.ca) as line:
        reply = line.post(Route.ENROL, body)
    public = VerifierKey.parse(identity.key).public
    answer = judged(reply, request_of(body), request, EnrolAnswer, public)
    policies, papers = read_policies(answer.policies, public), checked_papers(answer.papers, public)
    return Instructions(_opened(answer, identity, keys), policies, papers=papers)


def _opened(answer: EnrolAnswer, identity: CentralIdentity, keys: DeviceKeys) -> Enrolment:
    plain = unseal(answer.sealed, keys.transport, purpose("enrolment", key_id(keys.log.public_key), 0))
    try:
        enrolment = decode(Enrolment, parse(plain))
    except BadInput as error:
        raise CentralGarbled(at=error.facts["at"]) from error
    told = CentralIdentity(enrolment.central_ca, enrolment.central_key, enrolment.central_seal_key)
    if told != identity:
        raise EnvelopeNotTrusted(reason="identity")
    return enrolment
