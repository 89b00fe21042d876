"""解除: a withheld paper or a restricted person's own request goes on by two persons, and nothing else with it."""

import pytest

from branch_app.domain.deciders.issuance import decide
from branch_app.domain.deciders.states import JobState
from branch_app.domain.errors import BadInput, OutOfOrder, SecondPersonNeeded
from branch_app.domain.log import events
from branch_app.domain.values.identifiers import ApplicationId, ItemId, Pseudonym
from tests.fakes.played_log import CITIZEN, CLERK, SEALED, SUPERVISOR
from tests.fakes.till import Till, Wished

STRANGER = Pseudonym("09" * 16)


def test_a_withheld_paper_is_handed_over_after_two_persons_released_it() -> None:
    """Before, not even the fold of head office believes the hand-over."""
    till = Till.opened()
    job = till.in_state(JobState.WITHHELD)
    with pytest.raises(SecondPersonNeeded):
        till.deliver(job)
    with pytest.raises(SecondPersonNeeded):
        till.add(events.JobDelivered(job))
    till.release(job)
    till.deliver(job)
    assert JobState.DELIVERED is till.job(job).state


def test_a_withheld_paper_may_be_voided_instead() -> None:
    """By two persons too, with the refund of the rule."""
    till = Till.opened()
    job = till.in_state(JobState.WITHHELD)
    till.void(job, office_fault=True)
    assert 30_000 == till.state.drawer.expected_yen


@pytest.mark.parametrize("second", [Pseudonym(""), CLERK])
def test_nobody_releases_alone(second: Pseudonym) -> None:
    """Nobody, or the same person twice, on both sides of the line."""
    till = Till.opened()
    job = till.in_state(JobState.WITHHELD)
    with pytest.raises(SecondPersonNeeded):
        till.release(job, second)
    now = till.job(job)
    with pytest.raises(SecondPersonNeeded):
        till.add(events.ItemReleased(now.application, now.item, SEALED, second))


def test_a_later_stop_withholds_again() -> None:
    """What was released for one paper says nothing of the stop that holds back the next."""
    till = Till.opened()
    _, (first, second) = till.paid(Wished(copies=2))
    for job in (first, second):
        till.print(job)
        till.check(job)
    till.withhold(first)
    till.release(first)
    till.withhold(second)
    for job in (first, second):
        with pytest.raises(SecondPersonNeeded):
            till.deliver(job)
    till.release(second)
    till.deliver(first)
    till.deliver(second)


def test_a_restricted_person_s_own_request_is_released_before_it_is_judged() -> None:
    """The release stands on the item, and the item goes its usual way."""
    till = Till.opened()
    application = till.identified()
    (item,) = till.request(application, Wished())
    _release(till, application, item)
    assert SEALED == till.state.issuance.item(item).release
    till.authorise(item)
    with pytest.raises(OutOfOrder):
        _release(till, application, item)


def test_nobody_else_s_request_is_released() -> None:
    """Only whom the paper is about may have their own stop released: never an agent, never the household."""
    till = Till.opened()
    application = till.identified()
    item = ItemId("theirs")
    till.add(events.ItemRequested(application, item, STRANGER, "juminhyo", 1, SEALED))
    with pytest.raises(OutOfOrder):
        _release(till, application, item)


@pytest.mark.parametrize("state", [state for state in JobState if state is not JobState.WITHHELD])
def test_without_a_withheld_paper_there_is_nothing_to_release(state: JobState) -> None:
    """Whatever else became of the copy."""
    till = Till.opened()
    with pytest.raises(OutOfOrder):
        till.release(till.in_state(state))


def test_a_release_is_of_an_item_of_its_own_form() -> None:
    """Another form's name on it is refused."""
    till = Till.opened()
    job = till.in_state(JobState.WITHHELD)
    other = till.identified()
    with pytest.raises(BadInput):
        till.add(events.ItemReleased(other, till.job(job).item, SEALED, SUPERVISOR))
    assert CITIZEN == till.state.issuance.application(other).applicant


def _release(till: Till, application: ApplicationId, item: ItemId) -> None:
    event = events.ItemReleased(application, item, SEALED, SUPERVISOR)
    till.do(lambda state: decide.release(state.issuance, event, CLERK))
