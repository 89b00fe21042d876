"""Where every job stands, folded into a table inside the transaction that appends the entry.

The deciders have judged the step already; here it is only written down, so that a start after a crash finds jobs in
doubt without reading the whole log.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from branch_app.domain.deciders.states import JobState
from branch_app.domain.errors import OutOfOrder
from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry
from branch_app.domain.values.identifiers import ApplicationId, IssueNumber, ItemId, JobId

STATES: dict[type[events.Event], JobState] = {
    events.JobPrepared: JobState.PREPARED,
    events.JobReserved: JobState.RESERVED,
    events.JobSpooled: JobState.SPOOLED,
    events.JobPrinted: JobState.PRINTED,
    events.JobNotPrinted: JobState.NOT_PRINTED,
    events.JobUnknown: JobState.UNKNOWN,
    events.JobLost: JobState.LOST,
    events.JobSpoilt: JobState.SPOILT,
    events.JobChecked: JobState.CHECKED,
    events.JobDelivered: JobState.DELIVERED,
    events.JobUncollected: JobState.UNCOLLECTED,
    events.JobWithheld: JobState.WITHHELD,
    events.JobReturned: JobState.RETURNED,
    events.JobVoided: JobState.VOIDED,
    events.JobCancelled: JobState.CANCELLED,
}
"""The state each kind of event leaves its job in."""


@dataclass(frozen=True, slots=True)
class JobLine:
    """One job as the log leaves it; ``attempt`` is 0 before the first, ``seq`` that of its last entry."""

    job: JobId
    application: ApplicationId
    item: ItemId
    number: IssueNumber
    state: JobState
    attempt: int
    seq: int


def project(connection: Any, entries: Sequence[Entry]) -> None:  # noqa: ANN401 - the driver has no types
    """Write down what these entries do to jobs.

    Raises:
        OutOfOrder: a job that was never prepared.
    """
    for entry in entries:
        match entry.event:
            case events.JobPrepared() as prepared:
                _insert(connection, prepared, entry.seq)
            case events.JobReserved() as reserved:
                _update(connection, reserved.job, JobState.RESERVED, entry.seq)
                connection.execute("UPDATE job SET attempt = ? WHERE job = ?", (reserved.attempt, reserved.job))
            case events.JobEvent() as event:
                _update(connection, event.job, STATES[type(event)], entry.seq)


def _insert(connection: Any, event: events.JobPrepared, seq: int) -> None:  # noqa: ANN401
    row = (event.job, event.application, event.item, event.number, JobState.PREPARED.value, 0, seq)
    connection.execute("INSERT INTO job VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def _update(connection: Any, job: JobId, state: JobState, seq: int) -> None:  # noqa: ANN401
    changed = connection.execute("UPDATE job SET state = ?, seq = ? WHERE job = ?", (state.value, seq, job))
    if changed.rowcount != 1:
        raise OutOfOrder(now="no such job", then=state.value)
