"""隔離: what a device hands in whose log is revoked or forked is kept whole beside the log and never witnessed.

The envelope proves who signed it; its checkpoints are that device's own words about its history, so that two of one
size with two roots show a fork to anybody. Openings lie under the keys of their retention, as all others do.
"""

import hashlib
from collections.abc import Iterator

from branch_app.domain.errors import CentralRefused
from branch_app.domain.records.standing import Standing
from sync.central.database import exclusive, locked
from sync.central.head_office import HeadOffice
from sync.central.intake.delivery import Delivery, unpacked
from sync.central.models import DeviceLog, Evidence, StoredOpening
from sync.central.trust.alarms import AlarmKind, alarm
from sync.central.trust.devices import signed_by
from sync.central.trust.standing import standing_of
from sync.wire.entries import unpack_leaves
from sync.wire.envelope import Envelope
from sync.wire.messages import AsideReceipt, Push
from sync.wire.parcel import Parcel

_ENDED = frozenset((Standing.REVOKED, Standing.FORKED))


def take_aside(central: HeadOffice, data: bytes) -> AsideReceipt:
    """Take in a push of a log that was ended; the same entries again are kept once.

    Raises:
        CentralRefused: 409, the log was not ended and is to be pushed as any other; 422, as for a push.
        EnvelopeNotTrusted, BadInput: not a push of a device we know.
    """
    parcel = Parcel.from_bytes(data)
    push, log = signed_by(Push, Envelope.from_bytes(parcel.envelope))
    delivery = unpacked(central, push, log, parcel)
    with exclusive(central.database):
        log = locked(DeviceLog.select().where(DeviceLog.id == log.id)).get()
        standing = standing_of(log)
        if standing not in _ENDED:
            raise CentralRefused(status=409, reason=standing.value)
        if keep_aside(central, log, parcel, delivery, standing):
            alarm(central, log, AlarmKind.ENDED_LOG)
    return AsideReceipt(push.request, stop=delivery.stop, root=delivery.signed.checkpoint.root)


def keep_aside(central: HeadOffice, log: DeviceLog, parcel: Parcel, delivery: Delivery, standing: Standing) -> bool:
    """In the transaction at hand; False when the very same entries are here already."""
    packed = parcel.attachments[0]
    digest = hashlib.sha256(delivery.start.to_bytes(8) + b"".join(delivery.hashes)).hexdigest()
    if Evidence.select().where((Evidence.log == log) & (Evidence.digest == digest)).exists():
        return False
    Evidence.create(
        log=log,
        digest=digest,
        reason=standing.value,
        received_at=central.now(),
        parcel=Parcel(parcel.envelope, (packed,)).to_bytes(),
        start=delivery.start,
        stop=delivery.stop,
    )
    _keep_openings(central, log, delivery)
    return True


def leaves_aside(log: DeviceLog) -> Iterator[tuple[int, bytes]]:
    """Place and bytes of every entry that was kept aside, parcel by parcel as they came."""
    kept = (Evidence.log == log) & Evidence.start.is_null(is_null=False)
    for row in Evidence.select().where(kept).order_by(Evidence.received_at, Evidence.start):
        leaves = unpack_leaves(Parcel.from_bytes(bytes(row.parcel)).attachments[0])
        yield from enumerate(leaves, start=int(row.start or 0))


def _keep_openings(central: HeadOffice, log: DeviceLog, delivery: Delivery) -> None:
    received = central.clock().date()
    for placed in delivery.openings:
        opening = placed.opening
        shelf = central.vault.shelf(opening, received)
        StoredOpening.insert(
            log=log,
            seq=placed.seq,
            commitment=opening.commitment,
            name=opening.name,
            shelf=shelf,
            sealed=central.vault.lock(opening, shelf),
        ).on_conflict_ignore().execute()
