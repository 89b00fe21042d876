"""認証・印刷: one copy to the printer, once.

Log first, then the printer: `reserved` is on disk before a byte leaves, and what came of it is written down before
anything else is tried. Nothing here ever sends a file a second time by itself.
"""

import hashlib

from branch_app.domain.deciders.counter import Counter
from branch_app.domain.deciders.issuance import printing
from branch_app.domain.deciders.issuance.state import Job
from branch_app.domain.deciders.sheets import next_sheets
from branch_app.domain.deciders.two_persons import Actors
from branch_app.domain.errors import OutOfOrder, PreflightFailed, PrinterAbsent, PrinterRefused, PrintInDoubt
from branch_app.domain.log.canonical import to_canonical
from branch_app.domain.log.commitment import check
from branch_app.domain.log.events import DataUsed, Event
from branch_app.domain.rules.freshness import check_restrictions
from branch_app.domain.values.identifiers import JobId, Pseudonym
from branch_app.ports import PrintReport, PrintState, Ticket
from branch_app.usecases.data_used import list_used
from branch_app.usecases.desk import Desk
from branch_app.usecases.journal import Decision
from branch_app.usecases.release import check_unstopped
from branch_app.usecases.snapshot import open_snapshot


def send(desk: Desk, job: JobId, second: Pseudonym | None = None) -> Ticket:
    """Reserve printer and sheets, then hand over the very bytes that were compared.

    After a paper that is spoilt or gone a ``second`` person agreed to another one (``Vouched.REPRINT``).

    Raises:
        SecondPersonNeeded: a reprint, and alone.
        Restricted, DataStale: a block arrived since the item was authorised.
        PaperKeyUnusable: the key that the paper was sealed by may be used no more.
        PreflightFailed: file or subject is not what the log committed to.
        PrinterBusy: another job is in flight.
        PrinterAbsent, PrinterRefused: nothing was printed, and the log says so.
        PrintInDoubt: nobody knows; the job waits for a person's answer.
    """
    pdf, actors = desk.print_files.get(job), Actors(desk.journal.operator, second)
    desk.journal.decide(desk.new_request(), lambda state: _reserve(desk, state, job, pdf, actors))
    reserved = desk.journal.state.issuance.job(job)
    ticket = ticket_of(reserved)
    try:
        printer_job = desk.printer.submit(pdf, ticket)
    except (PrinterAbsent, PrinterRefused) as error:
        reason = error.code
        _record(desk, lambda state: printing.nothing_sent(state.issuance, job, reason))
        raise
    except PrintInDoubt as error:
        reason = error.code
        _record(desk, lambda state: printing.unknown(state.issuance, job, reason))
        raise
    _record(desk, lambda state: printing.spooled(state.issuance, job, printer_job))
    return ticket


def follow(desk: Desk, job: JobId) -> PrintReport:
    """Ask the printer once where a spooled job stands, and write down a final answer."""
    now = desk.journal.refresh().issuance.job(job)
    report = desk.printer.report(now.printer_job, ticket_of(now))
    settle(desk, job, now.attempt, report)
    return report


def cancel_print(desk: Desk, job: JobId) -> PrintReport:
    """Cancel at the printer, so that a resumed jam cannot print by itself, and write down what that left.

    A printer that cannot be reached any more tells nobody what came out: a person has to look.
    """
    now = desk.journal.state.issuance.job(job)
    try:
        report = desk.printer.cancel(now.printer_job, ticket_of(now))
    except PrinterAbsent as error:
        report = PrintReport(PrintState.UNKNOWN, (error.code.replace("_", "-"),))
    settle(desk, job, now.attempt, report)
    return report


def give_up(desk: Desk, job: JobId) -> None:
    """No news for too long: nobody knows what became of it, and the printer stays taken (Yokohama, 2023)."""
    now = desk.journal.refresh().issuance.job(job)
    settle(desk, job, now.attempt, PrintReport(PrintState.UNKNOWN, ("watch-timed-out",)))


def settle(desk: Desk, job: JobId, attempt: int, report: PrintReport) -> None:
    """Write down the final report of one attempt; pending and stalled are not final.

    Raises:
        OutOfOrder: another process has ended that attempt meanwhile.
    """
    reason = ",".join(report.reasons) or report.state.value

    def decision(state: Counter) -> tuple[Event, ...]:
        now = state.issuance.job(job)
        if now.attempt != attempt:
            raise OutOfOrder(now=f"attempt {now.attempt}", then=f"attempt {attempt}")
        match report.state:
            case PrintState.PRINTED:
                return printing.printed(state.issuance, job, now.attempts[-1].sheets, "printer")
            case PrintState.NOT_PRINTED:
                return printing.not_printed(state.issuance, job, "printer", reason)
            case _:
                return printing.unknown(state.issuance, job, reason)

    if report.state not in {PrintState.PENDING, PrintState.STALLED}:
        _record(desk, decision)


def ticket_of(job: Job) -> Ticket:
    """The name the current attempt goes by at the printer."""
    return Ticket(job.id, job.attempt, job.pages)


def _reserve(desk: Desk, state: Counter, job: JobId, pdf: bytes, actors: Actors) -> tuple[Event, ...]:
    now = state.issuance.job(job)
    _check_bytes(desk, now, pdf)
    desk.paper_seals.signer()
    looked_at = _check_subject(desk, state, now)
    sheets = next_sheets(state.sheets, desk.stock, now.pages)
    return printing.reserve(state.issuance, job, desk.printer.name, desk.stock, sheets, looked_at, actors)


def _check_bytes(desk: Desk, job: Job, pdf: bytes) -> None:
    """The bytes in hand are the bytes the log committed to (Kawasaki, 2023)."""
    opening = desk.journal.ledger.opening_of(job.file)
    check(job.file, opening)
    if opening.value != to_canonical(hashlib.sha256(pdf).hexdigest()):
        raise PreflightFailed(what="digest")


def _check_subject(desk: Desk, state: Counter, job: Job) -> DataUsed:
    """The job's subject is its item's subject, and is still unrestricted; the list that was looked at."""
    item = state.issuance.item(job.item)
    subject, taken = (desk.journal.ledger.opening_of(which) for which in (job.subject_id, item.snapshot))
    check(job.subject_id, subject)
    check(item.snapshot, taken)
    snapshot = open_snapshot(item.certificate, taken)
    if subject.value != to_canonical(snapshot.subject):
        raise PreflightFailed(what="subject")
    restrictions = desk.restrictions.current()
    check_restrictions(restrictions, desk.limits, desk.clock.now())
    check_unstopped(desk, item, snapshot, restrictions)
    return list_used(restrictions)


def _record(desk: Desk, decision: Decision) -> None:
    desk.journal.record(desk.new_request(), decision)
