"""Roots of the line in one PEM text, each but the first with what the root before it says of it.

A link certificate (RFC 4210, new with old) has name and key of the new root and is signed by the one before. It
proves to whoever holds the old root that the new one follows it, and is no part of a chain: it stands under a label
of its own, which TLS passes over.
"""

import base64
import re
import textwrap

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from branch_app.domain.errors import EnvelopeNotTrusted

_LABEL = "MADOGUCHI ROOT LINK"
_LINK = re.compile(f"-----BEGIN {_LABEL}-----\n([A-Za-z0-9+/=\n]+)-----END {_LABEL}-----\n")
_LINE = 64


def link_pem(link: x509.Certificate) -> str:
    """As it stands beside the root that it is about."""
    text = base64.b64encode(link.public_bytes(Encoding.DER)).decode()
    return "\n".join((f"-----BEGIN {_LABEL}-----", *textwrap.wrap(text, _LINE), f"-----END {_LABEL}-----", ""))


def followed(held: str, told: str) -> str:
    """The roots that are trusted from now on: those told, where each was held or follows one that was.

    Raises:
        EnvelopeNotTrusted: one of them follows none, or there is none.
    """
    if told == held:
        return held
    try:
        known, told_roots, links = set(_roots(held)), _roots(told), _links(told)
    except ValueError as error:
        raise EnvelopeNotTrusted(reason="root") from error
    for root in told_roots:  # the oldest first: each may lead to the next
        if any(_leads(link, root, before) for link in links for before in known):
            known.add(root)
    if not known.issuperset(told_roots):
        raise EnvelopeNotTrusted(reason="root")
    return told


def _roots(text: str) -> list[x509.Certificate]:
    return x509.load_pem_x509_certificates(text.encode())


def _links(text: str) -> list[x509.Certificate]:
    return [x509.load_der_x509_certificate(base64.b64decode(found)) for found in _LINK.findall(text)]


def _leads(link: x509.Certificate, root: x509.Certificate, before: x509.Certificate) -> bool:
    """Whether ``before`` signed that the key and name of ``root`` follow it."""
    try:
        link.verify_directly_issued_by(before)
        root.verify_directly_issued_by(root)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return link.subject == root.subject and _key(link) == _key(root)


def _key(certificate: x509.Certificate) -> bytes:
    return certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
