"""One log compared as far as it is here: continuously, and each closed day as a whole.

Looked at again is what lies behind the morning of the last day; whatever was found there and is found no more is
resolved. Cases of other logs change too: two papers lie side by side, and an answer may come by any counter of the
office.
"""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

from branch_app.domain.deciders.counter import Counter
from branch_app.domain.deciders.keeping import frozen, layout, thawed
from branch_app.domain.errors import TreeMismatch
from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry
from branch_app.domain.reconcile.builds import BuildsInUse, build_of, check_builds, day_of
from branch_app.domain.reconcile.casework import CaseScene, answered, case_id, found, vanished
from branch_app.domain.reconcile.clocks import check_clock, check_future
from branch_app.domain.reconcile.day import Compared, compare
from branch_app.domain.reconcile.finding import Finding, FindingCode
from branch_app.domain.reconcile.numbering import check_numbers
from branch_app.domain.records.case import Case, CaseId
from sync.central.cases import store
from sync.central.cases.entries import ReadLog, read_log
from sync.central.cases.models import BuildSeen, CaseFile, CaseReply, ComparedLog
from sync.central.cases.papers import look_at_papers
from sync.central.cases.side_by_side import lay_side_by_side
from sync.central.database import exclusive, unclaimed
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog
from sync.central.policies import policies

_LAYOUT = layout("")
"""Of states as this program keeps them; the same for every log."""
_STRETCH = 20_000
"""Entries of a look: two weeks of a busy counter, some 60 MB."""
_STAND = frozenset({FindingCode.CLOCK_FUTURE, FindingCode.ISSUED_TWICE, FindingCode.DEVICE_SILENT})
"""Not told by looking at the log again: only a person closes these, and the silent device by speaking."""


def compare_log(central: HeadOffice, log_id: int) -> int:
    """Compare what came since the last time; how many cases changed.

    Nothing came, or another process is at it: nothing is done.
    """
    _begin(log_id)
    with _uncollected(), exclusive(central.database):
        kept = unclaimed(ComparedLog.select().where(ComparedLog.log == log_id)).get_or_none()
        log = DeviceLog.get_by_id(log_id)  # after the lock: nobody's work is done twice
        if kept is None or (kept.size == log.size and kept.layout == _LAYOUT):
            return 0
        return _compare(central, log, kept)


def _begin(log_id: int) -> None:
    """The row to be locked, by itself: whoever inserts what an open transaction inserted waits for its end."""
    if not ComparedLog.select().where(ComparedLog.log == log_id).exists():
        log = DeviceLog.get_by_id(log_id)
        ComparedLog.insert(
            log=log, size=0, resume=0, layout="", state=b"", heard_at=log.enrolled_at
        ).on_conflict_ignore().execute()


@contextmanager
def _uncollected() -> Iterator[None]:
    """A fold makes no cycles and very many values: looking for cycles among them is two fifths of its time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _compare(central: HeadOffice, log: DeviceLog, kept: ComparedLog) -> int:
    """Stretch by stretch, so that a log of years is never in memory as a whole; each begins with a morning."""
    morning, came, length = _morning(kept), kept.size, _STRETCH
    changed = 0
    while True:
        stop = min(morning.size + length, log.size)
        count, resume = _look(central, log, morning, came, stop)
        changed += count
        if stop == log.size:
            break
        length = _STRETCH if resume.size > morning.size else 2 * length
        morning, came = resume, max(came, stop)
    if log.size > kept.size:
        kept.heard_at = central.now()
    kept.size, kept.resume, kept.layout = log.size, resume.size, _LAYOUT
    kept.state = frozen(resume)
    kept.save()
    return changed


def _look(central: HeadOffice, log: DeviceLog, morning: Counter, came: int, stop: int) -> tuple[int, Counter]:
    """At what lies between ``morning`` and ``stop``, new from ``came`` on: cases changed, and the last morning."""
    read = read_log(central, log, morning.size, stop)
    name = store.log_name(log)
    compared = compare(
        read.unbroken(), policies(central), morning, lambda: read_log(central, log, 0, morning.size).entries
    )
    papers = look_at_papers(central, log, morning, read.entries, name)
    new = [entry for entry in read.entries if entry.seq >= came]
    findings = [
        *compared.open,
        *check_numbers(read.entries, morning.issuance, morning.size),
        *check_clock(read.entries, morning.last_stamp),
        *check_future(new, central.clock()),
        *check_builds(read.entries, _builds(new)),
        *_not_understood(read),
        *papers.findings,
    ]
    dated = [*_of_days(compared), *_dated(findings, read.entries, central.clock().date())]
    store.begin_changes()
    count = store.keep(central, log, _found(central, log, range(morning.size, stop), dated))
    count += lay_side_by_side(central, log, [copy for copy in papers.issued if copy.place.seq >= came])
    count += _answers(central, log, new)
    return count, compared.resume


def _morning(kept: ComparedLog) -> Counter:
    """Where the last look ended; another program's state is none of ours, and the log is looked at as a whole."""
    if kept.layout != _LAYOUT:
        return Counter()
    try:
        return thawed(bytes(kept.state), kept.resume)
    except TreeMismatch:
        return Counter()


def _of_days(compared: Compared) -> Iterator[tuple[date, Finding]]:
    for day in compared.days:
        on = date.fromisoformat(day.business_date) if day.business_date else date.min
        yield from ((on, finding) for finding in day.findings)


def _dated(findings: Iterable[Finding], entries: Iterable[Entry], today: date) -> Iterator[tuple[date, Finding]]:
    """By the wall time of the first entry that shows it."""
    walls = {entry.seq: entry.stamp.wall for entry in entries}
    for finding in findings:
        wall = walls.get(finding.entries[0]) if finding.entries else None
        yield datetime.fromisoformat(wall).date() if wall else today, finding


def _found(
    central: HeadOffice, log: DeviceLog, looked: range, dated: Iterable[tuple[date, Finding]]
) -> Iterator[Case]:
    """Cases of this log that are new, changed, or resolved because they begin where was looked, and are no more."""
    name, now = store.log_name(log), central.clock()
    there = (CaseFile.first >= looked.start) & (CaseFile.first < looked.stop)
    scope = (CaseFile.log == log) & there & CaseFile.code.not_in(sorted(_STAND))
    before = {case.id: case for case in store.cases_where(scope)}
    seen: set[CaseId] = set()
    for on, finding in dated:
        identity = case_id(name, finding)
        if identity in seen:
            continue
        seen.add(identity)
        case = before.get(identity) or store.find(identity)
        after = found(case, finding, CaseScene(log.office, name, on, now))
        if after != case:
            yield after
    for identity, case in before.items():
        after = case if identity in seen else vanished(case, now)
        if after != case:
            yield after


def _answers(central: HeadOffice, log: DeviceLog, entries: Iterable[Entry]) -> int:
    """Answers are read from the log; one to another office's case, or to none, changes nothing."""
    changed = 0
    for entry in entries:
        if not isinstance(entry.event, events.CaseAnswered):
            continue
        case = store.find(CaseId(entry.event.case))
        if case is not None and case.office == log.office:
            after = answered(case, entry.event, entry.stamp.moment)
            owner = CaseFile.get_by_id(case.id).log
            changed += store.keep(central, owner, [after])
            CaseReply.insert(case=case.id, log=log, seq=entry.seq).on_conflict_ignore().execute()
    return changed


def _builds(entries: Iterable[Entry]) -> BuildsInUse:
    """Builds in use, those of these entries among them from now on."""
    first: dict[str, str] = {}
    for entry in entries:
        build = build_of(entry)
        if build not in first:
            first[build] = day_of(entry).isoformat()
    for build, day in first.items():
        BuildSeen.insert(build=build, first_day=day).on_conflict_ignore().execute()
    return {row.build: date.fromisoformat(row.first_day) for row in BuildSeen.select()}


def _not_understood(read: ReadLog) -> Iterator[Finding]:
    if read.unknown:
        count, first = str(len(read.unknown)), f"entry {read.unknown[0]}"
        yield Finding(FindingCode.ENTRY_NOT_UNDERSTOOD, read.unknown, count, first)
