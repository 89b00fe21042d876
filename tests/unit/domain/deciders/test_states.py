"""The three state tables, held against the tables of the decision record written out again here."""

from itertools import product

import pytest

from branch_app.domain.deciders.states import (
    APPLICATION_TABLE,
    ENDED,
    IN_FLIGHT,
    ITEM_TABLE,
    JOB_TABLE,
    ApplicationState,
    ItemState,
    JobState,
    S,
    step,
)
from branch_app.domain.errors import OutOfOrder

APPLICATION = {
    "accepted": "identified cancelled",
    "identified": "quoted cancelled",
    "quoted": "charged exempt cancelled",
    "charged": "settled",
    "exempt": "settled",
}
ITEM = {
    "requested": "authorised refused cancelled",
    "authorised": "prepared render_failed cancelled",
    "prepared": "cancelled",
}
JOB = {
    "prepared": "reserved cancelled voided",
    "reserved": "spooled voided",
    "spooled": "printed not_printed unknown",
    "unknown": "printed not_printed lost",
    "not_printed": "reserved voided",
    "lost": "reserved voided",
    "spoilt": "reserved voided",
    "printed": "checked spoilt",
    "checked": "delivered spoilt uncollected withheld",
    "uncollected": "delivered voided",
    "withheld": "delivered voided",
    "delivered": "returned",
    "returned": "voided",
}


@pytest.mark.parametrize(("now", "then"), [*product(ApplicationState, repeat=2)])
def test_an_application_steps_as_decided(now: ApplicationState, then: ApplicationState) -> None:
    """Every pair of application states is allowed or refused as the decision record says."""
    assert (then.value in APPLICATION.get(now.value, "").split()) is _allowed(APPLICATION_TABLE, now, then)


@pytest.mark.parametrize(("now", "then"), [*product(ItemState, repeat=2)])
def test_an_item_steps_as_decided(now: ItemState, then: ItemState) -> None:
    """Every pair of item states is allowed or refused as the decision record says."""
    assert (then.value in ITEM.get(now.value, "").split()) is _allowed(ITEM_TABLE, now, then)


@pytest.mark.parametrize(("now", "then"), [*product(JobState, repeat=2)])
def test_a_job_steps_as_decided(now: JobState, then: JobState) -> None:
    """Every pair of job states is allowed or refused as the decision record says."""
    assert (then.value in JOB.get(now.value, "").split()) is _allowed(JOB_TABLE, now, then)


def test_a_paper_may_be_coming_out_in_three_states() -> None:
    """A printer stays taken while a copy is reserved, spooled or unknown, and in no other state."""
    assert {JobState.RESERVED, JobState.SPOOLED, JobState.UNKNOWN} == IN_FLIGHT


def test_what_asks_for_nothing_more() -> None:
    """Delivered, voided and cancelled copies are ended; only a delivered one can come back."""
    assert {JobState.DELIVERED, JobState.VOIDED, JobState.CANCELLED} == ENDED
    assert {JobState.RETURNED} == set().union(*(JOB_TABLE[state] for state in ENDED))


def _allowed(table: dict[S, set[S]], now: S, then: S) -> bool:
    try:
        return step(table, now, then) is then
    except OutOfOrder:
        return False


def test_a_refused_step_names_both_states() -> None:
    """What is told to the person in front of the screen is where the thing is and where it cannot go."""
    with pytest.raises(OutOfOrder) as refusal:
        step(JOB_TABLE, JobState.VOIDED, JobState.DELIVERED)
    assert {"now": "voided", "then": "delivered"} == refusal.value.facts
