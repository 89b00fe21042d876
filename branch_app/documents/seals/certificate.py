"""The certificate of a device's paper key, as whoever checks a paper reads it."""

import warnings
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.oid import NameOID

from branch_app.domain.errors import BadInput
from branch_app.domain.records.paper_trust import PAPER_SIGNER

_HALF = 32
_UNREADABLE = (
    ValueError,
    IndexError,
    TypeError,
    UnsupportedAlgorithm,
    CryptographyDeprecationWarning,
    x509.InvalidVersion,
    x509.DuplicateExtension,
)


@dataclass(frozen=True, slots=True)
class PaperCertificate:
    """``serial`` as seals name it; device and epoch; the days on which it may sign."""

    serial: str
    device: str
    epoch: int
    since: date
    until: date
    key: EllipticCurvePublicKey
    whole: x509.Certificate

    @classmethod
    def read(cls, der: bytes) -> "PaperCertificate":
        """From DER.

        Raises:
            BadInput: no certificate, or not of a paper key.
        """
        return _read(der)

    def holds_on(self, day: date) -> bool:
        """Whether a paper may be signed with it that day."""
        return self.since <= day <= self.until

    def is_issued_by(self, root: x509.Certificate) -> bool:
        """Whether that CA signed it. The CA is pinned, so its own dates are not asked."""
        try:
            self.whole.verify_directly_issued_by(root)
        except (ValueError, TypeError, InvalidSignature):
            return False
        return True

    def signed(self, message: bytes, signature: bytes) -> bool:
        """Whether its key made r ‖ s over that message."""
        if len(signature) != 2 * _HALF:
            return False
        r, s = int.from_bytes(signature[:_HALF]), int.from_bytes(signature[_HALF:])
        try:
            self.key.verify(encode_dss_signature(r, s), message, ECDSA(SHA256()))
        except (InvalidSignature, ValueError):
            return False
        return True


@lru_cache(maxsize=64)
def _read(der: bytes) -> PaperCertificate:
    """What the library would only warn of, such as a negative serial number, is no certificate of ours either."""
    with warnings.catch_warnings(action="error", category=CryptographyDeprecationWarning):
        return _parsed(der)


def _parsed(der: bytes) -> PaperCertificate:
    try:
        whole = x509.load_der_x509_certificate(der)
        serial = f"{whole.serial_number:X}"
        key = whole.public_key()
        country, signer, log = (
            str(whole.subject.get_attributes_for_oid(oid)[0].value)
            for oid in (NameOID.COUNTRY_NAME, NameOID.COMMON_NAME, NameOID.SERIAL_NUMBER)
        )
        device, _, epoch = log.rpartition("/")
        since, until = whole.not_valid_before_utc.date(), whole.not_valid_after_utc.date()
        number = int(epoch)
    except _UNREADABLE as error:
        raise BadInput(at="certificate") from error
    if not isinstance(key, EllipticCurvePublicKey) or not isinstance(key.curve, SECP256R1):
        raise BadInput(at="certificate")
    if country + signer != PAPER_SIGNER:
        raise BadInput(at="certificate")
    return PaperCertificate(serial, device, number, since, until, key, whole)
