"""開始 and 締め: a day closes when forms = log = cash = sheets, offline, by two persons."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from branch_app.domain.deciders.drawer import Drawer
from branch_app.domain.deciders.issuance.state import Issuance
from branch_app.domain.deciders.sheets import Sheets
from branch_app.domain.deciders.states import ApplicationState, JobState
from branch_app.domain.deciders.two_persons import two_persons
from branch_app.domain.errors import CloseNotPossible, OutOfOrder
from branch_app.domain.log import events
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.money import yen


@dataclass(frozen=True, slots=True)
class Day:
    """The business day: "" before the first; ``claims`` is what the close said."""

    business_date: str = ""
    open: bool = False
    claims: events.DayClosed | None = None


def open_day(state: Day, business_date: date, float_yen: int) -> tuple[events.Event, ...]:
    """開始 with the float.

    Raises:
        OutOfOrder: a day is open already, or this one or a later one was closed.
    """
    if state.open or business_date.isoformat() <= state.business_date:
        raise OutOfOrder(now=state.business_date, then=business_date.isoformat())
    return (events.DayOpened(business_date.isoformat(), yen(float_yen)),)


def close_day(
    state: Day, issuance: Issuance, drawer: Drawer, sheets: Sheets, operator: Pseudonym, second: Pseudonym
) -> tuple[events.Event, ...]:
    """締め.

    Raises:
        CloseNotPossible: something stands open; ``what`` names the first, by form, job or stock.
        SecondPersonNeeded: alone.
    """
    if not state.open:
        raise OutOfOrder(now="closed", then="closed")
    for what in _obstacles(issuance, drawer, sheets):
        raise CloseNotPossible(what=what)
    return (claims(state, issuance, drawer, sheets, two_persons(operator, second)),)


def claims(state: Day, issuance: Issuance, drawer: Drawer, sheets: Sheets, second: Pseudonym) -> events.DayClosed:
    """What a close of this state says; central folds the same from what it received and compares."""
    return events.DayClosed(
        business_date=state.business_date,
        applications=len(issuance.applications),
        delivered=sum(job.state is JobState.DELIVERED for job in issuance.jobs.values()),
        charged_yen=drawer.charged_yen,
        refunded_yen=drawer.refunded_yen,
        counted_yen=drawer.counted_yen or 0,
        sheets_rest=sum(stock.rest for stock in sheets.stocks.values()),
        last_running=issuance.next_running - 1,
        second=second,
    )


def evolve(state: Day, event: events.Event) -> Day:
    """The day after the event."""
    match event:
        case events.DayOpened():
            return Day(event.business_date, open=True)
        case events.DayClosed():
            return Day(event.business_date, open=False, claims=event)
        case _:
            return state


def _obstacles(issuance: Issuance, drawer: Drawer, sheets: Sheets) -> Iterator[str]:
    ended = {ApplicationState.SETTLED, ApplicationState.CANCELLED}
    waiting = {JobState.UNCOLLECTED, JobState.WITHHELD}
    for application in issuance.applications.values():
        jobs = issuance.jobs_of(application.id)
        if application.state not in ended and not any(job.state in waiting for job in jobs):
            yield f"form {application.form}"
    yield from (f"job {job.number}" for job in issuance.open_jobs() if job.state not in waiting)
    if drawer.counted_yen is None:
        yield "drawer"
    for stock in sheets.stocks.values():
        if stock.received + stock.returned != (
            stock.issued + stock.spoilt + stock.lost + stock.rest + sheets.in_hand(stock.name)
        ):
            yield f"stock {stock.name}"
