"""Epochs of devices: one and the same is never given twice, of whatever backup head office was made meanwhile.

No epoch is greater than the minutes since 2026: nobody begins one a minute. A head office that was put back gives
only epochs above the minutes of that moment. So whatever it gives lies above everything that any of its databases
gave before, and papers, logs and certificates of two enrolments never share a name.

Where the clock stands before 2026 a day of long ago is played (`demo --world 2012`): nothing is put back there.
"""

from datetime import UTC, datetime, timedelta
from http import HTTPStatus

from peewee import fn

from branch_app.domain.errors import CentralRefused
from sync.central.database import exclusive, locked
from sync.central.head_office import HeadOffice
from sync.central.models import PROXY, DeviceLog, Sequence

_NAME = "epoch"
_ORIGIN = datetime(2026, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


def next_epoch(central: HeadOffice, device: str) -> int:
    """The epoch that this device begins, in the transaction of its enrolment.

    Raises:
        CentralRefused: 503, head office was put back less than a minute ago.
    """
    before = Sequence.get(Sequence.name == _NAME).value
    latest = DeviceLog.select(fn.MAX(DeviceLog.epoch)).where(DeviceLog.device == device).scalar()
    epoch = max(before, latest or 0) + 1
    now = central.clock()
    if now >= _ORIGIN and epoch > _minutes(now):
        raise CentralRefused(status=HTTPStatus.SERVICE_UNAVAILABLE, reason="put back")
    return int(epoch)


def put_back(now: datetime) -> int:
    """The database holds less than it once did; above which epoch everything lies that it gives from now on."""
    with exclusive(PROXY.obj):
        row = locked(Sequence.select().where(Sequence.name == _NAME)).get()
        above = max(int(row.value), _minutes(now))
        Sequence.update(value=above).where(Sequence.name == _NAME).execute()
    return above


def _minutes(moment: datetime) -> int:
    return (moment - _ORIGIN) // _MINUTE
