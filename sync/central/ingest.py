"""A push: all leaves stored, root recomputed and cosigned in one transaction, or nothing of it.

Idempotent by (device, epoch, seq): what is already there is compared by leaf hash. Different content in the same
place is a fork (a restored backup, a cloned disk); it is kept as evidence and the log waits for a new epoch.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from peewee import chunked

from branch_app.domain.errors import BadInput, CentralConflict, EntryNotUnderstood
from branch_app.domain.log.entry import Entry
from branch_app.domain.log.merkle import Frontier, leaf_hashes
from sync.central.database import exclusive, locked
from sync.central.devices import heard
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog, Evidence, Leaf, StoredOpening
from sync.central.witness import SignedCheckpoint, cosigned, signed_checkpoint
from sync.wire.entries import PlacedOpening, unpack_leaves, unseal_openings
from sync.wire.envelope import Envelope
from sync.wire.messages import Push, PushReceipt
from sync.wire.parcel import Parcel
from sync.wire.sealing import purpose

_BATCH = 500


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


def ingest(central: HeadOffice, data: bytes) -> PushReceipt:
    """Take in a parcel and give the receipt; the same parcel again gets the same receipt.

    Raises:
        CentralConflict: a gap, or another history; ``size`` is what we hold.
        CentralRefused: 422, checkpoint or root do not hold.
        EnvelopeNotTrusted, BadInput: not a push of a known device.
    """
    parcel = Parcel.from_bytes(data)
    push, log = heard(Push, Envelope.from_bytes(parcel.envelope))
    delivery = _unpacked(central, push, log, parcel)
    with exclusive(central.database):
        log = locked(DeviceLog.select().where(DeviceLog.id == log.id)).get()
        forked = log.quarantined or _is_fork(log, delivery)
        if forked:
            _quarantine(central, log, data)
        else:
            checkpoint = _grow(central, log, delivery)
    if forked:
        raise CentralConflict(size=log.size, reason="fork")
    return PushReceipt(push.request, log.size, checkpoint)


def _unpacked(central: HeadOffice, push: Push, log: DeviceLog, parcel: Parcel) -> Delivery:
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


def _is_fork(log: DeviceLog, delivery: Delivery) -> bool:
    overlap = (Leaf.log == log) & (Leaf.seq >= delivery.start) & (Leaf.seq < delivery.stop)
    held = Leaf.select(Leaf.seq, Leaf.hash).where(overlap)
    return any(bytes(leaf.hash) != delivery.hashes[leaf.seq - delivery.start] for leaf in held)


def _quarantine(central: HeadOffice, log: DeviceLog, data: bytes) -> None:
    DeviceLog.update(quarantined=True).where(DeviceLog.id == log.id).execute()
    digest = hashlib.sha256(data).hexdigest()
    row = Evidence.insert(log=log, digest=digest, reason="fork", received_at=central.now(), parcel=data)
    row.on_conflict_ignore().execute()


def _grow(central: HeadOffice, log: DeviceLog, delivery: Delivery) -> str:
    """Store what is new, cosign, and give the newest receipt."""
    if delivery.start > log.size:
        raise CentralConflict(size=log.size, reason="gap")
    _store_openings(central, log, delivery.openings)
    if log.checkpoint is not None and delivery.stop < log.size:
        return log.checkpoint
    new = log.size - delivery.start
    _store_leaves(log, delivery.leaves[new:], delivery.hashes[new:])
    frontier = Frontier.unpacked(log.size, bytes(log.frontier)).extend(delivery.hashes[new:])
    receipt = cosigned(central, delivery.signed, frontier)
    if log.checkpoint is not None and frontier.size == log.size:
        return log.checkpoint
    log.checkpoint, log.size, log.frontier = receipt, frontier.size, frontier.packed()
    log.save()
    return receipt


def _store_leaves(log: DeviceLog, leaves: Sequence[bytes], hashes: Sequence[bytes]) -> None:
    rows = (
        (log, log.size + offset, leaf_hash, leaf, _kind(leaf, log.size + offset))
        for offset, (leaf, leaf_hash) in enumerate(zip(leaves, hashes, strict=True))
    )
    for batch in chunked(rows, _BATCH):
        Leaf.insert_many(batch, fields=(Leaf.log, Leaf.seq, Leaf.hash, Leaf.data, Leaf.kind)).execute()


def _kind(leaf: bytes, seq: int) -> str | None:
    try:
        entry = Entry.from_bytes(leaf)
    except EntryNotUnderstood:
        return None
    return entry.event.kind if entry.seq == seq else None


def _store_openings(central: HeadOffice, log: DeviceLog, openings: Iterable[PlacedOpening]) -> None:
    received = central.clock().date()
    rows = []
    for placed in openings:
        opening = placed.opening
        shelf = central.vault.shelf(opening, received)
        sealed = central.vault.lock(opening, shelf)
        rows.append((log, placed.seq, opening.commitment, opening.name, shelf, sealed))
    fields = (
        StoredOpening.log,
        StoredOpening.seq,
        StoredOpening.commitment,
        StoredOpening.name,
        StoredOpening.shelf,
        StoredOpening.sealed,
    )
    for batch in chunked(rows, _BATCH):
        StoredOpening.insert_many(batch, fields=fields).on_conflict_ignore().execute()
