"""What central fixed for this device, asked for again, and the recovery code it holds for it."""

from dataclasses import replace

from branch_app.domain.errors import BadInput, CentralGarbled, EnvelopeNotTrusted
from branch_app.domain.records.enrolment import Enrolment
from branch_app.domain.records.policy import Instructions
from branch_app.domain.values.codec import decode
from sync.client.papers import checked_papers
from sync.client.policies import read_policies
from sync.client.session import Session
from sync.wire.messages import EscrowReceipt, EscrowRequest, SettingsAnswer, SettingsRequest
from sync.wire.roots import followed
from sync.wire.routes import Route
from sync.wire.sealing import purpose, seal
from sync.wire.strict import parse


def fetch_settings(session: Session, known: int) -> Instructions:
    """The enrolment as of now, and the tables published after version ``known``.

    The caller never lets an older one replace a newer one.

    Raises:
        EnvelopeNotTrusted: it speaks of another log, or of another central than the one this device joined, or of
            a root of the line that follows none of ours.
        CentralGarbled: not of the contract, or tables that this build cannot read.
    """
    return read_settings(session, session.ask(Route.SETTINGS, settings_question(session, known), SettingsAnswer))


def settings_question(session: Session, known: int) -> SettingsRequest:
    """What is asked."""
    enrolment = session.enrolment
    return SettingsRequest(
        session.new_request(), enrolment.device, enrolment.epoch, known, paper_key=session.keys.paper
    )


def read_settings(session: Session, answer: SettingsAnswer) -> Instructions:
    """What is told.

    Raises:
        EnvelopeNotTrusted, CentralGarbled: as ``fetch_settings``.
    """
    enrolment = session.enrolment
    try:
        told = decode(Enrolment, parse(session.unseal(answer.sealed, "settings")))
    except BadInput as error:
        raise CentralGarbled(what="settings") from error
    if _fixed(told) != _fixed(enrolment):
        raise EnvelopeNotTrusted(reason="identity")
    told = replace(told, central_ca=followed(enrolment.central_ca, told.central_ca))
    public = session.central.public
    policies, papers = read_policies(answer.policies, public), checked_papers(answer.papers, public)
    return Instructions(told, policies, answer.mark, papers)


def escrow(session: Session, serial: int, code: str) -> None:
    """Have central keep a recovery code; no error means that it signed for it."""
    receipt = session.ask(Route.ESCROW, escrow_question(session, serial, code), EscrowReceipt)
    if receipt.serial != serial:
        raise CentralGarbled(what="escrow")


def escrow_question(session: Session, serial: int, code: str) -> EscrowRequest:
    """What is told of it."""
    enrolment = session.enrolment
    info = purpose(f"recovery code/{serial}", enrolment.device, enrolment.epoch)
    sealed = seal(code.encode(), enrolment.central_seal_key, info)
    return EscrowRequest(session.new_request(), enrolment.device, enrolment.epoch, serial=serial, sealed=sealed)


def _fixed(enrolment: Enrolment) -> tuple[str, ...]:
    """What no answer may change: whose log this is, and whom the device believes."""
    return (
        enrolment.office,
        enrolment.device,
        str(enrolment.epoch),
        enrolment.origin,
        enrolment.central_key,
        enrolment.central_seal_key.hex(),
    )
