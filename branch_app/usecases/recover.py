"""After a crash: every job whose end nobody wrote down, and what the printer knows. Nothing prints by itself."""

from dataclasses import dataclass

from branch_app.domain.deciders.issuance import printing
from branch_app.domain.deciders.states import IN_FLIGHT, JobState
from branch_app.domain.errors import PrinterAbsent
from branch_app.domain.values.identifiers import IssueNumber, JobId
from branch_app.ports import PrintReport, PrintState
from branch_app.usecases.desk import Desk
from branch_app.usecases.print_copy import settle, ticket_of


@dataclass(frozen=True, slots=True)
class OpenJob:
    """A job that asks for something: an answer when unknown, else its next step."""

    job: JobId
    number: IssueNumber
    state: JobState


def recover(desk: Desk) -> tuple[OpenJob, ...]:
    """Ask the printer about every job in flight, write down what is certain, leave the rest to a person."""
    in_flight = [job.id for job in desk.journal.refresh().issuance.in_flight()]
    for job in in_flight:
        _look(desk, job)
    return tuple(OpenJob(job.id, job.number, job.state) for job in desk.journal.state.issuance.open_jobs())


def needs_answer(job: OpenJob) -> bool:
    """Whether only a person can say what became of it."""
    return job.state in IN_FLIGHT


def _look(desk: Desk, job: JobId) -> None:
    now = desk.journal.state.issuance.job(job)
    if now.state is JobState.UNKNOWN:
        return
    try:
        printer_job = now.printer_job if now.printer_job >= 0 else desk.printer.find(ticket_of(now))
        report = _report(desk, job, printer_job)
    except PrinterAbsent:
        report = PrintReport(PrintState.UNKNOWN, ("printer-absent",))
    if desk.journal.state.issuance.job(job).state is JobState.RESERVED:
        reason = ",".join(report.reasons)
        desk.journal.record(desk.new_request(), lambda state: printing.unknown(state.issuance, job, reason))
        return
    settle(desk, job, now.attempt, report)


def _report(desk: Desk, job: JobId, printer_job: int | None) -> PrintReport:
    """What the printer says; a job it does not know is unknown, never "not printed"."""
    now = desk.journal.state.issuance.job(job)
    if printer_job is None:
        return PrintReport(PrintState.UNKNOWN, ("not-in-history",))
    if now.state is JobState.RESERVED:
        desk.journal.record(desk.new_request(), lambda state: printing.spooled(state.issuance, job, printer_job))
    return desk.printer.report(printer_job, ticket_of(now))
