"""書損 and 取消: spoil a paper, or give a copy up for good with a second person."""

from branch_app.domain.deciders.counter import Counter
from branch_app.domain.deciders.issuance import printing
from branch_app.domain.deciders.issuance.evolve import evolve
from branch_app.domain.deciders.states import JobState
from branch_app.domain.log.events import Event
from branch_app.domain.values.identifiers import JobId, Pseudonym
from branch_app.usecases.desk import Desk


def spoil(desk: Desk, job: JobId, reason: str) -> None:
    """This paper may not be handed over; another attempt costs nothing."""
    desk.journal.record(desk.new_request(), lambda state: printing.spoilt(state.issuance, job, reason))


def void(desk: Desk, job: JobId, reason: str, second: Pseudonym, *, office_fault: bool) -> None:
    """Give a copy up; refund by rule. A paper that already came out is spoilt first.

    Raises:
        SecondPersonNeeded: alone.
    """
    desk.journal.decide(
        desk.new_request(),
        lambda state: _events(desk, state, job, reason, second, office_fault=office_fault),
    )
    desk.print_files.wipe(job)


def _events(
    desk: Desk, state: Counter, job: JobId, reason: str, second: Pseudonym, *, office_fault: bool
) -> tuple[Event, ...]:
    issuance = state.issuance
    spoilt: tuple[Event, ...] = ()
    if issuance.job(job).state in {JobState.PRINTED, JobState.CHECKED}:
        spoilt = printing.spoilt(issuance, job, reason)
        issuance = evolve(issuance, spoilt[0])
    operator = desk.journal.operator
    return (*spoilt, *printing.void(issuance, job, reason, operator, second, office_fault=office_fault))
