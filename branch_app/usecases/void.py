"""書損 and 取消: spoil a paper, or give a copy up for good with a second person."""

from collections.abc import Sequence
from dataclasses import dataclass

from branch_app.domain.deciders.counter import Counter
from branch_app.domain.deciders.issuance import printing
from branch_app.domain.deciders.issuance.evolve import evolve
from branch_app.domain.deciders.issuance.state import Issuance
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
    void_several(desk, (job,), reason, second, words, office_fault=office_fault)


def void_several(
    desk: Desk,
    jobs: Sequence[JobId],
    reason: PaperReason,
    second: Pseudonym,
    words: str = "",
    *,
    office_fault: bool,
) -> None:
    """Give up several copies of a form, or all, by one word of two persons: all of them or none.

    Each copy's refund is its own by rule, so a part of a form gives back a part of its fee.

    Raises:
        SecondPersonNeeded, OutOfOrder: as ``void`` says, of any of them.
    """
    note, openings = desk.veil.words(words)
    request = _Void(tuple(jobs), reason, desk.journal.operator, second, note, office_fault)
    desk.journal.decide(desk.new_request(), request.events, openings)
    for job in jobs:
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
    jobs: tuple[JobId, ...]
    reason: PaperReason
    operator: Pseudonym
    second: Pseudonym
    note: Commitment | None
    office_fault: bool

    def events(self, state: Counter) -> tuple[Event, ...]:
        issuance = state.issuance
        happened: list[Event] = []
        for job in self.jobs:
            for event in self._events_of(issuance, job):
                issuance = evolve(issuance, event)
                happened.append(event)
        return tuple(happened)

    def _events_of(self, issuance: Issuance, job: JobId) -> tuple[Event, ...]:
        now = issuance.job(job).state
        if now in IN_FLIGHT:
            raise OutOfOrder(now=now.value, then=JobState.VOIDED.value)
        spoilt: tuple[Event, ...] = ()
        if now in {JobState.PRINTED, JobState.CHECKED}:
            spoilt = printing.spoilt(issuance, job, self.reason, self.note)
            issuance = evolve(issuance, spoilt[0])
        voided = printing.void(
            issuance,
            job,
            self.reason,
            self.operator,
            self.second,
            self.note,
            office_fault=self.office_fault,
        )
        return (*spoilt, *voided)
