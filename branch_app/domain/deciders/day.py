"""開始 and 締め: a day closes when forms = log = cash = sheets, offline, by two persons."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from branch_app.domain.deciders.drawer import Drawer
from branch_app.domain.deciders.issuance.state import Forms, Issuance
from branch_app.domain.deciders.sheets import Sheets
from branch_app.domain.deciders.states import ApplicationState, JobState
from branch_app.domain.deciders.two_persons import two_persons
from branch_app.domain.errors import BadInput, CloseNotPossible, OutOfOrder
from branch_app.domain.log import events
from branch_app.domain.values.changed import changed
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.money import yen
from branch_app.domain.values.reasons import SupplementReason

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
"""Business dates that can be meant."""


@dataclass(frozen=True, slots=True)
class Day:
    """The business day ("" before the first), its forms accepted and copies handed over, what its close claimed.

    ``supplement`` counts how often it was opened once more after its close.
    """

    business_date: str = ""
    open: bool = False
    applications: int = 0
    delivered: int = 0
    claims: events.DayClosed | None = None
    supplement: int = 0


def open_day(state: Day, business_date: date, float_yen: int) -> tuple[events.Event, ...]:
    """開始 with the float.

    Raises:
        OutOfOrder: a day is open already, or this one or a later one was closed.
        BadInput: a date that no counter sees.
        AmountWrong: a float that no drawer holds.
    """
    _expect_next(state, business_date.isoformat())
    return (events.DayOpened(business_date.isoformat(), yen(float_yen)),)


def supplement(
    state: Day, reason: SupplementReason, operator: Pseudonym, second: Pseudonym
) -> tuple[events.Event, ...]:
    """補正: open the day that was closed last once more; it ends in a supplementary close.

    Raises:
        OutOfOrder: it is open, or there is none.
        SecondPersonNeeded: alone.
    """
    number = state.supplement + 1
    opened = events.DaySupplemented(state.business_date, number, reason, two_persons(operator, second))
    _expect_supplement(state, opened)
    return (opened,)


def close_day(
    state: Day, issuance: Issuance, drawer: Drawer, sheets: Sheets, operator: Pseudonym, second: Pseudonym
) -> tuple[events.Event, ...]:
    """締め.

    Raises:
        CloseNotPossible: something stands open; ``what`` names the first, by form, job or stock.
        SecondPersonNeeded: alone.
    """
    _expect_open(state, events.DayClosed.kind)
    check_closable(issuance, drawer, sheets)
    return (claims(state, issuance, drawer, sheets, two_persons(operator, second)),)


def claims(state: Day, issuance: Issuance, drawer: Drawer, sheets: Sheets, second: Pseudonym) -> events.DayClosed:
    """What a close of this state says; central folds the same from what it received and compares."""
    return events.DayClosed(
        business_date=state.business_date,
        supplement=state.supplement,
        applications=state.applications,
        delivered=state.delivered,
        charged_yen=drawer.charged_yen,
        refunded_yen=drawer.refunded_yen,
        cashless_yen=drawer.cashless_yen,
        cashless_refunded_yen=drawer.cashless_refunded_yen,
        paid_in_yen=drawer.paid_in_yen,
        paid_out_yen=drawer.paid_out_yen,
        counted_yen=drawer.counted_yen or 0,
        sheets_rest=sum(stock.rest for stock in sheets.stocks.values()),
        last_running=issuance.next_running - 1,
        second=second,
    )


def evolve(state: Day, event: events.Event) -> Day:
    """The day after the event. What concerns form, paper or cash belongs to an open day, so that no sum forgets it.

    Raises:
        OutOfOrder: opened twice, closed twice, or work outside an open day.
    """
    match event:
        case events.DayOpened():
            _expect_next(state, event.business_date)
            return Day(event.business_date, open=True)
        case events.DaySupplemented():
            _expect_supplement(state, event)
            return changed(state, open=True, supplement=event.supplement)
        case events.DayClosed():
            _expect_open(state, event.kind)
            return changed(state, open=False, claims=event)
        case events.ApplicationEvent() | events.JobEvent() | events.DrawerEvent():
            _expect_open(state, event.kind)
            return _counted(state, event)
        case _:
            return state


def check_closable(issuance: Forms, drawer: Drawer, sheets: Sheets) -> None:
    """Raise CloseNotPossible when something stands open; ``what`` names the first, by form, job or stock."""
    for what in obstacles(issuance, drawer, sheets):
        raise CloseNotPossible(what=what)


def check_business_date(text: str) -> None:
    """Raise BadInput for what is no date, or one that no counter of ours sees (1600, 2999)."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(at="business_date") from error
    if not FIRST_DAY <= day <= LAST_DAY or day.isoformat() != text:
        raise BadInput(at="business_date")


def _counted(state: Day, event: events.Event) -> Day:
    match event:
        case events.ApplicationAccepted():
            return changed(state, applications=state.applications + 1)
        case events.JobDelivered():
            return changed(state, delivered=state.delivered + 1)
        case _:
            return state


def _expect_supplement(state: Day, event: events.DaySupplemented) -> None:
    if state.open or state.claims is None:
        raise OutOfOrder(now=state.business_date, then=event.kind)
    if (event.business_date, event.supplement) != (state.business_date, state.supplement + 1):
        raise OutOfOrder(now=f"{state.business_date} {state.supplement}", then=f"number {event.supplement}")


def _expect_next(state: Day, business_date: str) -> None:
    check_business_date(business_date)
    if state.open or business_date <= state.business_date:
        raise OutOfOrder(now=state.business_date, then=business_date)


def _expect_open(state: Day, then: str) -> None:
    if not state.open:
        raise OutOfOrder(now="closed", then=then)


def obstacles(issuance: Forms, drawer: Drawer, sheets: Sheets) -> Iterator[str]:
    """Everything that a close must not skip, by form, job or stock."""
    ended = {ApplicationState.SETTLED, ApplicationState.CANCELLED}
    waiting = {JobState.UNCOLLECTED, JobState.WITHHELD}
    for application in issuance.applications.values():
        jobs = issuance.jobs_of(application.id)
        if application.state not in ended and not any(job.state in waiting for job in jobs):
            yield f"form {application.form}"
    yield from (f"job {job.number}" for job in issuance.open_jobs() if job.state not in waiting)
    yield from (f"refund {job.number}" for job in issuance.jobs.values() if job.refund_due_yen)
    if drawer.counted_yen is None:
        yield "drawer"
    yield from (f"gap {stock.name}" for stock in sheets.stocks.values() if stock.seen is not None)
    for stock in sheets.stocks.values():
        if stock.received + stock.returned != (
            stock.issued + stock.spoilt + stock.lost + stock.rest + sheets.in_hand(stock.name)
        ):
            yield f"stock {stock.name}"
