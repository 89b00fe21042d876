"""A seal from a front page, checked offline."""

from datetime import date

from branch_app.documents.seals.certificate import PaperCertificate
from branch_app.documents.seals.front import FrontSeal, is_of
from branch_app.documents.seals.trust import Trust
from branch_app.documents.seals.verdict import Finding, SealVerdict
from branch_app.domain.errors import BadInput
from branch_app.domain.records.paper_trust import PAPER_SIGNER
from branch_app.domain.vds.header import ADMINISTRATIVE
from branch_app.domain.vds.seal import Seal


def check_seal(data: bytes, trust: Trust) -> SealVerdict:
    """What the bytes of a front symbol are worth. Any bytes get a verdict; nothing is raised."""
    try:
        seal = Seal.decode(data)
    except BadInput as error:
        return SealVerdict(Finding.UNREADABLE, str(error.facts["at"]))
    header, profile = seal.header, trust.profiles.of(seal)
    if header.document != ADMINISTRATIVE or header.signer != PAPER_SIGNER or profile is None:
        return SealVerdict(Finding.FOREIGN)
    certificate = trust.certificate(header.reference)
    if certificate is None:
        return SealVerdict(Finding.UNKNOWN_SIGNER, serial=header.reference)
    if not certificate.signed(seal.signed_part(), seal.signature):
        return SealVerdict(Finding.FORGED, "signature", serial=certificate.serial)
    if not profile.fits(seal):
        return SealVerdict(Finding.FORGED, "profile", serial=certificate.serial)
    try:
        front = FrontSeal.read(seal)
    except BadInput:
        return SealVerdict(Finding.FORGED, "profile", serial=certificate.serial)
    finding, why = _judged(front, certificate, trust)
    return SealVerdict(finding, why, front, certificate.serial, status_known=trust.notices is not None)


def _judged(front: FrontSeal, certificate: PaperCertificate, trust: Trust) -> tuple[Finding, str]:
    """Signed by that key, but might it sign, and does the paper still count?"""
    if not certificate.holds_on(front.signed):
        return Finding.FORGED, "date"
    if not is_of(front.number, certificate.device, certificate.epoch):
        return Finding.FORGED, "device"
    return standing(certificate, front.signed, front.running, trust)


def standing(certificate: PaperCertificate, signed: date, running: int, trust: Trust) -> tuple[Finding, str]:
    """What the newest notices say of a paper signed that day under that running number."""
    if trust.notices is None:
        return Finding.GENUINE, ""
    revoked = trust.notices.revocation(certificate.serial)
    if revoked is not None and revoked.covers(signed):
        return Finding.REVOKED, revoked.reason.value
    if trust.notices.is_void(certificate.device, certificate.epoch, running):
        return Finding.VOID, ""
    return Finding.GENUINE, ""
