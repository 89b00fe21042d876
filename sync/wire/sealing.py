"""HPKE (RFC 9180, base mode): only the receiver can open, and only for the purpose it was sealed for."""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from branch_app.domain.errors import BadInput, EnvelopeNotTrusted

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def purpose(what: str, device: str, epoch: int) -> bytes:
    """HPKE ``info``: what is sealed and for which log, so that one thing cannot stand in another's place."""
    return f"madoguchi.v1/{what}/{device}/{epoch}".encode()


def seal(plain: bytes, receiver: bytes, info: bytes) -> bytes:
    """Seal to a raw X25519 public key.

    Raises:
        BadInput: no such key.
    """
    try:
        key = X25519PublicKey.from_public_bytes(receiver)
        return _SUITE.encrypt(plain, key, info)
    except ValueError as error:
        raise BadInput(at="receiver") from error


def unseal(sealed: bytes, receiver: X25519PrivateKey, info: bytes) -> bytes:
    """Open what was sealed to us for that purpose.

    Raises:
        EnvelopeNotTrusted: altered, for another receiver or for another purpose.
    """
    try:
        return _SUITE.decrypt(sealed, receiver, info)
    except (InvalidTag, ValueError) as error:
        raise EnvelopeNotTrusted(reason="seal") from error
