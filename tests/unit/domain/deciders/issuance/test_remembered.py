"""What a form, an item and a copy remember for those who ask later."""

import pytest

from branch_app.domain.deciders.issuance import decide
from branch_app.domain.deciders.issuance.state import Attempt
from branch_app.domain.deciders.states import ItemState, JobState
from branch_app.domain.errors import OutOfOrder
from branch_app.domain.log import events
from branch_app.domain.values.identifiers import IssueNumber, JobId
from tests.fakes.played_log import CITIZEN, SEALED
from tests.fakes.till import Till, Wished


def test_an_applicant_is_known_with_the_way_they_were_known() -> None:
    """審査 and the papers of the day say it again."""
    till = Till.opened()
    name = till.identified()
    form = till.state.issuance.application(name)
    assert (CITIZEN, "my_number_card") == (form.applicant, form.method)


def test_an_item_has_the_snapshot_it_was_allowed_by() -> None:
    """The paper is drawn from it, and from nothing else."""
    till = Till.opened()
    (item,) = till.request(till.identified(), Wished())
    till.authorise(item)
    assert (ItemState.AUTHORISED, SEALED) == (
        till.state.issuance.item(item).state,
        till.state.issuance.item(item).snapshot,
    )


def test_a_copy_has_its_printers_own_number_until_the_next_attempt() -> None:
    """Whoever looks for it there asks by that number."""
    till = Till.opened()
    job = till.in_state(JobState.SPOOLED)
    assert 7 == till.job(job).printer_job
    till.nothing_came(job)
    till.reserve(job)
    assert -1 == till.job(job).printer_job
    assert ["not_printed", ""] == [attempt.outcome for attempt in till.job(job).attempts]


def test_a_copy_of_an_item_that_nobody_allowed_is_not_numbered() -> None:
    """By the fold either, under whatever name; nor twice under one."""
    till = Till.opened()
    form = till.identified()
    (item,) = till.request(form, Wished(copies=2))
    copy = events.JobPrepared(form, item, JobId("job"), IssueNumber("C06-1-000001"), 1, 1, SEALED, SEALED)
    with pytest.raises(OutOfOrder):
        till.add(copy)
    till.authorise(item)
    till.add(copy)
    with pytest.raises(OutOfOrder):
        till.add(events.JobPrepared(form, item, JobId("job"), IssueNumber("C06-1-000002"), 2, 1, SEALED, SEALED))


def test_copies_taken_up_on_a_later_day_are_counted_and_printed_once() -> None:
    """The form, forgotten, comes back with as many copies as came back."""
    till = Till.opened()
    _, jobs = till.paid(Wished(copies=2))
    for job in jobs:
        till.hand_over(job)
    till.next_day()
    sheets = [till.told(job).sheets for job in jobs]
    for number, job in enumerate(jobs, start=1):
        till.bring_back_later(job)
        assert number == till.state.issuance.item(till.job(job).item).copies
    assert [(Attempt(1, taken, "printed"),) for taken in sheets] == [till.job(job).attempts for job in jobs]


@pytest.mark.parametrize("ready", [False, True])
def test_a_withdrawn_form_ends_every_item_that_was_open(ready: bool) -> None:
    """Asked for, allowed and made ready, each in its own entry."""
    till = Till.opened()
    form = till.identified()
    asked, allowed, made = till.request(form, Wished(), Wished(), Wished())
    till.authorise(allowed)
    if ready:
        till.authorise(made)
        till.prepare(made)
    till.do(lambda state: decide.cancel(state.issuance, form))
    states = {till.state.issuance.item(item).state for item in (asked, allowed, made)}
    assert {ItemState.CANCELLED} == states
