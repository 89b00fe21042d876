"""書損 and 取消: spoil a paper, or give a copy up for good with a second person."""

from dataclasses import dataclass

from branch_app.domain.deciders.counter import Counter
from branch_app.domain.deciders.issuance import printing
from branch_app.domain.deciders.issuance.evolve import evolve
from branch_app.domain.deciders.states import IN_FLIGHT, JobState
from branch_app.domain.errors import OutOfOrder
from branch_app.domain.log.events import Event
from branch_app.domain.values.identifiers import Commitment, JobId, Pseudonym
from branch_app.domain.values.reasons import PaperReason
from branch_app.usecases.desk import Desk


def spoil(desk: Desk, job: JobId, reason: PaperReason, words: str = "") -> None:
    """This paper may not be handed over; another attempt costs nothing. The clerk's ``words`` are committed."""
    note, openings = desk.veil.words(words)
    desk.journal.record(
        desk.new_request(), lambda state: printing.spoilt(state.issuance, job, reason, note), openings
    )


def void(
    desk: Desk,
    job: JobId,
    reason: PaperReason,
    second: Pseudonym,
    words: str = "",
    *,
    office_fault: bool,
) -> None:
    """Give a copy up; refund by rule. A paper that already came out is spoilt first.

    What a terminal took stays due until ``refund``; the day does not close before.

    Raises:
        SecondPersonNeeded: alone.
        OutOfOrder: its paper may be coming out; the print's end must be known first.
    """
    note, openings = desk.veil.words(words)
    request = _Void(job, reason, desk.journal.operator, second, note, office_fault)
    desk.journal.decide(desk.new_request(), request.events, openings)
    desk.print_files.wipe(job)


def refund(desk: Desk, job: JobId, second: Pseudonym, slip: str) -> None:
    """Write down what the terminal gave back for a voided copy, under the number on its paper (``Vouched.REFUND``).

    Raises:
        AmountWrong: nothing is due.
        BadInput: no such number.
        SecondPersonNeeded: alone.
    """
    operator = desk.journal.operator
    desk.journal.record(
        desk.new_request(), lambda state: printing.refund(state.issuance, job, operator, second, slip)
    )


@dataclass(frozen=True, slots=True)
class _Void:
    job: JobId
    reason: PaperReason
    operator: Pseudonym
    second: Pseudonym
    note: Commitment | None
    office_fault: bool

    def events(self, state: Counter) -> tuple[Event, ...]:
        issuance = state.issuance
        now = issuance.job(self.job).state
        if now in IN_FLIGHT:
            raise OutOfOrder(now=now.value, then=JobState.VOIDED.value)
        spoilt: tuple[Event, ...] = ()
        if now in {JobState.PRINTED, JobState.CHECKED}:
            spoilt = printing.spoilt(issuance, self.job, self.reason, self.note)
            issuance = evolve(issuance, spoilt[0])
        voided = printing.void(
            issuance,
            self.job,
            self.reason,
            self.operator,
            self.second,
            self.note,
            office_fault=self.office_fault,
        )
        return (*spoilt, *voided)
