"""Alarms: what somebody at head office must look at, said in the program's log at once and kept until they did."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum

from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog
from sync.central.trust.models import Alarm

_LOG = logging.getLogger("madoguchi.central")


class AlarmKind(Enum):
    """What was found."""

    FORK = "fork"
    """Two histories under one key."""
    ENDED_LOG = "ended_log"
    """A revoked or forked device handed in its log."""
    NOT_UNDERSTOOD = "not_understood"
    """Entries that this build of head office cannot interpret."""
    EPOCH_ENDS = "epoch_ends"
    """An epoch is six years old in three months: a person has to enrol the device anew."""
    ISSUED_TWICE = "issued_twice"
    """One person's certificate came out at two places within minutes: perhaps a stranger's, or a copied device."""


@dataclass(frozen=True, slots=True)
class Raised:
    """One alarm: whose, what, when (UTC), and whether somebody has seen it."""

    device: str
    epoch: int
    kind: AlarmKind
    at: datetime
    seen: bool


def alarm(central: HeadOffice, log: DeviceLog, kind: AlarmKind) -> None:
    """Raise it, in the transaction of what it is about; one that rings already says nothing new."""
    same = (Alarm.log == log) & (Alarm.what == kind.value)
    if Alarm.select().where(same & Alarm.seen_at.is_null()).exists():
        return
    row = Alarm.insert(log=log, what=kind.value, raised_at=central.now(), seen_at=None)
    row.on_conflict(conflict_target=[Alarm.log, Alarm.what], preserve=[Alarm.raised_at, Alarm.seen_at]).execute()
    _LOG.error("alarm %s %s/%d", kind.value, log.device, log.epoch)


def alarms() -> Sequence[Raised]:
    """All of them, those that nobody saw first."""
    rows = Alarm.select(Alarm, DeviceLog).join(DeviceLog).order_by(Alarm.seen_at.is_null().desc(), Alarm.raised_at)
    return [
        Raised(
            row.log.device,
            row.log.epoch,
            AlarmKind(row.what),
            datetime.fromtimestamp(row.raised_at, UTC),
            row.seen_at is not None,
        )
        for row in rows
    ]


def saw(central: HeadOffice, device: str) -> int:
    """Somebody looked at every alarm of that device; how many were new to them."""
    logs = DeviceLog.select(DeviceLog.id).where(DeviceLog.device == device)
    unseen = Alarm.log.in_(logs) & Alarm.seen_at.is_null()
    return int(Alarm.update(seen_at=central.now()).where(unseen).execute())
