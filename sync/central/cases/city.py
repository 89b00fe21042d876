"""The whole city compared: every log that has something new, and devices that nobody has heard of."""

from collections.abc import Callable
from datetime import datetime

from peewee import JOIN, fn

from branch_app.domain.reconcile.casework import CaseScene, case_id, found, vanished
from branch_app.domain.reconcile.finding import FindingCode
from branch_app.domain.reconcile.silence import Heard, silent
from branch_app.domain.records.case import CaseState
from sync.central.cases import store
from sync.central.cases.compare import compare_log
from sync.central.cases.models import CaseFile, ComparedLog
from sync.central.cases.rows import tuples
from sync.central.database import exclusive
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog
from sync.central.trust.models import RevokedLog


def compare_city(central: HeadOffice, ended: Callable[[], bool] = lambda: False) -> int:
    """Everything that is outstanding, log by log, each in a transaction of its own; how many cases changed.

    Several processes may do this at once: each log is one's at a time. ``ended`` is asked before each.
    """
    changed = 0
    for log_id in outstanding():
        if ended():
            return changed
        changed += compare_log(central, log_id)
    return changed + look_for_silent(central)


def outstanding() -> tuple[int, ...]:
    """Logs with entries that were not compared."""
    query = (
        DeviceLog.select(DeviceLog.id)
        .join(ComparedLog, JOIN.LEFT_OUTER, on=(ComparedLog.log == DeviceLog.id))
        .where(DeviceLog.size > fn.COALESCE(ComparedLog.size, 0))
        .order_by(DeviceLog.id)
    )
    return tuple(row[0] for row in tuples(query))


def look_for_silent(central: HeadOffice) -> int:
    """A case for each device that has said nothing for days; it closes by itself when the device speaks."""
    now = central.clock()
    with exclusive(central.database):
        store.begin_changes()
        logs = {store.log_name(log): log for log in _written_now()}
        known = _heard_at()
        heard = [
            Heard(name, log.size, datetime.fromtimestamp(known.get(log.id, log.enrolled_at), now.tzinfo))
            for name, log in logs.items()
        ]
        still = set()
        changed = 0
        for name, finding in silent(heard, now):
            log, identity = logs[name], case_id(name, finding)
            still.add(identity)
            case = store.find(identity)
            after = found(case, finding, CaseScene(log.office, name, now.date(), now))
            changed += store.keep(central, log, [after]) if after != case else 0
        is_open = (CaseFile.code == FindingCode.DEVICE_SILENT.value) & (CaseFile.state != CaseState.CLOSED.value)
        for case in list(store.cases_where(is_open)):
            if case.id not in still:
                owner = CaseFile.get_by_id(case.id).log
                changed += store.keep(central, owner, [vanished(case, now)])
    return changed


def note_contact(central: HeadOffice, log: DeviceLog) -> None:
    """The device spoke."""
    ComparedLog.insert(log=log, size=0, resume=0, layout="", state=b"", heard_at=central.now()).on_conflict(
        conflict_target=[ComparedLog.log], update={"heard_at": central.now()}
    ).execute()


def _written_now() -> list[DeviceLog]:
    """The newest log of each device, unless somebody ended it."""
    newest: dict[str, DeviceLog] = {}
    ended = {log for (log,) in tuples(RevokedLog.select(RevokedLog.log))}
    for log in DeviceLog.select().order_by(DeviceLog.epoch):
        newest[log.device] = log
    return [log for log in newest.values() if log.id not in ended and not log.quarantined]


def _heard_at() -> dict[int, int]:
    """Logs and when their devices were last heard of; those that were never compared are not there."""
    return dict(tuples(ComparedLog.select(ComparedLog.log, ComparedLog.heard_at)))
