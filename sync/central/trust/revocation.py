"""失効: a person ends a device's log. It holds from the next contact on, and never ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from branch_app.domain.records.standing import Standing
from sync.central.database import exclusive
from sync.central.devices import newest_log
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog
from sync.central.trust.models import RevokedLog
from sync.central.trust.standing import standing_of


class WhyRevoked(Enum):
    """Why a person did."""

    LOST = "lost"
    STOLEN = "stolen"
    COMPROMISED = "compromised"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class KnownLog:
    """One log that head office knows: how it stands, and how many entries of it are witnessed."""

    office: str
    device: str
    epoch: int
    standing: Standing
    size: int


def revoke(central: HeadOffice, device: str, reason: WhyRevoked) -> None:
    """End the log which that device writes now; the first reason stays.

    Raises:
        BadInput: no such device.
    """
    with exclusive(central.database):
        log = newest_log(device)
        row = RevokedLog.insert(log=log, reason=reason.value, revoked_at=central.now())
        row.on_conflict_ignore().execute()


def known_logs() -> Sequence[KnownLog]:
    """Of every device and epoch."""
    logs = DeviceLog.select().order_by(DeviceLog.office, DeviceLog.device, DeviceLog.epoch)
    return [KnownLog(log.office, log.device, log.epoch, standing_of(log), log.size) for log in logs]
