"""Ed25519 as the callables that the log's notes ask for; both ends of the line and the auditor use these."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from branch_app.domain.log.note import Sign


def signer(private: bytes) -> Sign:
    """Signs with a private key of 32 bytes; the same message gives the same 64 bytes (RFC 8032)."""
    return Ed25519PrivateKey.from_private_bytes(private).sign


def public_key(private: bytes) -> bytes:
    """The 32 bytes that go into a verifier key."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature is good; bytes that are no key have signed nothing."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
