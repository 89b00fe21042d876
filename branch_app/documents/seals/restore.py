"""A back from the symbols that could be read of it: checked by anybody, opened with the site's key."""

from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from branch_app import hpke
from branch_app.documents.seals.back import SALT_BYTES, Back
from branch_app.documents.seals.certificate import PaperCertificate
from branch_app.documents.seals.check import standing
from branch_app.documents.seals.content import digest, read_content
from branch_app.documents.seals.front import is_of, running_of
from branch_app.documents.seals.shares import join
from branch_app.documents.seals.trust import Trust
from branch_app.documents.seals.verdict import BackVerdict, Finding
from branch_app.domain.errors import BadInput
from branch_app.domain.records.certificate import PrintOrder


def restore_back(symbols: Iterable[bytes], trust: Trust, site_key: X25519PrivateKey | None = None) -> BackVerdict:
    """What the symbols of a back are worth, however many were read; with the site's key its content too.

    Any bytes get a verdict; nothing is raised. Symbols of two backs at once are UNREADABLE with ``several``.
    """
    joined = join(symbols)
    if not joined:
        return BackVerdict(Finding.UNREADABLE, "no_symbol")
    best = joined[0]
    if best.payload is None:
        return BackVerdict(Finding.INCOMPLETE, found=best.found, enough=best.enough)
    if sum(each.payload is not None for each in joined) > 1:
        return BackVerdict(Finding.UNREADABLE, "several", best.found, best.enough)
    try:
        back = Back.decode(best.payload)
    except BadInput:
        return BackVerdict(Finding.FORGED, "form", best.found, best.enough)
    finding, why = _judged(back, trust)
    content = None
    if site_key is not None and finding in {Finding.GENUINE, Finding.VOID, Finding.REVOKED}:
        content = _opened(back, trust, site_key)
        if content is None:
            finding, why = Finding.FORGED, "content"
    known = trust.notices is not None
    return BackVerdict(
        finding, why, best.found, best.enough, back.header, back.certificate, content, status_known=known
    )


def _judged(back: Back, trust: Trust) -> tuple[Finding, str]:
    header = back.header
    try:
        certificate = PaperCertificate.read(back.certificate)
    except BadInput:
        return Finding.FORGED, "certificate"
    if not trust.issued(certificate):
        return Finding.FORGED, "certificate"
    if not certificate.signed(back.signed_part(), back.signature):
        return Finding.FORGED, "signature"
    if (header.device, header.epoch) != (certificate.device, certificate.epoch):
        return Finding.FORGED, "device"
    if not is_of(header.number, header.device, header.epoch):
        return Finding.FORGED, "device"
    if not certificate.holds_on(header.issued):
        return Finding.FORGED, "date"
    return standing(certificate, header.issued, running_of(header.number), trust)


def _opened(back: Back, trust: Trust, site_key: X25519PrivateKey) -> PrintOrder | None:
    """The content, when it is what header and digest say."""
    header = back.header
    plain = hpke.unseal(back.sealed, site_key, header.purpose())
    if plain is None:
        return None
    salt, deflated = plain[:SALT_BYTES], plain[SALT_BYTES:]
    try:
        content = trust.dictionaries.inflated(deflated, header.dictionary)
        order = read_content(content)
    except BadInput:
        return None
    told = (order.job, order.number, order.issued, order.specimen)
    agreed = told == (header.job, header.number, header.issued, header.specimen)
    return order if agreed and digest(content, salt) == header.digest else None
