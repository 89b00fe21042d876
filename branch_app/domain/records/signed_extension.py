"""What head office signed beforehand for a disaster, as it was sent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignedExtension:
    """Canonical JSON of an ``Extension`` and head office's Ed25519 signature of 64 bytes."""

    body: bytes
    signature: bytes
