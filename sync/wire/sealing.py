"""What travels sealed between device and central, for one purpose and one log."""

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from branch_app import hpke
from branch_app.domain.errors import BadInput, EnvelopeNotTrusted


def purpose(what: str, device: str, epoch: int) -> bytes:
    """HPKE ``info``: what is sealed and for which log, so that one thing cannot stand in another's place."""
    return f"madoguchi.v1/{what}/{device}/{epoch}".encode()


def seal(plain: bytes, receiver: bytes, info: bytes) -> bytes:
    """Seal to a raw X25519 public key.

    Raises:
        BadInput: no such key.
    """
    try:
        return hpke.seal(plain, receiver, info)
    except ValueError as error:
        raise BadInput(at="receiver") from error


def unseal(sealed: bytes, receiver: X25519PrivateKey, info: bytes) -> bytes:
    """Open what was sealed to us for that purpose.

    Raises:
        EnvelopeNotTrusted: altered, for another receiver or for another purpose.
    """
    plain = hpke.unseal(sealed, receiver, info)
    if plain is None:
        raise EnvelopeNotTrusted(reason="seal")
    return plain
