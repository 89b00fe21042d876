"""再印刷: where a paper came out before, or is gone, another one takes two persons; where nothing came out, one."""

import pytest

from branch_app.domain.deciders.sheets import next_sheets
from branch_app.domain.deciders.states import REPRINTED, JobState
from branch_app.domain.errors import BadInput, OutOfOrder, SecondPersonNeeded
from branch_app.domain.log import events
from branch_app.domain.values.identifiers import JobId, Pseudonym
from tests.fakes.played_log import CLERK, LISTED, PAPER, PRINTER, SUPERVISOR
from tests.fakes.till import Till

AGAIN = sorted(REPRINTED, key=lambda state: state.value)


@pytest.mark.parametrize("state", AGAIN)
@pytest.mark.parametrize("second", [None, Pseudonym(""), CLERK], ids=["alone", "nobody", "the same person twice"])
def test_nobody_prints_again_alone(state: JobState, second: Pseudonym | None) -> None:
    """Spoilt or lost: nothing is reserved, and no sheet is taken."""
    till = Till.opened()
    job = till.in_state(state)
    before = till.state
    with pytest.raises(SecondPersonNeeded):
        till.reserve(job, second=second)
    assert before == till.state


@pytest.mark.parametrize("state", AGAIN)
def test_the_log_says_who_agreed_to_which_attempt(state: JobState) -> None:
    """Before the reservation, in the same decision."""
    till = Till.opened()
    job = till.in_state(state)
    till.reserve(job, second=SUPERVISOR)
    agreed, reserved = (entry.event for entry in till.entries[-2:])
    assert events.ReprintAgreed(job, 2, SUPERVISOR) == agreed
    assert isinstance(reserved, events.JobReserved)
    assert (2, JobState.RESERVED) == (reserved.attempt, till.job(job).state)


@pytest.mark.parametrize("state", [JobState.PREPARED, JobState.NOT_PRINTED])
def test_where_nothing_came_out_one_person_prints(state: JobState) -> None:
    """The first print, and a further try after one of which no paper came."""
    till = Till.opened()
    job = till.in_state(state)
    till.reserve(job, second=None)
    assert not [entry for entry in till.entries if isinstance(entry.event, events.ReprintAgreed)]


def test_an_agreed_reprint_that_did_not_come_out_is_tried_again_by_one() -> None:
    """The paper that two persons agreed to is still to be made."""
    till = Till.opened()
    job = till.in_state(JobState.SPOILT)
    till.reserve(job)
    till.spool(job)
    till.nothing_came(job)
    till.reserve(job, second=None)
    assert 3 == till.job(job).attempt


def test_a_second_spoilt_paper_takes_two_persons_once_more() -> None:
    """What was agreed to was the one paper before."""
    till = Till.opened()
    job = till.in_state(JobState.SPOILT)
    till.print(job)
    till.spoil(job)
    with pytest.raises(SecondPersonNeeded):
        till.reserve(job, second=None)


def test_a_log_of_before_keeps_its_reprints() -> None:
    """They were written when one person was enough."""
    till = Till.opened()
    job = till.in_state(JobState.SPOILT)
    taken = next_sheets(till.state.sheets, PAPER, 1)
    till.add(events.JobReserved(job, 2, PRINTER, PAPER, taken, LISTED))
    assert JobState.RESERVED is till.job(job).state


@pytest.mark.parametrize("state", [state for state in JobState if state not in REPRINTED])
def test_an_agreement_to_what_is_no_reprint_is_refused(state: JobState) -> None:
    """No counter wrote that log."""
    till = Till.opened()
    job = till.in_state(state)
    with pytest.raises(OutOfOrder):
        till.add(events.ReprintAgreed(job, till.job(job).attempt + 1, SUPERVISOR))


@pytest.mark.parametrize("attempt", [0, 1, 3])
def test_an_agreement_is_to_the_next_attempt(attempt: int) -> None:
    """Neither the one before nor one that nobody asks for; and of a copy that is there."""
    till = Till.opened()
    job = till.in_state(JobState.SPOILT)
    with pytest.raises(OutOfOrder):
        till.add(events.ReprintAgreed(job, attempt, SUPERVISOR))
    with pytest.raises(BadInput):
        till.add(events.ReprintAgreed(JobId("nobody's"), 2, SUPERVISOR))
