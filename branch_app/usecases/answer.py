"""「紙は出ましたか」: what a person says about a print that nobody knows the end of."""

from enum import Enum

from branch_app.domain.deciders.counter import Counter
from branch_app.domain.deciders.issuance import printing
from branch_app.domain.deciders.issuance.evolve import evolve
from branch_app.domain.deciders.sheets import confirm_next
from branch_app.domain.log.events import Event
from branch_app.domain.values.identifiers import JobId
from branch_app.domain.values.reasons import PaperReason
from branch_app.usecases.desk import Desk


class Answer(Enum):
    """The few things that can be true of a paper."""

    CAME_OUT_WELL = "came_out_well"
    CAME_OUT_SPOILT = "came_out_spoilt"
    DID_NOT_COME_OUT = "did_not_come_out"
    IS_GONE = "is_gone"


def answer(desk: Desk, job: JobId, said: Answer, reason: PaperReason = PaperReason.OTHER) -> None:
    """Resolve an unknown print by a person's answer; nothing is printed by it."""
    desk.journal.record(desk.new_request(), lambda state: _events(state, job, said, reason))


def confirm_sheet(desk: Desk, seen: int) -> None:
    """The next number on the tray, read by a person after a jam.

    Raises:
        OutOfOrder: another number than the log expects: explain the gap first.
    """
    desk.journal.record(desk.new_request(), lambda state: confirm_next(state.sheets, desk.stock, seen))


def _events(state: Counter, job: JobId, said: Answer, reason: PaperReason) -> tuple[Event, ...]:
    issuance = state.issuance
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
