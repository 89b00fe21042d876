"""HPKE (RFC 9180, base mode): only the receiver can open, and only for the purpose it was sealed for.

Both ends of the line seal with it, and papers to the place where they are checked.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)

OVERHEAD = 48
"""Bytes that what is sealed is longer than what was to be sealed."""


def seal(plain: bytes, receiver: bytes, info: bytes) -> bytes:
    """Seal to a raw X25519 public key for the purpose ``info`` names.

    Raises:
        ValueError: no such key.
    """
    return _SUITE.encrypt(plain, X25519PublicKey.from_public_bytes(receiver), info)


def unseal(sealed: bytes, receiver: X25519PrivateKey, info: bytes) -> bytes | None:
    """What was sealed to us for that purpose; None when it was altered, or sealed to another or for another."""
    try:
        return _SUITE.decrypt(sealed, receiver, info)
    except (InvalidTag, ValueError):
        return None
