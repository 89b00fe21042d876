"""One person's certificate at two places: new copies beside those of other logs.

A case for each log that has one of a pair, and an alarm there.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from branch_app.domain.reconcile.casework import CaseScene, case_id, found
from branch_app.domain.reconcile.finding import Finding
from branch_app.domain.reconcile.twice import APART, IssuedCopy, issued_twice
from branch_app.domain.records.case import EntryPlace
from branch_app.domain.values.identifiers import IssueNumber
from sync.central.cases import store
from sync.central.cases.models import IssuedTag
from sync.central.cases.rows import tuples
from sync.central.head_office import HeadOffice
from sync.central.intake.rows import ISSUED_TAGS, put_down
from sync.central.models import DeviceLog
from sync.central.trust.alarms import AlarmKind, alarm

_APART = int(APART.total_seconds())
_BATCH = 500
_LONGEST = 64
"""No 発行番号 has more characters; what a device says instead goes to other offices, too."""


def lay_side_by_side(central: HeadOffice, log: DeviceLog, issued: Sequence[IssuedCopy]) -> int:
    """New copies of one log, in its order; how many cases changed. ``store.begin_changes`` came before."""
    if not issued:
        return 0
    _note(central, log, issued)
    shared = _shared(log, issued[0].place.seq)
    changed = 0
    for owner, finding in _twice(central, [copy for copy in issued if copy.tag in shared]):
        scene = CaseScene(owner.office, store.log_name(owner), central.clock().date(), central.clock())
        case = store.find(case_id(scene.log, finding))
        after = found(case, finding, scene)
        if after != case:
            changed += store.keep(central, owner, [after])
            alarm(central, owner, AlarmKind.ISSUED_TWICE)
    return changed


def _note(central: HeadOffice, log: DeviceLog, issued: Sequence[IssuedCopy]) -> None:
    """Those that were noted before stay as they are."""
    again = (IssuedTag.log == log) & (IssuedTag.seq >= issued[0].place.seq)
    known = {seq for (seq,) in tuples(IssuedTag.select(IssuedTag.seq).where(again))}
    rows = (
        (log.id, copy.place.seq, copy.tag, copy.number[:_LONGEST], int(copy.at.timestamp()))
        for copy in issued
        if copy.place.seq not in known
    )
    put_down(central.database, ISSUED_TAGS, rows)


def _shared(log: DeviceLog, first: int) -> frozenset[str]:
    """Tags of that log from there on that another log has near them in time; hardly ever one."""
    other = IssuedTag.alias()
    pair = (other.tag == IssuedTag.tag) & (other.log != IssuedTag.log)
    near = (other.at >= IssuedTag.at - _APART) & (other.at <= IssuedTag.at + _APART)
    query = IssuedTag.select(IssuedTag.tag).join(other, on=pair & near)
    return frozenset(tag for (tag,) in tuples(query.where((IssuedTag.log == log) & (IssuedTag.seq >= first))))


def _twice(central: HeadOffice, issued: Sequence[IssuedCopy]) -> Iterator[tuple[DeviceLog, Finding]]:
    """Each log that has one of a pair, and what is to be said of it."""
    if not issued:
        return
    near = _near(issued)
    logs = {log.id: log for log in DeviceLog.select().where(DeviceLog.id.in_({row[0] for row in near}))}
    names = {store.log_name(log): log for log in logs.values()}
    zone = central.clock().tzinfo
    copies = (
        IssuedCopy(
            EntryPlace(store.log_name(logs[log_id]), seq),
            IssueNumber(number),
            tag,
            datetime.fromtimestamp(moment, zone),
        )
        for log_id, seq, tag, number, moment in near
    )
    yield from ((names[name], finding) for name, finding in issued_twice(copies))


def _near(issued: Sequence[IssuedCopy]) -> list[tuple[int, int, str, str, int]]:
    """Rows of every copy with one of these tags, these themselves too, with companions of companions."""
    moments = [int(copy.at.timestamp()) for copy in issued]
    between = (IssuedTag.at >= min(moments) - 2 * _APART) & (IssuedTag.at <= max(moments) + 2 * _APART)
    fields = (IssuedTag.log, IssuedTag.seq, IssuedTag.tag, IssuedTag.number, IssuedTag.at)
    tags = sorted({copy.tag for copy in issued})
    return [
        row
        for at in range(0, len(tags), _BATCH)
        for row in tuples(IssuedTag.select(*fields).where(IssuedTag.tag.in_(tags[at : at + _BATCH]) & between))
    ]
