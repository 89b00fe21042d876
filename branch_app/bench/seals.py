"""Keys that last as long as the process, under a CA of their own: for papers of benches, which nobody trusts.

::

    seals = PassingSeals()
    PaperRenderer(RESOURCES, seals)
    trust = seals.trust(load_profiles(RESOURCES), load_dictionaries(RESOURCES))
"""

import secrets
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from branch_app import hpke
from branch_app.documents.seals.back import SALT_BYTES
from branch_app.documents.seals.content import Dictionaries
from branch_app.documents.seals.profile import Profiles
from branch_app.documents.seals.trust import Trust
from branch_app.domain.records.paper_trust import PAPER_SIGNER, VerificationSite
from branch_app.ports import PaperSigner

DEVICE, EPOCH = "suge-01", 1

_URI = "https://kakunin.example"
_DAYS = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
"""Papers of both worlds are drawn with it."""
_SERIAL = 0xA1B2C3D4E5F60718


class PassingSeals:
    """``PaperSeals`` with keys of its own; ``site_key`` opens what it seals."""

    def __init__(
        self,
        paper: EllipticCurvePrivateKey | None = None,
        authority: EllipticCurvePrivateKey | None = None,
        site_key: X25519PrivateKey | None = None,
    ) -> None:
        self._paper = paper or generate_private_key(SECP256R1())
        self._authority = authority or generate_private_key(SECP256R1())
        self.site_key = site_key or X25519PrivateKey.generate()
        self.root = self._root()
        self.certificate = self.certified(self._paper.public_key(), f"{DEVICE}/{EPOCH}", _SERIAL)

    def certified(self, key: EllipticCurvePublicKey, log: str, serial: int) -> bytes:
        """A certificate (DER) of that paper key from the CA."""
        country, signer = PAPER_SIGNER[:2], PAPER_SIGNER[2:]
        names = ((NameOID.COUNTRY_NAME, country), (NameOID.COMMON_NAME, signer), (NameOID.SERIAL_NUMBER, log))
        subject = x509.Name([x509.NameAttribute(oid, text) for oid, text in names])
        return self._issued(subject, key, serial).public_bytes(Encoding.DER)

    def trust(self, profiles: Profiles, dictionaries: Dictionaries) -> Trust:
        """By what these papers are checked."""
        return Trust(self.root, profiles, dictionaries, (self.certificate,))

    def signer(self) -> PaperSigner:
        """The one device."""
        site = VerificationSite(_URI, self.site_key.public_key().public_bytes_raw())
        return PaperSigner(DEVICE, EPOCH, self.certificate, site)

    def sign(self, message: bytes) -> bytes:
        """As a device does (RFC 6979)."""
        signature = self._paper.sign(message, ECDSA(SHA256(), deterministic_signing=True))
        return b"".join(number.to_bytes(32) for number in decode_dss_signature(signature))

    def seal_for_site(self, plain: bytes, info: bytes) -> bytes:
        """To our own key."""
        return hpke.seal(plain, self.site_key.public_key().public_bytes_raw(), info)

    def salt(self) -> bytes:
        """From the operating system."""
        return secrets.token_bytes(SALT_BYTES)

    def _root(self) -> bytes:
        return self._issued(_ROOT, self._authority.public_key(), 1).public_bytes(Encoding.PEM)

    def _issued(self, subject: x509.Name, key: EllipticCurvePublicKey, serial: int) -> x509.Certificate:
        since, until = _DAYS
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(_ROOT)
            .public_key(key)
            .serial_number(serial)
            .not_valid_before(since)
            .not_valid_after(until)
        )
        return builder.sign(self._authority, SHA256(), ecdsa_deterministic=True)


_ROOT = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Passing CA")])
