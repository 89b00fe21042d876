"""Whether a card's certificate leads to a pinned root, and whether its key signed.

Offline this proves possession of the key, the chain and the dates; never that the certificate was not revoked.
利用者証明用 certificates stand directly below their CA, so a chain is one step. Three generations of that CA share
one name: the issuer is whichever pinned key verifies the signature.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from branch_app.domain.errors import CardExpired, CardNotTrusted


@dataclass(frozen=True, slots=True)
class Algorithm:
    """How certificates of one card generation are signed and how their keys sign a challenge.

    ``digest_info`` is the DER that precedes the digest in what the card is given to sign (RFC 8017, 9.2).
    """

    certificate_oid: str
    key_bits: int
    digest: hashes.SHA256 | hashes.SHA384
    digest_info: bytes


ALGORITHMS = (
    Algorithm(
        certificate_oid="1.2.840.113549.1.1.11",
        key_bits=2048,
        digest=hashes.SHA256(),
        digest_info=bytes.fromhex("3031300d060960864801650304020105000420"),
    ),
)
"""Accepted algorithms. RSA-1024 with SHA-1 of the 住基カード is left out on purpose."""


@dataclass(frozen=True, slots=True)
class Roots:
    """Pinned CA certificates of every generation."""

    certificates: tuple[x509.Certificate, ...]

    @classmethod
    def from_pem(cls, pem: bytes) -> "Roots":
        """From a bundle.

        Raises:
            ValueError: not PEM, or empty.
        """
        return cls(tuple(x509.load_pem_x509_certificates(pem)))

    def to_pem(self) -> bytes:
        """As a bundle."""
        return b"".join(root.public_bytes(Encoding.PEM) for root in self.certificates)


@dataclass(frozen=True, slots=True)
class CardKey:
    """Certificate and public key that a card showed when its session began."""

    certificate: x509.Certificate
    public_key: rsa.RSAPublicKey
    algorithm: Algorithm

    @classmethod
    def from_der(cls, der: bytes) -> "CardKey":
        """Parsed, not yet trusted.

        Raises:
            CardNotTrusted: unreadable, or of an algorithm that is not accepted.
        """
        try:
            certificate = x509.load_der_x509_certificate(der)
            key = certificate.public_key()
        except ValueError as error:
            raise CardNotTrusted(reason="unreadable") from error
        if not isinstance(key, rsa.RSAPublicKey):
            raise CardNotTrusted(reason="algorithm")
        return cls(certificate, key, _algorithm(certificate, key))

    @property
    def serial(self) -> str:
        """Certificate serial in lower-case hex."""
        return f"{self.certificate.serial_number:x}"

    def to_sign(self, challenge: bytes) -> bytes:
        """DigestInfo of the challenge, as the card signs it."""
        digest = hashes.Hash(self.algorithm.digest)
        digest.update(challenge)
        return self.algorithm.digest_info + digest.finalize()

    def signed(self, challenge: bytes, signature: bytes) -> bool:
        """Whether this very key signed the challenge."""
        try:
            self.public_key.verify(signature, challenge, padding.PKCS1v15(), self.algorithm.digest)
        except InvalidSignature:
            return False
        return True


def check_chain(key: CardKey, roots: Roots, at: datetime) -> str:
    """Key id of the issuing root: SHA-256 of its public key, hex.

    Raises:
        CardNotTrusted: no pinned root signed it, the root is past its date, or it may not sign challenges.
        CardExpired: the certificate is past its date or not yet valid.
    """
    certificate = key.certificate
    issuer = _issuer(certificate, roots.certificates)
    if not _may_sign(certificate):
        raise CardNotTrusted(reason="usage")
    if at < certificate.not_valid_before_utc:
        raise CardExpired(reason="not_yet_valid")
    # The day of expiry is the holder's birthday: it is not a fact that may stand in an error.
    if at > certificate.not_valid_after_utc:
        raise CardExpired(reason="expired")
    if not issuer.not_valid_before_utc <= at <= issuer.not_valid_after_utc:
        raise CardNotTrusted(reason="issuer_date")
    return _key_id(issuer)


def _algorithm(certificate: x509.Certificate, key: rsa.RSAPublicKey) -> Algorithm:
    oid = certificate.signature_algorithm_oid.dotted_string
    for algorithm in ALGORITHMS:
        if algorithm.certificate_oid == oid and algorithm.key_bits == key.key_size:
            return algorithm
    raise CardNotTrusted(reason="algorithm")


def _issuer(certificate: x509.Certificate, roots: Iterable[x509.Certificate]) -> x509.Certificate:
    for root in roots:
        try:
            certificate.verify_directly_issued_by(root)
        except (ValueError, TypeError, InvalidSignature):
            continue
        return root
    raise CardNotTrusted(reason="issuer")


def _may_sign(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.KeyUsage).value.digital_signature
    except x509.ExtensionNotFound:
        return False


def _key_id(certificate: x509.Certificate) -> str:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
    return digest.finalize().hex()
