"""Holds told by telephone come back from the devices: central turns each into a restriction, once."""

from collections.abc import Sequence
from dataclasses import dataclass

from branch_app.domain.records.hold import Hold, HoldReason, ToldHolds
from branch_app.domain.values.codec import decode
from branch_app.domain.values.identifiers import ResidentId
from sync.central.database import exclusive
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog, TelephoneHold
from sync.central.restrictions import restrict
from sync.central.trust.devices import heard
from sync.wire.envelope import Envelope
from sync.wire.messages import HoldsReceipt, HoldsReport
from sync.wire.sealing import purpose, unseal
from sync.wire.strict import parse


def take_holds(central: HeadOffice, envelope: Envelope) -> HoldsReceipt:
    """From which version of the list on each hold is a restriction; the same hold again gets the same answer.

    Raises:
        EnvelopeNotTrusted, BadInput: not a report of a known device.
    """
    request, log = heard(HoldsReport, envelope)
    plain = unseal(request.sealed, central.keys.seal, purpose("holds", log.device, log.epoch))
    told = decode(ToldHolds, parse(plain))
    with exclusive(central.database):
        return HoldsReceipt(request.request, {hold.id: _taken(central, log, hold) for hold in told.holds})


def _taken(central: HeadOffice, log: DeviceLog, hold: Hold) -> int:
    """A hold that came before blocks nobody anew: its person may have been released since."""
    kept = TelephoneHold.get_or_none((TelephoneHold.log == log) & (TelephoneHold.hold == hold.id))
    if kept is not None:
        return int(kept.version)
    version = restrict(central, hold.resident)
    TelephoneHold.create(
        log=log,
        hold=hold.id,
        resident=hold.resident,
        reason=hold.reason.value,
        told_at=int(hold.told_at.timestamp()),
        received_at=central.now(),
        version=version,
    )
    return version


@dataclass(frozen=True, slots=True)
class ToldHold:
    """What one device was told, for whoever decides at head office whether it stays."""

    device: str
    resident: ResidentId
    reason: HoldReason
    version: int


def told_holds() -> Sequence[ToldHold]:
    """All of them, in the order they became restrictions."""
    rows = TelephoneHold.select().order_by(TelephoneHold.version, TelephoneHold.received_at, TelephoneHold.hold)
    return [ToldHold(row.log.device, ResidentId(row.resident), HoldReason(row.reason), row.version) for row in rows]
