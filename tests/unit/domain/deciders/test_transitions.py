"""Every event in every state a copy can be in: recorded when the table says so, else refused."""

from itertools import product

import pytest

from branch_app.domain.deciders.sheets import sheet_number
from branch_app.domain.deciders.states import JobState
from branch_app.domain.errors import Refused
from branch_app.domain.log import events
from branch_app.domain.values.identifiers import JobId
from branch_app.domain.values.reasons import PaperReason
from tests.fakes.played_log import LISTED, PAPER, PRINTER, SUPERVISOR
from tests.fakes.till import Till

FOLLOWERS = {
    JobState.PREPARED: "reserved voided",
    JobState.RESERVED: "spooled voided",
    JobState.SPOOLED: "printed not_printed unknown",
    JobState.UNKNOWN: "printed not_printed lost",
    JobState.NOT_PRINTED: "reserved voided",
    JobState.LOST: "reserved voided",
    JobState.SPOILT: "reserved voided",
    JobState.PRINTED: "checked spoilt",
    JobState.CHECKED: "delivered spoilt uncollected withheld",
    JobState.UNCOLLECTED: "delivered voided",
    JobState.WITHHELD: "delivered voided",
    JobState.DELIVERED: "returned",
    JobState.RETURNED: "voided",
    JobState.VOIDED: "",
    JobState.CANCELLED: "",
}
"""Of a paid copy: only before payment a prepared one may be cancelled."""

TARGETS = [state for state in JobState if state is not JobState.PREPARED]


@pytest.mark.parametrize(("now", "then"), [*product(JobState, TARGETS)])
def test_the_fold_records_a_step_of_a_copy_only_by_the_table(now: JobState, then: JobState) -> None:
    """A log whose copy steps from one state to another is believed exactly where the table has that step."""
    till = Till.opened()
    job = till.in_state(now)
    if now is JobState.WITHHELD:
        till.release(job)
    before = till.state
    try:
        till.add(_event(till, job, then))
    except Refused:
        assert then.value not in FOLLOWERS[now].split()
        assert before == till.state
    else:
        assert then.value in FOLLOWERS[now].split()
        assert then is till.job(job).state


def test_every_state_of_a_copy_can_be_reached() -> None:
    """No state of the table is dead: a counter can bring a copy into each."""
    for state in JobState:
        till = Till.opened()
        assert state is till.job(till.in_state(state)).state


def _event(till: Till, job: JobId, then: JobState) -> events.JobEvent:
    now = till.job(job)
    sheets = now.attempts[-1].sheets if now.attempts else ()
    top = (sheet_number(PAPER, till.state.sheets.stock(PAPER).next_number),)
    return {
        JobState.RESERVED: events.JobReserved(job, now.attempt + 1, PRINTER, PAPER, top, LISTED),
        JobState.SPOOLED: events.JobSpooled(job, now.attempt, 7),
        JobState.PRINTED: events.JobPrinted(job, now.attempt, sheets, "printer"),
        JobState.NOT_PRINTED: events.JobNotPrinted(job, now.attempt, "printer", "media-empty"),
        JobState.UNKNOWN: events.JobUnknown(job, now.attempt, "no-answer"),
        JobState.LOST: events.JobLost(job, now.attempt, sheets, PaperReason.NOT_FOUND),
        JobState.CHECKED: events.JobChecked(job, now.attempt, now.pages),
        JobState.SPOILT: events.JobSpoilt(job, now.attempt, PaperReason.JAM),
        JobState.DELIVERED: events.JobDelivered(job),
        JobState.UNCOLLECTED: events.JobUncollected(job),
        JobState.WITHHELD: events.JobWithheld(job),
        JobState.RETURNED: events.JobReturned(job, sheets),
        JobState.VOIDED: events.JobVoided(job, PaperReason.NOT_NEEDED, office_fault=False, second=SUPERVISOR),
        JobState.CANCELLED: events.JobCancelled(job),
    }[then]
