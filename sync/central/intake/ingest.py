"""A push: all leaves stored, root recomputed and cosigned in one transaction, or nothing of it.

Idempotent by (device, epoch, seq): what is already there is compared by leaf hash. Different content in the same
place is a fork (a restored backup, a cloned disk); it is kept as evidence and the log waits for a new epoch.
"""

from collections.abc import Iterator, Sequence

from peewee import chunked

from branch_app.domain.errors import CentralConflict, CentralRefused
from branch_app.domain.log.merkle import Frontier
from branch_app.domain.records.standing import Standing
from sync.central.database import exclusive, locked
from sync.central.head_office import HeadOffice
from sync.central.intake.delivery import Delivery, unpacked
from sync.central.intake.kinds import kind_of
from sync.central.intake.rows import LEAVES, OPENINGS, put_down
from sync.central.intake.witness import cosigned
from sync.central.models import DeviceLog, Leaf, StoredOpening
from sync.central.trust.alarms import AlarmKind, alarm
from sync.central.trust.aside import keep_aside
from sync.central.trust.devices import signed_by
from sync.central.trust.standing import standing_of
from sync.wire.entries import PlacedOpening
from sync.wire.envelope import Envelope
from sync.wire.messages import Push, PushReceipt
from sync.wire.parcel import Parcel

_BATCH = 500
_OPENING_FIELDS = (
    StoredOpening.log,
    StoredOpening.seq,
    StoredOpening.commitment,
    StoredOpening.name,
    StoredOpening.shelf,
    StoredOpening.sealed,
)


def ingest(central: HeadOffice, data: bytes) -> PushReceipt:
    """Take in a parcel and give the receipt; the same parcel again gets the same receipt.

    Raises:
        CentralConflict: a gap, or another history; ``size`` is what we hold.
        CentralRefused: 422, checkpoint or root do not hold; 403, the log was revoked and may be kept aside only.
        EnvelopeNotTrusted, BadInput: not a push of a known device.
    """
    parcel = Parcel.from_bytes(data)
    push, log = signed_by(Push, Envelope.from_bytes(parcel.envelope))
    delivery = unpacked(central, push, log, parcel)
    with exclusive(central.database):
        log = locked(DeviceLog.select().where(DeviceLog.id == log.id)).get()
        if standing_of(log) is Standing.REVOKED:
            raise CentralRefused(status=403, reason=Standing.REVOKED.value)
        forked = log.quarantined or _is_fork(log, delivery)
        if forked:
            _quarantine(central, log, parcel, delivery)
        else:
            checkpoint = _grow(central, log, delivery)
    if forked:
        raise CentralConflict(size=log.size, reason="fork")
    return PushReceipt(push.request, log.size, checkpoint)


def _is_fork(log: DeviceLog, delivery: Delivery) -> bool:
    overlap = (Leaf.log == log) & (Leaf.seq >= delivery.start) & (Leaf.seq < delivery.stop)
    held = Leaf.select(Leaf.seq, Leaf.hash).where(overlap)
    return any(bytes(leaf.hash) != delivery.hashes[leaf.seq - delivery.start] for leaf in held)


def _quarantine(central: HeadOffice, log: DeviceLog, parcel: Parcel, delivery: Delivery) -> None:
    DeviceLog.update(quarantined=True).where(DeviceLog.id == log.id).execute()
    keep_aside(central, log, parcel, delivery, Standing.FORKED)
    alarm(central, log, AlarmKind.FORK)


def _grow(central: HeadOffice, log: DeviceLog, delivery: Delivery) -> str:
    """Store what is new, cosign, and give the newest receipt."""
    if delivery.start > log.size:
        raise CentralConflict(size=log.size, reason="gap")
    _store_openings(central, log, delivery.openings)
    if log.checkpoint is not None and delivery.stop < log.size:
        return log.checkpoint
    new = log.size - delivery.start
    frontier = _store_leaves(central, log, delivery.leaves[new:], delivery.hashes[new:])
    receipt = cosigned(central, delivery.signed, frontier)
    if log.checkpoint is not None and frontier.size == log.size:
        return log.checkpoint
    log.checkpoint, log.size, log.frontier = receipt, frontier.size, frontier.packed()
    log.save()
    return receipt


def _store_leaves(
    central: HeadOffice, log: DeviceLog, leaves: Sequence[bytes], hashes: Sequence[bytes]
) -> Frontier:
    """The tree with them. They are read, and it is grown, while the database takes in those before."""
    kinds: list[str | None] = []
    frontier = Frontier.unpacked(log.size, bytes(log.frontier))

    def rows() -> Iterator[Sequence[object]]:
        nonlocal frontier
        for seq, (leaf, leaf_hash) in enumerate(zip(leaves, hashes, strict=True), start=log.size):
            kinds.append(kind_of(leaf, seq))
            yield log.id, seq, leaf_hash, leaf, kinds[-1]
        frontier = frontier.extend(hashes)

    put_down(central.database, LEAVES, rows())
    if None in kinds:
        alarm(central, log, AlarmKind.NOT_UNDERSTOOD)
    return frontier


def _store_openings(central: HeadOffice, log: DeviceLog, openings: Sequence[PlacedOpening]) -> None:
    """Those of entries we hold already may be here, and stay as they are."""
    distinct = {
        (placed.seq, placed.opening.commitment, placed.opening.name): placed for placed in openings
    }.values()
    put_down(
        central.database,
        OPENINGS,
        _locked_up(central, log, [placed for placed in distinct if placed.seq >= log.size]),
    )
    again = _locked_up(central, log, [placed for placed in distinct if placed.seq < log.size])
    for batch in chunked(again, _BATCH):
        StoredOpening.insert_many(batch, fields=_OPENING_FIELDS).on_conflict_ignore().execute()


def _locked_up(
    central: HeadOffice, log: DeviceLog, openings: Sequence[PlacedOpening]
) -> Iterator[Sequence[object]]:
    shelves = central.vault.locked((placed.opening for placed in openings), central.clock().date())
    for placed, (shelf, sealed) in zip(openings, shelves, strict=True):
        yield log.id, placed.seq, placed.opening.commitment, placed.opening.name, shelf, sealed
