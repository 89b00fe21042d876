"""A push unpacked: signed by a device we know, whole, and nothing of it stored yet."""

import hashlib
from dataclasses import dataclass

from branch_app.domain.errors import BadInput
from branch_app.domain.log.merkle import leaf_hashes
from sync.central.head_office import HeadOffice
from sync.central.intake.witness import SignedCheckpoint, signed_checkpoint
from sync.central.models import DeviceLog
from sync.wire.entries import PlacedOpening, unpack_leaves, unseal_openings
from sync.wire.messages import Push
from sync.wire.parcel import Parcel
from sync.wire.sealing import purpose


@dataclass(frozen=True, slots=True)
class Delivery:
    """A push unpacked and believed: entries from ``start`` on with their leaf hashes."""

    start: int
    leaves: tuple[bytes, ...]
    hashes: tuple[bytes, ...]
    openings: tuple[PlacedOpening, ...]
    signed: SignedCheckpoint

    @property
    def stop(self) -> int:
        """Size of the log after it."""
        return self.start + len(self.leaves)


def unpacked(central: HeadOffice, push: Push, log: DeviceLog, parcel: Parcel) -> Delivery:
    """What the message names by hash, opened and counted.

    Raises:
        BadInput: attachments, counts or openings that are not as the message says.
        CentralRefused: 422, no checkpoint of that log.
        EnvelopeNotTrusted: openings that were not sealed to us for that log.
    """
    digests = tuple(hashlib.sha256(part).hexdigest() for part in parcel.attachments)
    if digests != (push.leaves, push.openings):
        raise BadInput(at="attachments")
    packed, sealed = parcel.attachments
    leaves = unpack_leaves(packed)
    openings = unseal_openings(sealed, central.keys.seal, purpose("openings", log.device, log.epoch))
    signed = signed_checkpoint(push.checkpoint, log)
    stop = push.start + len(leaves)
    if push.start < 0 or len(leaves) != push.count or signed.checkpoint.size != stop:
        raise BadInput(at="count")
    if not all(push.start <= placed.seq < stop for placed in openings):
        raise BadInput(at="openings")
    return Delivery(push.start, leaves, tuple(leaf_hashes(leaves)), openings, signed)
