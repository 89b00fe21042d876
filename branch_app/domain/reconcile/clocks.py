"""Clocks that cannot be believed: each stamp against the last good one before it, and against when it came here."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from branch_app.domain.errors import ClockBehind, ClockError
from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry, Stamp
from branch_app.domain.reconcile.finding import Finding, FindingCode
from branch_app.domain.rules.clock import NO_TIME, TOLERANCE, judge


def check_clock(entries: Iterable[Entry], last: Stamp | None) -> Iterator[Finding]:
    """Runs of entries whose time went back or ran ahead; two persons or central's time end a run."""
    run: list[int] = []
    wrong: ClockError | None = None
    for entry in entries:
        told = NO_TIME if isinstance(entry.event, events.ClockAccepted) else _passed(last, entry.stamp)
        if wrong is not None and not (isinstance(told, ClockError) and told.code == wrong.code):
            yield _finding(run, wrong)
            run, wrong = [], None
        if isinstance(told, ClockError):
            run.append(entry.seq)
            wrong = wrong or told
        elif told >= NO_TIME:
            last = entry.stamp
    if wrong is not None:
        yield _finding(run, wrong)


def check_future(entries: Iterable[Entry], arrived: datetime) -> Iterator[Finding]:
    """Entries that were here at ``arrived`` and say that they were written later."""
    latest = arrived + TOLERANCE
    future = [entry for entry in entries if entry.stamp.moment > latest]
    if future:
        ahead = future[0].stamp.moment - arrived
        places = tuple(entry.seq for entry in future)
        minutes = int(ahead.total_seconds() // 60)
        yield Finding(FindingCode.CLOCK_FUTURE, places, f"{minutes}", f"entry {places[0]}")


def _passed(last: Stamp | None, stamp: Stamp) -> timedelta | ClockError:
    try:
        return judge(last, stamp.moment, stamp.monotonic_ms, stamp.boot)
    except ClockError as error:
        return error


def _finding(run: list[int], wrong: ClockError) -> Finding:
    """Minutes at the beginning of the run."""
    code = FindingCode.CLOCK_BEHIND if isinstance(wrong, ClockBehind) else FindingCode.CLOCK_AHEAD
    return Finding(code, tuple(run), str(wrong.facts["minutes"]), f"entry {run[0]}")
