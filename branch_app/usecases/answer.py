"""「紙は出ましたか」: what a person says about a print that nobody knows the end of."""

from contextlib import suppress
from enum import Enum

from branch_app.domain.deciders.counter import Counter
from branch_app.domain.deciders.issuance import printing
from branch_app.domain.deciders.issuance.evolve import evolve
from branch_app.domain.deciders.issuance.state import Job
from branch_app.domain.deciders.states import JobState
from branch_app.domain.errors import OutOfOrder, PrinterAbsent, PrinterBusy
from branch_app.domain.log.events import Event
from branch_app.domain.values.identifiers import JobId
from branch_app.domain.values.reasons import PaperReason
from branch_app.ports import PrintState
from branch_app.usecases.desk import Desk
from branch_app.usecases.print_copy import ticket_of


class Answer(Enum):
    """The few things that can be true of a paper."""

    CAME_OUT_WELL = "came_out_well"
    CAME_OUT_SPOILT = "came_out_spoilt"
    DID_NOT_COME_OUT = "did_not_come_out"
    IS_GONE = "is_gone"


def answer(desk: Desk, job: JobId, said: Answer, reason: PaperReason = PaperReason.OTHER) -> None:
    """Resolve an unknown print by a person's answer; nothing is printed by it.

    Unless the paper came out well, the printer must have let go of the job first, or it could print once more.

    Raises:
        OutOfOrder: its end is not unknown.
        PrinterBusy: the printer still holds the job and has not confirmed the cancel; answer again.
    """
    _expect_unknown(desk.journal.refresh().issuance.job(job))
    if said is not Answer.CAME_OUT_WELL:
        _let_go(desk, job)
    desk.journal.record(desk.new_request(), lambda state: _events(state, job, said, reason))


def _expect_unknown(job: Job) -> None:
    if job.state is not JobState.UNKNOWN:
        raise OutOfOrder(now=job.state.value, then="answered")


def _let_go(desk: Desk, job: JobId) -> None:
    now = desk.journal.state.issuance.job(job)
    if now.printer_job < 0:
        return
    # A printer that is switched off holds nothing that it could tell us about; the person has looked.
    with suppress(PrinterAbsent):
        report = desk.printer.cancel(now.printer_job, ticket_of(now))
        if report.state in {PrintState.PENDING, PrintState.STALLED}:
            raise PrinterBusy


def _events(state: Counter, job: JobId, said: Answer, reason: PaperReason) -> tuple[Event, ...]:
    issuance = state.issuance
    _expect_unknown(issuance.job(job))
    sheets = issuance.job(job).attempts[-1].sheets
    match said:
        case Answer.CAME_OUT_WELL:
            return printing.printed(issuance, job, sheets, "person")
        case Answer.CAME_OUT_SPOILT:
            (came_out,) = printing.printed(issuance, job, sheets, "person")
            return (came_out, *printing.spoilt(evolve(issuance, came_out), job, reason))
        case Answer.DID_NOT_COME_OUT:
            return printing.not_printed(issuance, job, "person", reason.value)
        case Answer.IS_GONE:
            return printing.lost(issuance, job, reason)
