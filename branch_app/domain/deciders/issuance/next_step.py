"""What an application asks of the clerk next, read off the log alone: counter and recovery show the same."""

from dataclasses import dataclass
from enum import Enum

from branch_app.domain.deciders.issuance.state import Application, Issuance, Job
from branch_app.domain.deciders.states import ApplicationState, JobState
from branch_app.domain.values.identifiers import ApplicationId, JobId


class Step(Enum):
    """The one thing that can be done now."""

    WITHDRAW = "withdraw"
    """Making it ready was cut short: nothing is paid, it can only be withdrawn (取下げ)."""
    PAY = "pay"
    ANSWER = "answer"
    """Nobody knows whether a paper came out: only a person can say."""
    WATCH = "watch"
    """A paper may be coming out of the printer now."""
    PRINT = "print"
    CHECK = "check"
    HAND_OVER = "hand_over"
    REFUND = "refund"
    """A terminal owes the citizen: what it gave back is written down under the number on its paper."""
    DECIDE = "decide"
    """Only kept-back papers (交付保留, 受取なし, 返却) are left: hand over or void."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class NextStep:
    """The step with the papers it is about, in the order prepared; one paper where one is dealt with at a time."""

    step: Step
    jobs: tuple[JobId, ...] = ()


_ONE_BY_ONE = (
    (Step.ANSWER, frozenset({JobState.UNKNOWN})),
    (Step.WATCH, frozenset({JobState.RESERVED, JobState.SPOOLED})),
    (Step.PRINT, frozenset({JobState.PREPARED, JobState.NOT_PRINTED, JobState.LOST, JobState.SPOILT})),
    (Step.CHECK, frozenset({JobState.PRINTED})),
)
_KEPT_BACK = frozenset({JobState.WITHHELD, JobState.UNCOLLECTED, JobState.RETURNED})


def next_step(state: Issuance, application: ApplicationId) -> NextStep:
    """Doubt first, then printing, then counting; all counted papers are handed over together, then money goes back.

    Raises:
        BadInput: no such application.
    """
    now = state.application(application)
    match now.state:
        case ApplicationState.ACCEPTED | ApplicationState.IDENTIFIED:
            return NextStep(Step.WITHDRAW)
        case ApplicationState.QUOTED:
            return NextStep(Step.PAY, tuple(job.id for job in state.jobs_of(application)))
        case ApplicationState.CANCELLED:
            return NextStep(Step.NOTHING)
        case _:
            return _paid(state.jobs_of(application))


def waiting(state: Issuance) -> tuple[Application, ...]:
    """Applications that ask for something, in the order accepted."""
    return tuple(
        application
        for application in state.applications.values()
        if next_step(state, application.id).step is not Step.NOTHING
    )


def _paid(jobs: tuple[Job, ...]) -> NextStep:
    for step, states in _ONE_BY_ONE:
        for job in jobs:
            if job.state in states:
                return NextStep(step, (job.id,))
    together = (
        (Step.HAND_OVER, tuple(job.id for job in jobs if job.state is JobState.CHECKED)),
        (Step.REFUND, tuple(job.id for job in jobs if job.refund_due_yen)),
        (Step.DECIDE, tuple(job.id for job in jobs if job.state in _KEPT_BACK)),
    )
    return next((NextStep(step, found) for step, found in together if found), NextStep(Step.NOTHING))
