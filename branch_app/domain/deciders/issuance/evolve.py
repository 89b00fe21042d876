"""Fold one event into the issuance state. A transition outside the state tables is refused here, on both sides."""

from functools import singledispatch

from branch_app.domain.deciders.issuance.draft import Draft
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
    draft = Draft(state)
    fold_in(event, draft)
    return draft.frozen()


def fold_in(event: events.Event, draft: Draft) -> None:
    """The same in place; a draft that raised is spoilt."""
    kind = type(event)
    _RULES[kind](event, draft)
    _STEPS[kind](event, draft)


def _step_application(draft: Draft, application: ApplicationId, then: ApplicationState, **changes: object) -> None:
    now = draft.application(application)
    draft.put_application(changed(now, state=step(APPLICATION_TABLE, now.state, then), **changes))


def _step_item(draft: Draft, item: ItemId, then: ItemState, **changes: object) -> None:
    now = draft.item(item)
    draft.put_item(changed(now, state=step(ITEM_TABLE, now.state, then), **changes))


def _step_job(draft: Draft, job: JobId, then: JobState, **changes: object) -> None:
    now = draft.job(job)
    draft.put_job(changed(now, state=step(JOB_TABLE, now.state, then), **changes))


@singledispatch
def _evolve(_event: events.Event, _draft: Draft) -> None:
    """Of other deciders."""


@_evolve.register
def _(
    event: events.ItemRefused | events.ItemPrepared | events.ItemRenderFailed | events.ItemCancelled, draft: Draft
) -> None:
    _step_item(draft, event.item, _ITEM_STEPS[type(event)])


@_evolve.register
def _(
    event: events.ApplicationExempt | events.ApplicationSettled | events.ApplicationCancelled, draft: Draft
) -> None:
    _step_application(draft, event.application, _APPLICATION_STEPS[type(event)])


@_evolve.register
def _(
    event: events.JobUnknown | events.JobChecked | events.JobDelivered | events.JobUncollected | events.JobReturned,
    draft: Draft,
) -> None:
    _step_job(draft, event.job, _JOB_STEPS[type(event)])


@_evolve.register
def _(_event: events.DayOpened, draft: Draft) -> None:
    """A new day starts with what is still open; ended applications stay in the log only."""
    ended = {ApplicationState.SETTLED, ApplicationState.CANCELLED}
    applications = {key: value for key, value in draft.applications.items() if value.state not in ended}
    items = {key: value for key, value in draft.items.items() if value.application in applications}
    jobs = {key: value for key, value in draft.jobs.items() if value.application in applications}
    draft.forget_all_but(applications, items, jobs)


@_evolve.register
def _(event: events.ApplicationAccepted, draft: Draft) -> None:
    if event.application in draft.applications:
        raise OutOfOrder(now="accepted", then="accepted")
    accepted = Application(event.application, event.form, ApplicationState.ACCEPTED, origin=event.origin)
    draft.put_application(accepted)


@_evolve.register
def _(event: events.ApplicationIdentified, draft: Draft) -> None:
    identified = ApplicationState.IDENTIFIED
    _step_application(draft, event.application, identified, applicant=event.subject, method=event.method)


@_evolve.register
def _(event: events.ItemRequested, draft: Draft) -> None:
    application = draft.application(event.application)
    if event.item in draft.items:
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
    draft.put_application(changed(application, items=(*application.items, item.id)))
    draft.put_item(item)


@_evolve.register
def _(event: events.ItemReleased, draft: Draft) -> None:
    draft.put_item(changed(draft.item(event.item), release=event.stops))


@_evolve.register
def _(event: events.JobWithheld, draft: Draft) -> None:
    """A stop nobody released: what was released before is not enough any more."""
    item = draft.item(draft.job(event.job).item)
    draft.put_item(changed(item, release=None))
    _step_job(draft, event.job, JobState.WITHHELD)


@_evolve.register
def _(event: events.ItemAuthorised, draft: Draft) -> None:
    _step_item(draft, event.item, ItemState.AUTHORISED, snapshot=event.snapshot)


@_evolve.register
def _(event: events.JobPrepared, draft: Draft) -> None:
    item = draft.item(event.item)
    if item.state is not ItemState.AUTHORISED or event.job in draft.jobs:
        raise OutOfOrder(now=item.state.value, then=JobState.PREPARED.value)
    if event.running != draft.next_running:
        raise OutOfOrder(now=f"number {draft.next_running}", then=f"number {event.running}")
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
    draft.next_running = event.running + 1
    draft.put_item(changed(item, jobs=(*item.jobs, job.id)))
    draft.put_job(job)


@_evolve.register
def _(event: events.ApplicationQuoted, draft: Draft) -> None:
    for line in event.lines:
        draft.put_item(changed(draft.item(line.item), unit_fee_yen=line.unit_fee_yen, exempt=line.exempt))
    _step_application(draft, event.application, ApplicationState.QUOTED, total_yen=event.total_yen)


@_evolve.register
def _(event: events.ApplicationCharged, draft: Draft) -> None:
    _step_application(
        draft,
        event.application,
        ApplicationState.CHARGED,
        charged_yen=event.charged_yen,
        tendered_yen=event.tendered_yen,
        change_yen=event.change_yen,
        means=event.means,
        slip=event.slip,
    )


@_evolve.register
def _(event: events.ApplicationReceipted | events.ApplicationReceiptReissued, draft: Draft) -> None:
    draft.put_application(changed(draft.application(event.application), receipts=event.copy))


@_evolve.register
def _(event: events.ApplicationRefunded, draft: Draft) -> None:
    application = draft.application(event.application)
    refunded = application.refunded_yen + event.refunded_yen
    slips = (*application.refund_slips, event.slip) if event.slip else application.refund_slips
    draft.put_job(changed(draft.job(event.job), refund_due_yen=0))
    draft.put_application(changed(application, refunded_yen=refunded, refund_slips=slips))


@_evolve.register
def _(event: events.JobReserved, draft: Draft) -> None:
    attempts = (*draft.job(event.job).attempts, Attempt(event.attempt, event.sheets, ""))
    _step_job(draft, event.job, JobState.RESERVED, printer=event.printer, printer_job=-1, attempts=attempts)


@_evolve.register
def _(event: events.JobSpooled, draft: Draft) -> None:
    _step_job(draft, event.job, JobState.SPOOLED, printer_job=event.printer_job)


@_evolve.register
def _(event: events.JobPrinted, draft: Draft) -> None:
    _end_attempt(draft, event.job, JobState.PRINTED, event.sheets)


@_evolve.register
def _(event: events.JobNotPrinted, draft: Draft) -> None:
    _end_attempt(draft, event.job, JobState.NOT_PRINTED, ())


@_evolve.register
def _(event: events.JobLost, draft: Draft) -> None:
    _end_attempt(draft, event.job, JobState.LOST, event.sheets)


@_evolve.register
def _(event: events.JobSpoilt, draft: Draft) -> None:
    _end_attempt(draft, event.job, JobState.SPOILT, draft.job(event.job).attempts[-1].sheets)


@_evolve.register
def _(event: events.JobVoided, draft: Draft) -> None:
    job = draft.job(event.job)
    due = refund_due(draft, job, office_fault=event.office_fault)
    draft.unissued |= {job.running}
    _step_job(draft, event.job, JobState.VOIDED, refund_due_yen=due)


@_evolve.register
def _(event: events.JobCancelled, draft: Draft) -> None:
    draft.unissued |= {draft.job(event.job).running}
    _step_job(draft, event.job, JobState.CANCELLED)


@_evolve.register
def _(event: events.JobReopened, draft: Draft) -> None:
    """As it stood when the paper was handed over; further copies of the same form join it."""
    form = draft.applications.get(event.application) or Application(
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
    item = draft.items.get(event.item) or Item(
        event.item,
        event.application,
        event.subject,
        event.certificate,
        0,
        ItemState.PREPARED,
        unit_fee_yen=event.copy_fee_yen,
    )
    items = form.items if item.id in form.items else (*form.items, item.id)
    draft.put_application(changed(form, items=items))
    draft.put_item(changed(item, copies=item.copies + 1, jobs=(*item.jobs, event.job)))
    draft.put_job(
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


def _end_attempt(draft: Draft, job: JobId, then: JobState, sheets: tuple[SheetNumber, ...]) -> None:
    now = draft.job(job)
    last = changed(now.attempts[-1], outcome=then.value, sheets=sheets)
    _step_job(draft, job, then, attempts=(*now.attempts[:-1], last))


_RULES = {kind: check.dispatch(kind) for kind in events.KINDS.values()}
_STEPS = {kind: _evolve.dispatch(kind) for kind in events.KINDS.values()}
"""What ``singledispatch`` looks up for each kind: the look-up itself takes longer than most steps."""
