"""The device's own private keys. Only signatures and public keys leave this object, the transport key aside.

=========  =======  ==================================================================
log        Ed25519  checkpoints, and envelopes to central
transport  X25519   what central seals to this device
paper      P-256    the digital seal on the paper (BSI TR-03171), signed as RFC 6979
=========  =======  ==================================================================
"""

from collections.abc import Mapping
from enum import Enum

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    derive_private_key,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_P256_BYTES = 32


class Purpose(Enum):
    """What a key is for."""

    LOG = "log"
    TRANSPORT = "transport"
    PAPER = "paper"


class DeviceKeys:
    """Three keys of 32 raw bytes each."""

    def __init__(self, raw: Mapping[Purpose, bytes]) -> None:
        self._raw = dict(raw)

    @classmethod
    def generate(cls) -> "DeviceKeys":
        """Fresh keys."""
        paper = generate_private_key(SECP256R1()).private_numbers().private_value
        return cls(
            {
                Purpose.LOG: Ed25519PrivateKey.generate().private_bytes_raw(),
                Purpose.TRANSPORT: X25519PrivateKey.generate().private_bytes_raw(),
                Purpose.PAPER: paper.to_bytes(_P256_BYTES),
            }
        )

    def raw(self) -> dict[Purpose, bytes]:
        """For the encrypted file."""
        return dict(self._raw)

    def sign_log(self, message: bytes) -> bytes:
        """Ed25519: 64 bytes, the same for the same message (RFC 8032)."""
        return self._log().sign(message)

    def log_public_key(self) -> bytes:
        """32 bytes."""
        return self._log().public_key().public_bytes_raw()

    def transport(self) -> X25519PrivateKey:
        """To unseal what central sealed."""
        return X25519PrivateKey.from_private_bytes(self._raw[Purpose.TRANSPORT])

    def transport_public_key(self) -> bytes:
        """32 bytes."""
        return self.transport().public_key().public_bytes_raw()

    def sign_paper(self, message: bytes) -> bytes:
        """ECDSA P-256 with SHA-256, deterministic: r ‖ s, 64 bytes."""
        signature = self._paper().sign(message, ECDSA(SHA256(), deterministic_signing=True))
        return b"".join(number.to_bytes(_P256_BYTES) for number in decode_dss_signature(signature))

    def paper_public_key(self) -> EllipticCurvePublicKey:
        """For central's certificate of it."""
        return self._paper().public_key()

    def paper_public_point(self) -> bytes:
        """The same as an uncompressed point (SEC 1): 65 bytes."""
        return self.paper_public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def __repr__(self) -> str:
        return "DeviceKeys(hidden)"

    def _log(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self._raw[Purpose.LOG])

    def _paper(self) -> EllipticCurvePrivateKey:
        return derive_private_key(int.from_bytes(self._raw[Purpose.PAPER]), SECP256R1())
