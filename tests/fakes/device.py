"""A device on the line, as a test needs it: keys of its own and ports of the smallest kind."""

import hashlib
import secrets

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from branch_app.domain.values.identifiers import RequestId
from sync.client.session import DeviceKeys
from sync.wire.envelope import Signer


class SystemRandom:
    """The operating system's randomness."""

    def token(self, length: int) -> bytes:
        """Unpredictable bytes."""
        return secrets.token_bytes(length)


def fresh_keys(seed: str | None = None) -> DeviceKeys:
    """New keys, the same for the same seed."""
    material = hashlib.sha256(seed.encode()).digest() if seed else secrets.token_bytes(32)
    log = Ed25519PrivateKey.from_private_bytes(material)
    paper = derive_private_key(int.from_bytes(material) % (1 << 255) + 1, SECP256R1()).public_key()
    point = paper.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return DeviceKeys(Signer(log.public_key().public_bytes_raw(), log.sign), X25519PrivateKey.generate(), point)


def fresh_request() -> RequestId:
    """New request id."""
    return RequestId(secrets.token_hex(16))


def ignore_progress(_what: str, _done: int, _of: int) -> None:
    """Nobody watches."""
