"""Print files that outlived their copy."""

import uuid
from datetime import timedelta

import pytest

from branch_app.domain.deciders.states import ENDED, JobState
from branch_app.domain.values.identifiers import JobId
from branch_app.usecases.leftovers import leftovers
from tests.fakes.played_log import MORNING
from tests.fakes.till import Till


@pytest.mark.parametrize("state", JobState)
def test_a_file_is_left_over_when_its_copy_has_ended(state: JobState) -> None:
    """Handed over, voided, cancelled: nothing prints from it again; every other copy may need it."""
    till = Till.opened()
    job = till.in_state(state)
    assert ((job,) if state in ENDED else ()) == leftovers((job,), till.state.issuance, MORNING)


@pytest.mark.parametrize(("age", "over"), [(timedelta(minutes=59), False), (timedelta(minutes=61), True)])
def test_a_file_the_log_never_heard_of_is_left_over_after_an_hour(age: timedelta, over: bool) -> None:
    """A young one may belong to a copy that is being made elsewhere; its name says when it was made."""
    milliseconds = int((MORNING - age).timestamp() * 1000)
    job = JobId(str(uuid.UUID(int=(milliseconds << 80) | 0x7000_8000_0000_0000_0000)))
    assert ((job,) if over else ()) == leftovers((job,), Till.opened().state.issuance, MORNING)
