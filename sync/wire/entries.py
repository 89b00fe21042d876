"""The attachments of a push: entry bytes, and the openings sealed to central.

Entries travel as a C2SP tlog-tiles entry bundle (each after its length as two bytes, big-endian), compressed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from branch_app.domain.errors import BadInput
from branch_app.domain.log.commitment import Opening
from branch_app.domain.log.entry import MAX_ENTRY_BYTES
from sync.wire.compression import compress, expand
from sync.wire.sealing import seal, unseal

MAX_LEAVES = 2_000
"""Entries of one push."""
_MAX_BYTES = 24 << 20
_LENGTH_BYTES = 2
_MAX_NAME = 64
_COMMITMENT = re.compile(r"[0-9a-f]{32,64}")


@dataclass(frozen=True, slots=True)
class PlacedOpening:
    """An opening with the leaf index of its entry.

    Raises:
        ValueError: a commitment that no entry can hold, or an absurd name.
    """

    seq: int
    opening: Opening

    def __post_init__(self) -> None:
        name = self.opening.name
        if not _COMMITMENT.fullmatch(self.opening.commitment) or not name.isprintable() or len(name) > _MAX_NAME:
            raise ValueError("opening")


_ENCODER = msgspec.json.Encoder(order="sorted")
_DECODER = msgspec.json.Decoder(PlacedOpening)
"""One writing each, the canonical one: what is read must be what would be written."""


def pack_leaves(leaves: Sequence[bytes]) -> bytes:
    """Compressed entry bundle.

    Raises:
        BadInput: an entry larger than an entry may be.
    """
    if any(len(leaf) > MAX_ENTRY_BYTES for leaf in leaves):
        raise BadInput(at="entry size")
    return compress(b"".join(len(leaf).to_bytes(_LENGTH_BYTES, "big") + leaf for leaf in leaves))


def unpack_leaves(data: bytes) -> tuple[bytes, ...]:
    """The entries of a compressed bundle.

    Raises:
        BadInput: not a bundle, cut off, or too large.
    """
    bundle = expand(data, _MAX_BYTES)
    leaves: list[bytes] = []
    at = 0
    while at < len(bundle) and len(leaves) < MAX_LEAVES:
        start = at + _LENGTH_BYTES
        at = start + int.from_bytes(bundle[at:start], "big")
        leaves.append(bundle[start:at])
    if at != len(bundle):
        raise BadInput(at="bundle")
    return tuple(leaves)


def seal_openings(openings: Sequence[PlacedOpening], central: bytes, info: bytes) -> bytes:
    """One JSON line per opening, compressed, sealed to central's raw X25519 key."""
    lines = b"\n".join(map(_ENCODER.encode, openings))
    return seal(compress(lines), central, info)


def unseal_openings(sealed: bytes, central: X25519PrivateKey, info: bytes) -> tuple[PlacedOpening, ...]:
    """What ``seal_openings`` was given.

    Raises:
        EnvelopeNotTrusted: not sealed to us for that log.
        BadInput: not openings, or too large.
    """
    plain = expand(unseal(sealed, central, info), _MAX_BYTES)
    try:
        openings = tuple(map(_DECODER.decode, plain.splitlines()))
        written = b"\n".join(map(_ENCODER.encode, openings))
    except (ValueError, RecursionError, msgspec.MsgspecError) as error:
        raise BadInput(at="openings") from error
    if written != plain:
        raise BadInput(at="openings")
    return openings
