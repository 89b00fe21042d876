"""Fold one event into the issuance state. A transition outside the state tables is refused here, on both sides."""

from functools import singledispatch

from branch_app.domain.deciders.issuance.guards import check, refund_due
from branch_app.domain.deciders.issuance.state import Application, Attempt, Issuance, Item, Job
from branch_app.domain.deciders.states import (
    APPLICATION_TABLE,
    ITEM_TABLE,
    JOB_TABLE,
    ApplicationState,
    ItemState,
    JobState,
    step,
)
from branch_app.domain.errors import OutOfOrder
from branch_app.domain.log import events
from branch_app.domain.values.changed import changed
from branch_app.domain.values.identifiers import ApplicationId, ItemId, JobId, SheetNumber

_APPLICATION_STEPS: dict[type[events.ApplicationEvent], ApplicationState] = {
    events.ApplicationExempt: ApplicationState.EXEMPT,
    events.ApplicationSettled: ApplicationState.SETTLED,
    events.ApplicationCancelled: ApplicationState.CANCELLED,
}
_ITEM_STEPS: dict[type[events.ItemEvent], ItemState] = {
    events.ItemRefused: ItemState.REFUSED,
    events.ItemPrepared: ItemState.PREPARED,
    events.ItemRenderFailed: ItemState.RENDER_FAILED,
    events.ItemCancelled: ItemState.CANCELLED,
}
_JOB_STEPS: dict[type[events.JobEvent], JobState] = {
    events.JobUnknown: JobState.UNKNOWN,
    events.JobChecked: JobState.CHECKED,
    events.JobDelivered: JobState.DELIVERED,
    events.JobUncollected: JobState.UNCOLLECTED,
    events.JobReturned: JobState.RETURNED,
}


def evolve(state: Issuance, event: events.Event) -> Issuance:
    """The state after the event; events of other deciders pass through unchanged.

    Raises:
        OutOfOrder: the tables do not allow it.
        BadInput: it speaks of a thing that is not there.
        Refused: what ``guards`` says of it.
    """
    check(event, state)
    match event:
        case events.ItemEvent() if type(event) in _ITEM_STEPS:
            return _step_item(state, event.item, _ITEM_STEPS[type(event)])
        case events.ApplicationEvent() if type(event) in _APPLICATION_STEPS:
            return _step_application(state, event.application, _APPLICATION_STEPS[type(event)])
        case events.JobEvent() if type(event) in _JOB_STEPS:
            return _step_job(state, event.job, _JOB_STEPS[type(event)])
        case _:
            return _evolve(event, state)


def _step_application(
    state: Issuance, application: ApplicationId, then: ApplicationState, **changes: object
) -> Issuance:
    now = state.application(application)
    return _with_application(state, changed(now, state=step(APPLICATION_TABLE, now.state, then), **changes))


def _step_item(state: Issuance, item: ItemId, then: ItemState, **changes: object) -> Issuance:
    now = state.item(item)
    return _with_item(state, changed(now, state=step(ITEM_TABLE, now.state, then), **changes))


def _step_job(state: Issuance, job: JobId, then: JobState, **changes: object) -> Issuance:
    now = state.job(job)
    return _with_job(state, changed(now, state=step(JOB_TABLE, now.state, then), **changes))


def _with_application(state: Issuance, application: Application) -> Issuance:
    return changed(state, applications={**state.applications, application.id: application})


def _with_item(state: Issuance, item: Item) -> Issuance:
    return changed(state, items={**state.items, item.id: item})


def _with_job(state: Issuance, job: Job) -> Issuance:
    return changed(state, jobs={**state.jobs, job.id: job})


@singledispatch
def _evolve(event: events.Event, state: Issuance) -> Issuance:  # noqa: ARG001 - the dispatch argument comes first
    return state


@_evolve.register
def _(_event: events.DayOpened, state: Issuance) -> Issuance:
    """A new day starts with what is still open; ended applications stay in the log only."""
    ended = {ApplicationState.SETTLED, ApplicationState.CANCELLED}
    applications = {key: value for key, value in state.applications.items() if value.state not in ended}
    items = {key: value for key, value in state.items.items() if value.application in applications}
    jobs = {key: value for key, value in state.jobs.items() if value.application in applications}
    return changed(state, applications=applications, items=items, jobs=jobs)


@_evolve.register
def _(event: events.ApplicationAccepted, state: Issuance) -> Issuance:
    if event.application in state.applications:
        raise OutOfOrder(now="accepted", then="accepted")
    accepted = Application(event.application, event.form, ApplicationState.ACCEPTED, origin=event.origin)
    return _with_application(state, accepted)


@_evolve.register
def _(event: events.ApplicationIdentified, state: Issuance) -> Issuance:
    identified = ApplicationState.IDENTIFIED
    return _step_application(state, event.application, identified, applicant=event.subject, method=event.method)


@_evolve.register
def _(event: events.ItemRequested, state: Issuance) -> Issuance:
    application = state.application(event.application)
    if event.item in state.items:
        raise OutOfOrder(now="requested", then="requested")
    item = Item(
        event.item,
        event.application,
        event.subject,
        event.certificate,
        event.copies,
        ItemState.REQUESTED,
        purpose=event.purpose,
    )
    state = _with_application(state, changed(application, items=(*application.items, item.id)))
    return _with_item(state, item)


@_evolve.register
def _(event: events.ItemReleased, state: Issuance) -> Issuance:
    return _with_item(state, changed(state.item(event.item), release=event.stops))


@_evolve.register
def _(event: events.JobWithheld, state: Issuance) -> Issuance:
    """A stop nobody released: what was released before is not enough any more."""
    item = state.item(state.job(event.job).item)
    return _step_job(_with_item(state, changed(item, release=None)), event.job, JobState.WITHHELD)


@_evolve.register
def _(event: events.ItemAuthorised, state: Issuance) -> Issuance:
    return _step_item(state, event.item, ItemState.AUTHORISED, snapshot=event.snapshot)


@_evolve.register
def _(event: events.JobPrepared, state: Issuance) -> Issuance:
    item = state.item(event.item)
    if item.state is not ItemState.AUTHORISED or event.job in state.jobs:
        raise OutOfOrder(now=item.state.value, then=JobState.PREPARED.value)
    if event.running != state.next_running:
        raise OutOfOrder(now=f"number {state.next_running}", then=f"number {event.running}")
    job = Job(
        event.job,
        event.application,
        event.item,
        event.number,
        JobState.PREPARED,
        event.pages,
        event.file,
        event.subject_id,
    )
    state = changed(state, next_running=event.running + 1)
    return _with_job(_with_item(state, changed(item, jobs=(*item.jobs, job.id))), job)


@_evolve.register
def _(event: events.ApplicationQuoted, state: Issuance) -> Issuance:
    for line in event.lines:
        item = changed(state.item(line.item), unit_fee_yen=line.unit_fee_yen, exempt=line.exempt)
        state = _with_item(state, item)
    return _step_application(state, event.application, ApplicationState.QUOTED, total_yen=event.total_yen)


@_evolve.register
def _(event: events.ApplicationCharged, state: Issuance) -> Issuance:
    return _step_application(
        state,
        event.application,
        ApplicationState.CHARGED,
        charged_yen=event.charged_yen,
        tendered_yen=event.tendered_yen,
        change_yen=event.change_yen,
        means=event.means,
        slip=event.slip,
    )


@_evolve.register
def _(event: events.ApplicationReceipted | events.ApplicationReceiptReissued, state: Issuance) -> Issuance:
    return _with_application(state, changed(state.application(event.application), receipts=event.copy))


@_evolve.register
def _(event: events.ApplicationRefunded, state: Issuance) -> Issuance:
    application = state.application(event.application)
    refunded = application.refunded_yen + event.refunded_yen
    slips = (*application.refund_slips, event.slip) if event.slip else application.refund_slips
    state = _with_job(state, changed(state.job(event.job), refund_due_yen=0))
    return _with_application(state, changed(application, refunded_yen=refunded, refund_slips=slips))


@_evolve.register
def _(event: events.JobReserved, state: Issuance) -> Issuance:
    attempts = (*state.job(event.job).attempts, Attempt(event.attempt, event.sheets, ""))
    return _step_job(state, event.job, JobState.RESERVED, printer=event.printer, printer_job=-1, attempts=attempts)


@_evolve.register
def _(event: events.JobSpooled, state: Issuance) -> Issuance:
    return _step_job(state, event.job, JobState.SPOOLED, printer_job=event.printer_job)


@_evolve.register
def _(event: events.JobPrinted, state: Issuance) -> Issuance:
    return _end_attempt(state, event.job, JobState.PRINTED, event.sheets)


@_evolve.register
def _(event: events.JobNotPrinted, state: Issuance) -> Issuance:
    return _end_attempt(state, event.job, JobState.NOT_PRINTED, ())


@_evolve.register
def _(event: events.JobLost, state: Issuance) -> Issuance:
    return _end_attempt(state, event.job, JobState.LOST, event.sheets)


@_evolve.register
def _(event: events.JobSpoilt, state: Issuance) -> Issuance:
    return _end_attempt(state, event.job, JobState.SPOILT, state.job(event.job).attempts[-1].sheets)


@_evolve.register
def _(event: events.JobVoided, state: Issuance) -> Issuance:
    job = state.job(event.job)
    due = refund_due(state, job, office_fault=event.office_fault)
    state = changed(state, unissued=state.unissued | {job.running})
    return _step_job(state, event.job, JobState.VOIDED, refund_due_yen=due)


@_evolve.register
def _(event: events.JobCancelled, state: Issuance) -> Issuance:
    state = changed(state, unissued=state.unissued | {state.job(event.job).running})
    return _step_job(state, event.job, JobState.CANCELLED)


@_evolve.register
def _(event: events.JobReopened, state: Issuance) -> Issuance:
    """As it stood when the paper was handed over; further copies of the same form join it."""
    form = state.applications.get(event.application) or Application(
        event.application,
        event.form,
        ApplicationState.SETTLED,
        total_yen=event.charged_yen,
        charged_yen=event.charged_yen,
        tendered_yen=event.charged_yen,
        refunded_yen=event.refunded_yen,
        receipts=event.receipts,
        means=event.means,
        slip=event.slip,
    )
    item = state.items.get(event.item) or Item(
        event.item,
        event.application,
        event.subject,
        event.certificate,
        0,
        ItemState.PREPARED,
        unit_fee_yen=event.copy_fee_yen,
    )
    items = form.items if item.id in form.items else (*form.items, item.id)
    state = _with_application(state, changed(form, items=items))
    state = _with_item(state, changed(item, copies=item.copies + 1, jobs=(*item.jobs, event.job)))
    return _with_job(
        state,
        Job(
            event.job,
            event.application,
            event.item,
            event.number,
            JobState.DELIVERED,
            event.pages,
            event.file,
            event.subject_id,
            attempts=(Attempt(1, event.sheets, JobState.PRINTED.value),),
        ),
    )


def _end_attempt(state: Issuance, job: JobId, then: JobState, sheets: tuple[SheetNumber, ...]) -> Issuance:
    now = state.job(job)
    last = changed(now.attempts[-1], outcome=then.value, sheets=sheets)
    return _step_job(state, job, then, attempts=(*now.attempts[:-1], last))
