"""Decide from reservation to 交付: one copy, one paper in the end, whatever the printer does."""

from collections.abc import Sequence

from branch_app.domain.deciders.issuance.guards import check, refund_due
from branch_app.domain.deciders.issuance.state import Issuance, Job
from branch_app.domain.deciders.states import ENDED, JOB_TABLE, REPRINTED, ApplicationState, JobState, step
from branch_app.domain.deciders.two_persons import Actors, two_persons
from branch_app.domain.log import events
from branch_app.domain.values.identifiers import Commitment, JobId, Pseudonym, SheetNumber
from branch_app.domain.values.payment import Means
from branch_app.domain.values.reasons import PaperReason

Events = tuple[events.Event, ...]


def reserve(
    state: Issuance,
    job: JobId,
    printer: str,
    stock: str,
    sheets: Sequence[SheetNumber],
    restrictions: events.DataUsed,
    actors: Actors,
) -> Events:
    """Take the printer and the sheets for the next attempt; after a paper that came out or is gone by two persons.

    Raises:
        PrinterBusy: another job's paper may still be coming out of it (Yokohama, 2023).
        OutOfOrder: not paid, or no attempt is due.
        SecondPersonNeeded: a reprint (再印刷), and alone.
    """
    now = _step(state, job, JobState.RESERVED)
    attempt = now.attempt + 1
    reserved = events.JobReserved(job, attempt, printer, stock, tuple(sheets), restrictions)
    check(reserved, state)
    if now.state not in REPRINTED:
        return (reserved,)
    return (events.ReprintAgreed(job, attempt, actors.both()), reserved)


def spooled(state: Issuance, job: JobId, printer_job: int) -> Events:
    """The printer has the file, or may have it (−1)."""
    now = _step(state, job, JobState.SPOOLED)
    return (events.JobSpooled(job, now.attempt, printer_job),)


def nothing_sent(state: Issuance, job: JobId, reason: str) -> Events:
    """The printer was never reached: the attempt ends with nothing printed."""
    now = _step(state, job, JobState.SPOOLED)
    return (
        events.JobSpooled(job, now.attempt, -1),
        events.JobNotPrinted(job, now.attempt, "printer", reason),
    )


def printed(state: Issuance, job: JobId, sheets: Sequence[SheetNumber], decided_by: str) -> Events:
    """Paper came out, on these sheets."""
    now = _step(state, job, JobState.PRINTED)
    return (events.JobPrinted(job, now.attempt, tuple(sheets), decided_by),)


def not_printed(state: Issuance, job: JobId, decided_by: str, reason: str) -> Events:
    """Nothing came out."""
    now = _step(state, job, JobState.NOT_PRINTED)
    return (events.JobNotPrinted(job, now.attempt, decided_by, reason),)


def unknown(state: Issuance, job: JobId, reason: str) -> Events:
    """Nobody knows; the printer stays taken until a person has looked.

    A job that was only reserved may have reached the printer before the program stopped.
    """
    now = state.job(job)
    if now.state is JobState.RESERVED:
        return (events.JobSpooled(job, now.attempt, -1), events.JobUnknown(job, now.attempt, reason))
    step(JOB_TABLE, now.state, JobState.UNKNOWN)
    return (events.JobUnknown(job, now.attempt, reason),)


def lost(state: Issuance, job: JobId, reason: PaperReason, note: Commitment | None = None) -> Events:
    """A sheet left the tray and is nowhere."""
    now = _step(state, job, JobState.LOST)
    return (events.JobLost(job, now.attempt, now.attempts[-1].sheets, reason, note),)


def spoilt(state: Issuance, job: JobId, reason: PaperReason, note: Commitment | None = None) -> Events:
    """書損: this paper may not be handed over."""
    now = _step(state, job, JobState.SPOILT)
    return (events.JobSpoilt(job, now.attempt, reason, note),)


def checked(state: Issuance, job: JobId, pages: int) -> Events:
    """照合.

    Raises:
        OutOfOrder: other than the pages that were sent.
    """
    now = _step(state, job, JobState.CHECKED)
    counted = events.JobChecked(job, now.attempt, pages)
    check(counted, state)
    return (counted,)


def delivered(state: Issuance, job: JobId) -> Events:
    """交付; the last one settles the application.

    Raises:
        SecondPersonNeeded: it was withheld, and nobody released it.
    """
    now = _step(state, job, JobState.DELIVERED)
    handed = events.JobDelivered(job)
    check(handed, state)
    return (handed, *_settle_after(state, now))


def uncollected(state: Issuance, job: JobId) -> Events:
    """Nobody took it by the close."""
    _step(state, job, JobState.UNCOLLECTED)
    return (events.JobUncollected(job),)


def withheld(state: Issuance, job: JobId) -> Events:
    """A hold arrived after the print."""
    _step(state, job, JobState.WITHHELD)
    return (events.JobWithheld(job),)


def void(
    state: Issuance,
    job: JobId,
    reason: PaperReason,
    operator: Pseudonym,
    second: Pseudonym,
    note: Commitment | None = None,
    *,
    office_fault: bool,
) -> Events:
    """取消 by two persons. Refund in full when it was the office's fault or nothing was printed, otherwise none.

    Cash goes back at once; what a terminal took stays due until the terminal gave it back (``refund``).
    """
    now = _step(state, job, JobState.VOIDED)
    voided = events.JobVoided(job, reason, office_fault, two_persons(operator, second), note)
    check(voided, state)
    due = refund_due(state, now, office_fault=office_fault)
    if due and state.application(now.application).means is not Means.CASH:
        return (voided,)
    cash: Events = (events.ApplicationRefunded(now.application, job, due, second),) if due else ()
    return (voided, *cash, *_settle_after(state, now))


def refund(state: Issuance, job: JobId, operator: Pseudonym, second: Pseudonym, slip: str) -> Events:
    """還付 through the terminal that took the fee, by two persons; ``slip`` is the number on its paper for it.

    Raises:
        AmountWrong: nothing is due.
        BadInput: no such number.
    """
    now = state.job(job)
    means = state.application(now.application).means
    second = two_persons(operator, second)
    given = events.ApplicationRefunded(now.application, job, now.refund_due_yen, second, means, slip)
    check(given, state)
    return (given, *_settle_after(state, now))


def returned(state: Issuance, job: JobId) -> Events:
    """A delivered paper came back."""
    now = _step(state, job, JobState.RETURNED)
    return (events.JobReturned(job, now.attempts[-1].sheets),)


def _step(state: Issuance, job: JobId, then: JobState) -> Job:
    now = state.job(job)
    step(JOB_TABLE, now.state, then)
    return now


def _settle_after(state: Issuance, ending: Job) -> Events:
    application = state.application(ending.application)
    others = (job for job in state.jobs_of(ending.application) if job.id != ending.id)
    done = all(job.state in ENDED and not job.refund_due_yen for job in others)
    if application.state is ApplicationState.SETTLED or not done:
        return ()
    return (events.ApplicationSettled(ending.application),)
