"""What must hold before an event may be recorded, beyond the state tables.

Decide asks before it answers and evolve asks before it folds, so the rule stands once, a counter cannot write what
central would refuse, and central refuses what no honest counter could have written. Events without a rule here are
judged by the state tables alone.

Raises everywhere: BadInput for a thing that means nothing, OutOfOrder for a step that does not follow, AmountWrong
for money that does not add up.
"""

from collections.abc import Sequence
from functools import singledispatch

from branch_app.domain.deciders.issuance.state import Application, Forms, Item, Job, running_of
from branch_app.domain.deciders.states import ENDED, REPRINTED, ApplicationState, ItemState, JobState
from branch_app.domain.errors import AmountWrong, BadInput, OutOfOrder, PrinterBusy, SecondPersonNeeded
from branch_app.domain.log import events
from branch_app.domain.values.identifiers import ApplicationId
from branch_app.domain.values.money import Yen, change_due, yen
from branch_app.domain.values.payment import Means, is_payment

MAX_COPIES = 99
_PENDING = frozenset({ItemState.REQUESTED, ItemState.AUTHORISED})
_PAID = frozenset({ApplicationState.CHARGED, ApplicationState.EXEMPT})
_UNPAID = frozenset({ApplicationState.IDENTIFIED, ApplicationState.QUOTED})


@singledispatch
def check(event: events.Event, state: Forms) -> None:
    """Raise unless the event may follow on the state."""


@check.register
def _(event: events.ApplicationAccepted, state: Forms) -> None:
    """Every form number is used once."""
    if state.knows_form(event.form):
        raise BadInput(at="form")


@check.register
def _(event: events.ItemRequested, state: Forms) -> None:
    _expect(state.application(event.application), ApplicationState.IDENTIFIED)
    if not 1 <= event.copies <= MAX_COPIES:
        raise BadInput(at="copies")


@check.register
def _(event: events.ItemEvent, state: Forms) -> None:
    _item_of(event, state)


@check.register
def _(event: events.ItemReleased, state: Forms) -> None:
    """Before 審査 only for whom it is about; after the print for papers that were withheld."""
    item = _item_of(event, state)
    asks = item.subject == state.application(event.application).applicant
    held = any(state.job(job).state is JobState.WITHHELD for job in item.jobs)
    if not held and not (item.state is ItemState.REQUESTED and asks):
        raise OutOfOrder(now=item.state.value, then="released")


@check.register
def _(event: events.ItemAuthorised, state: Forms) -> None:
    _expect(state.application(event.application), ApplicationState.IDENTIFIED)
    _item_of(event, state)


@check.register
def _(event: events.JobPrepared, state: Forms) -> None:
    _expect(state.application(event.application), ApplicationState.IDENTIFIED)
    _item_of(event, state)
    if event.pages < 1:
        raise BadInput(at="pages")
    if not event.number.endswith(f"-{event.running:06d}"):
        raise BadInput(at="number")


@check.register
def _(event: events.ItemPrepared, state: Forms) -> None:
    """A job for every copy."""
    item = _item_of(event, state)
    if len(item.jobs) != item.copies:
        raise OutOfOrder(now=f"{len(item.jobs)} copies", then=f"{item.copies} copies")


@check.register
def _(event: events.ItemCancelled, state: Forms) -> None:
    """An item goes with its copies, so that each of their numbers is accounted for."""
    if any(state.job(job).state is not JobState.CANCELLED for job in _item_of(event, state).jobs):
        raise OutOfOrder(now=JobState.PREPARED.value, then=ItemState.CANCELLED.value)


@check.register
def _(event: events.ApplicationQuoted, state: Forms) -> None:
    """One line per prepared item in the order requested, nothing pending, and a total that adds up."""
    items = state.items_of(event.application)
    if any(item.state in _PENDING for item in items):
        raise OutOfOrder(now="item pending", then=ApplicationState.QUOTED.value)
    _expect_no_copy_withdrawn(event.application, state)
    prepared = [(item.id, item.copies) for item in items if item.state is ItemState.PREPARED]
    if not prepared or prepared != [(line.item, line.copies) for line in event.lines]:
        raise AmountWrong(amount=len(event.lines))
    if any(line.unit_fee_yen < 0 or line.exempt is not (line.exemption is not None) for line in event.lines):
        raise AmountWrong(amount=min(line.unit_fee_yen for line in event.lines))
    if event.total_yen != quoted_total(event.lines):
        raise AmountWrong(amount=event.total_yen, charged=quoted_total(event.lines))


@check.register
def _(event: events.ApplicationCharged, state: Forms) -> None:
    """Charged what was quoted, and the change is right. A terminal gives no change, and no slip pays two forms."""
    _expect_no_copy_withdrawn(event.application, state)
    total = state.application(event.application).total_yen
    if not 0 < total == event.charged_yen:
        raise AmountWrong(amount=event.charged_yen, charged=total)
    if change_due(Yen(event.charged_yen), yen(event.tendered_yen)) != event.change_yen:
        raise AmountWrong(amount=event.change_yen, charged=total)
    _expect_slip(event.means, event.slip)
    if event.means is Means.CASH:
        return
    if event.tendered_yen != event.charged_yen:
        raise AmountWrong(amount=event.tendered_yen, charged=total)
    paid = ((other.means, other.slip) for other in state.applications.values())
    if (event.means, event.slip) in paid:
        raise BadInput(at="slip")


@check.register
def _(event: events.ApplicationReceipted | events.ApplicationReceiptReissued, state: Forms) -> None:
    """For money that was taken, and numbered so that no second receipt looks like the first."""
    now = state.application(event.application)
    if not now.charged_yen:
        raise OutOfOrder(now=now.state.value, then="receipted")
    first = isinstance(event, events.ApplicationReceiptReissued) and not now.receipts
    if event.copy != now.receipts + 1 or first:
        raise OutOfOrder(now=f"receipt {now.receipts}", then=f"receipt {event.copy}")


@check.register
def _(event: events.ApplicationExempt, state: Forms) -> None:
    _expect_no_copy_withdrawn(event.application, state)
    total = state.application(event.application).total_yen
    if total:
        raise AmountWrong(amount=0, charged=total)


@check.register
def _(event: events.ApplicationCancelled, state: Forms) -> None:
    """Nothing of it may still be printed."""
    if any(item.state in {*_PENDING, ItemState.PREPARED} for item in state.items_of(event.application)):
        raise OutOfOrder(now="item open", then=ApplicationState.CANCELLED.value)


@check.register
def _(event: events.ApplicationSettled, state: Forms) -> None:
    if not all(job.state in ENDED and not job.refund_due_yen for job in state.jobs_of(event.application)):
        raise OutOfOrder(now="job open", then=ApplicationState.SETTLED.value)


@check.register
def _(event: events.ApplicationRefunded, state: Forms) -> None:
    """Once for a voided copy, exactly what the rule gives back, the way it came."""
    job = state.job(event.job)
    if job.application != event.application:
        raise BadInput(at="application")
    if not 0 < job.refund_due_yen == event.refunded_yen:
        raise AmountWrong(amount=event.refunded_yen, charged=job.refund_due_yen)
    if event.means is not state.application(event.application).means:
        raise BadInput(at="means")
    _expect_slip(event.means, event.slip)


@check.register
def _(event: events.JobReserved, state: Forms) -> None:
    """Paid or exempt, the next attempt, and a printer of which no other paper may still come (Yokohama, 2023)."""
    job = state.job(event.job)
    paid = state.application(job.application).state
    if paid not in _PAID:
        raise OutOfOrder(now=paid.value, then=JobState.RESERVED.value)
    if event.attempt != job.attempt + 1:
        raise OutOfOrder(now=f"attempt {job.attempt}", then=f"attempt {event.attempt}")
    if any(other.printer == event.printer for other in state.in_flight()):
        raise PrinterBusy


@check.register
def _(event: events.ReprintAgreed, state: Forms) -> None:
    """Only for the attempt after one whose paper came out or is gone."""
    job = state.job(event.job)
    if job.state not in REPRINTED or event.attempt != job.attempt + 1:
        raise OutOfOrder(now=f"{job.state.value} {job.attempt}", then=f"reprint {event.attempt}")


@check.register
def _(event: events.JobSpooled | events.JobPrinted | events.JobNotPrinted, state: Forms) -> None:
    _attempt_of(event, state)


@check.register
def _(event: events.JobUnknown | events.JobSpoilt, state: Forms) -> None:
    _attempt_of(event, state)


@check.register
def _(event: events.JobLost, state: Forms) -> None:
    """Lost are the sheets that were reserved."""
    if event.sheets != _attempt_of(event, state).attempts[-1].sheets:
        raise BadInput(at="sheets")


@check.register
def _(event: events.JobChecked, state: Forms) -> None:
    """照合: as many pages as were sent."""
    job = _attempt_of(event, state)
    if event.pages != job.pages:
        raise OutOfOrder(now=f"{event.pages} pages", then=f"{job.pages} pages")


@check.register
def _(event: events.JobDelivered, state: Forms) -> None:
    """A withheld paper leaves only after two persons released its stop."""
    job = state.job(event.job)
    if job.state is JobState.WITHHELD and state.item(job.item).release is None:
        raise SecondPersonNeeded


@check.register
def _(event: events.JobVoided, state: Forms) -> None:
    """Before payment a copy is cancelled, never voided: there is nothing to give back."""
    now = state.application(state.job(event.job).application).state
    if now not in {*_PAID, ApplicationState.SETTLED}:
        raise OutOfOrder(now=now.value, then=JobState.VOIDED.value)


@check.register
def _(event: events.JobReopened, state: Forms) -> None:
    """A number that was given, is not here, and was neither voided nor cancelled: its paper was handed over.

    A form that is here already is one that was reopened before: of any other all copies are here.
    """
    running = running_of(event.number)
    here = any(job.running == running for job in state.jobs.values())
    if not 0 < running < state.next_running or running in state.unissued or here or event.job in state.jobs:
        raise BadInput(at="number")
    form, item = state.applications.get(event.application), state.items.get(event.item)
    if (form is not None and form.state is not ApplicationState.SETTLED) or (
        item is not None and item.application != event.application
    ):
        raise BadInput(at="application")
    if event.pages < 1 or not event.sheets:
        raise BadInput(at="sheets")
    if not 0 <= event.copy_fee_yen <= event.charged_yen - event.refunded_yen <= event.charged_yen:
        raise AmountWrong(amount=event.copy_fee_yen, charged=event.charged_yen)


@check.register
def _(event: events.JobReturned, state: Forms) -> None:
    """What comes back is what the copy was printed on."""
    job = state.job(event.job)
    if not job.attempts or event.sheets != job.attempts[-1].sheets:
        raise BadInput(at="sheets")


@check.register
def _(event: events.JobCancelled, state: Forms) -> None:
    """After payment a copy is voided, never cancelled: its fee would be forgotten."""
    now = state.application(state.job(event.job).application).state
    if now not in _UNPAID:
        raise OutOfOrder(now=now.value, then=JobState.CANCELLED.value)


def quoted_total(lines: Sequence[events.QuoteLine]) -> int:
    """Yen due for all lines; exempt lines charge nothing."""
    return sum(line.unit_fee_yen * line.copies for line in lines if not line.exempt)


def refund_due(state: Forms, job: Job, *, office_fault: bool) -> int:
    """Yen to give back for a voided copy: its fee when the office is at fault or nothing was printed, else none."""
    if office_fault or not job.ever_printed:
        return state.item(job.item).copy_fee_yen
    return 0


def _expect_slip(means: Means, slip: str) -> None:
    if not is_payment(means, slip):
        raise BadInput(at="slip")


def _item_of(event: events.ItemEvent, state: Forms) -> Item:
    item = state.item(event.item)
    if item.application != event.application:
        raise BadInput(at="application")
    return item


def _attempt_of(
    event: events.JobSpooled
    | events.JobPrinted
    | events.JobNotPrinted
    | events.JobUnknown
    | events.JobLost
    | events.JobSpoilt
    | events.JobChecked,
    state: Forms,
) -> Job:
    """The job, if the event speaks of its running attempt."""
    job = state.job(event.job)
    if not 0 < job.attempt == event.attempt:
        raise OutOfOrder(now=f"attempt {job.attempt}", then=f"attempt {event.attempt}")
    return job


def _expect_no_copy_withdrawn(application: ApplicationId, state: Forms) -> None:
    """Before payment copies are withdrawn with the whole form; nobody pays for a number that is cancelled."""
    if any(job.state is JobState.CANCELLED for job in state.jobs_of(application)):
        raise OutOfOrder(now=JobState.CANCELLED.value, then=ApplicationState.CHARGED.value)


def _expect(application: Application, state: ApplicationState) -> None:
    if application.state is not state:
        raise OutOfOrder(now=application.state.value, then=state.value)
