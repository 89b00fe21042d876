"""失効: a person ends a device's log. It holds from the next contact on, and never ends."""

from collections.abc import Sequence

from branch_app.domain.records.standing import WhyRevoked
from sync.central.database import exclusive
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog
from sync.central.trust.devices import newest_log
from sync.central.trust.models import RevokedLog
from sync.central.trust.standing import standing_of
from sync.wire.staff_messages import LogStanding


def revoke(central: HeadOffice, device: str, reason: WhyRevoked) -> None:
    """End the log which that device writes now; the first reason stays.

    Raises:
        BadInput: no such device.
    """
    with exclusive(central.database):
        end(central, newest_log(device), reason)


def end(central: HeadOffice, log: DeviceLog, reason: WhyRevoked) -> None:
    """That very log; the first reason stays."""
    with exclusive(central.database):
        row = RevokedLog.insert(log=log, reason=reason.value, revoked_at=central.now())
        row.on_conflict_ignore().execute()


def known_logs(office: str | None = None) -> Sequence[LogStanding]:
    """Of every device and epoch, or of one office's."""
    logs = DeviceLog.select().order_by(DeviceLog.office, DeviceLog.device, DeviceLog.epoch)
    if office is not None:
        logs = logs.where(DeviceLog.office == office)
    return [LogStanding(log.office, log.device, log.epoch, standing_of(log), log.size) for log in logs]
