"""DSSE: one signature around one typed payload, for everything between device and central.

signed = sign(b"...", "application/vnd.madoguchi.push.v1+json", signer)
verify(Envelope.from_bytes(signed.to_bytes()), signer.public_key)

Source: secure-systems-lab/dsse, ``protocol.md`` and ``envelope.md``, version 1.0.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from branch_app import ed25519
from branch_app.domain.errors import BadInput, EnvelopeNotTrusted
from branch_app.domain.values.codec import decode, encode
from sync.wire.strict import MAX_JSON_BYTES, dump, parse

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: raw Ed25519 public key (32 bytes) and the act of signing; the private key stays with its owner."""

    public_key: bytes
    sign: Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of an envelope, named as in DSSE; ``keyid`` is what ``key_id`` gives.

    Raises:
        ValueError: no such name of a key.
    """

    keyid: str
    sig: bytes

    def __post_init__(self) -> None:
        if not is_digest(self.keyid):
            raise ValueError("keyid")


@dataclass(frozen=True, slots=True)
class _Wire:
    payload: bytes
    payloadType: str  # noqa: N815 - DSSE names the member so
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Envelope:
    """A payload, its media type and one signature."""

    payload_type: str
    payload: bytes
    signature: Signature

    def to_bytes(self) -> bytes:
        """Canonical JSON of the DSSE envelope."""
        return dump(encode(_Wire(self.payload, self.payload_type, (self.signature,))))

    @classmethod
    def from_bytes(cls, data: bytes, limit: int = MAX_JSON_BYTES) -> "Envelope":
        """Parse without believing anything yet; ``limit`` is bytes of the payload.

        Raises:
            BadInput: not an envelope with exactly one signature, or too large.
        """
        wire = decode(_Wire, parse(data, 2 * limit))  # the payload is base64 inside
        if len(wire.signatures) != 1:
            raise BadInput(at="signatures")
        return cls(wire.payloadType, wire.payload, wire.signatures[0])


def key_id(public_key: bytes) -> str:
    """Name of a raw public key: hex SHA-256."""
    return hashlib.sha256(public_key).hexdigest()


def is_digest(text: str) -> bool:
    """Whether it is a hex SHA-256."""
    return _DIGEST.fullmatch(text) is not None


def sign(payload: bytes, payload_type: str, signer: Signer) -> Envelope:
    """Envelope around ``payload``."""
    signature = signer.sign(_pre_authentication(payload_type, payload))
    return Envelope(payload_type, payload, Signature(key_id(signer.public_key), signature))


def verify(envelope: Envelope, public_key: bytes) -> None:
    """Raise EnvelopeNotTrusted unless ``public_key`` signed exactly this type and payload."""
    message = _pre_authentication(envelope.payload_type, envelope.payload)
    if not ed25519.verify(public_key, message, envelope.signature.sig):
        raise EnvelopeNotTrusted(reason="signature")
    if envelope.signature.keyid != key_id(public_key):
        raise EnvelopeNotTrusted(reason="key")


def _pre_authentication(payload_type: str, payload: bytes) -> bytes:
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)
