"""A network printer that speaks IPP, behind the port `Printer`.

Asking is harmless and may be repeated, so whatever goes wrong with a question is PrinterAbsent; only handing over a
file can leave us in doubt. A job is recognised by its number **and** its name: a printer that was switched off
counts from 1 again, and the state of another's paper must never be taken for ours.
"""

from typing import Final

from branch_app.domain.errors import PrinterAbsent, PrinterRefused, PrintError, PrintInDoubt
from branch_app.ports import PrintReport, Ticket
from branch_app.printing.client import IppClient
from branch_app.printing.ipp import Attribute, Group, GroupTag, Message, ValueTag, number, text
from branch_app.printing.request import A4, PDF, named, operation
from branch_app.printing.verdict import GONE as NOT_IN_HISTORY
from branch_app.printing.verdict import JobFacts, blocking, ended, waiting
from branch_app.printing.vocabulary import (
    GONE,
    NOT_FOUND,
    NOT_POSSIBLE,
    PRINTER_STOPPED,
    REFUSALS,
    JobState,
    Operation,
    is_success,
)
from branch_app.printing.watch import FINAL, Pace

_SIDES: Final = "two-sided-long-edge"
_NEEDED: Final = (("document-format", PDF), ("media", A4), ("sides", _SIDES))
_JOB_ATTRIBUTES: Final = (
    "job-name",
    "job-state",
    "job-state-reasons",
    "job-impressions-completed",
    "time-at-processing",
)
_PRINTER_ATTRIBUTES: Final = (
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "document-format-supported",
    "media-supported",
    "sides-supported",
)


class IppPrinter:
    """One printer. ``cancelling`` says how long a cancel may take until it is confirmed."""

    def __init__(self, name: str, client: IppClient, cancelling: Pace) -> None:
        self._name = name
        self._client = client
        self._cancelling = cancelling

    @property
    def name(self) -> str:
        """As configured."""
        return self._name

    def problems(self) -> tuple[str, ...]:
        """IPP keywords of what keeps it from printing an A4 PDF on both sides now; empty when ready."""
        printer = self._printer()
        found = list(blocking(printer.strings("printer-state-reasons")))
        if printer.number("printer-state") == PRINTER_STOPPED and not found:
            found.append("stopped")
        if printer.flag("printer-is-accepting-jobs") is False:
            found.append("not-accepting-jobs")
        found += [f"{what}-not-supported" for what, needed in _NEEDED if not _offers(printer, what, needed)]
        return tuple(found)

    def submit(self, pdf: bytes, ticket: Ticket) -> int:
        """Print-Job: one copy, A4, both sides, unscaled."""
        request = operation(self._client.address.uri, *named(ticket.name))
        answer = self._client.call(Operation.PRINT_JOB, (request, _JOB_TEMPLATE), pdf)
        if answer.code in REFUSALS:
            raise PrinterRefused(cause="ipp", status=answer.code)
        printer_job = answer.group(GroupTag.JOB).number("job-id")
        if not is_success(answer.code) or printer_job is None:
            raise PrintInDoubt(cause="ipp", status=answer.code)
        return printer_job

    def find(self, ticket: Ticket) -> int | None:
        """The newest job of that name, under way or ended."""
        # In this order a job that ends between the two questions is seen by the second.
        for which in ("not-completed", "completed"):
            answer = self._ask(
                Operation.GET_JOBS,
                text(ValueTag.KEYWORD, "which-jobs", which),
                text(ValueTag.KEYWORD, "requested-attributes", "job-id", "job-name"),
            )
            jobs = (job for job in answer.all_of(GroupTag.JOB) if job.string("job-name") == ticket.name)
            numbers = [found for job in jobs if (found := job.number("job-id")) is not None]
            if numbers:
                return max(numbers)
        return None

    def report(self, printer_job: int, ticket: Ticket) -> PrintReport:
        """Where the job stands; UNKNOWN when the printer does not know it under this name.

        Raises:
            PrinterAbsent: it could not be asked; ask again.
        """
        job = self._job(printer_job, ticket)
        if job is None:
            return NOT_IN_HISTORY
        return ended(job, ticket.impressions) or waiting(job, self._printer().strings("printer-state-reasons"))

    def cancel(self, printer_job: int, ticket: Ticket) -> PrintReport:
        """Cancel, then ask until the job has ended.

        PENDING or STALLED: the printer has not confirmed within the time, the job may yet print; cancel again.

        Raises:
            PrinterAbsent: it could not be asked; cancel again.
        """
        if self._job(printer_job, ticket) is None:
            return NOT_IN_HISTORY
        self._ask(Operation.CANCEL_JOB, number("job-id", printer_job), also=NOT_POSSIBLE)
        report = NOT_IN_HISTORY
        for _ in self._cancelling.rounds():
            report = self.report(printer_job, ticket)
            if report.state in FINAL:
                break
        return report

    def _job(self, printer_job: int, ticket: Ticket) -> JobFacts | None:
        """What the printer tells of our job; None when it knows none of that number and name."""
        answer = self._ask(
            Operation.GET_JOB_ATTRIBUTES,
            number("job-id", printer_job),
            text(ValueTag.KEYWORD, "requested-attributes", *_JOB_ATTRIBUTES),
        )
        job = answer.group(GroupTag.JOB)
        if job.string("job-name") != ticket.name:
            return None
        try:
            state = JobState(job.number("job-state") or 0)
        except ValueError as error:
            raise PrinterAbsent(cause="garbled") from error
        return JobFacts(
            state,
            job.strings("job-state-reasons"),
            job.number("job-impressions-completed"),
            begun=not job.is_unset("time-at-processing"),
        )

    def _printer(self) -> Group:
        answer = self._ask(
            Operation.GET_PRINTER_ATTRIBUTES,
            text(ValueTag.KEYWORD, "requested-attributes", *_PRINTER_ATTRIBUTES),
        )
        return answer.group(GroupTag.PRINTER)

    def _ask(self, question: Operation, *attributes: Attribute, also: int = NOT_FOUND) -> Message:
        """A question that may be asked again; that the job is not there is an answer too."""
        try:
            answer = self._client.call(question, (operation(self._client.address.uri, *attributes),))
        except PrintError as error:
            raise PrinterAbsent(**error.facts) from error
        if not (is_success(answer.code) or answer.code in {NOT_FOUND, GONE, also}):
            raise PrinterAbsent(cause="ipp", status=answer.code)
        return answer


def _offers(printer: Group, what: str, needed: str) -> bool:
    """A printer that does not list what it supports is given the chance."""
    supported = printer.strings(f"{what}-supported")
    return not supported or needed in supported


_JOB_TEMPLATE: Final = Group(
    GroupTag.JOB,
    (
        number("copies", 1),
        text(ValueTag.KEYWORD, "media", A4),
        text(ValueTag.KEYWORD, "sides", _SIDES),
        text(ValueTag.KEYWORD, "print-scaling", "none"),
    ),
)
