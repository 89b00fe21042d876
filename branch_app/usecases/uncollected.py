"""受取なし: checked papers that nobody took by the close are kept with their form until somebody comes."""

from branch_app.domain.deciders.counter import Counter
from branch_app.domain.deciders.issuance import printing
from branch_app.domain.deciders.states import JobState
from branch_app.domain.log.events import Event
from branch_app.domain.values.identifiers import JobId
from branch_app.usecases.desk import Desk


def keep_uncollected(desk: Desk) -> tuple[JobId, ...]:
    """Mark every paper that was checked and not handed over, before the close; which they were.

    They outlive the close: handed over on a later day like any other, or voided by two persons with the refund that
    the rule gives. Their print files go, because a paper in this state is never printed again.
    """
    waiting = _checked(desk.journal.refresh())

    def decision(state: Counter) -> tuple[Event, ...]:
        jobs = _checked(state)
        return tuple(event for job in jobs for event in printing.uncollected(state.issuance, job))

    desk.journal.record(desk.new_request(), decision)
    for job in waiting:
        desk.print_files.wipe(job)
    return waiting


def _checked(state: Counter) -> tuple[JobId, ...]:
    return tuple(job.id for job in state.issuance.jobs.values() if job.state is JobState.CHECKED)
