"""What an application asks for next: read off the log, and never more than one thing."""

import pytest

from branch_app.domain.deciders.issuance.next_step import NextStep, Step, next_step, waiting
from branch_app.domain.deciders.states import JobState
from branch_app.domain.errors import BadInput
from branch_app.domain.values.identifiers import ApplicationId
from tests.fakes.till import Till, Wished

STEPS = {
    JobState.PREPARED: Step.PRINT,
    JobState.RESERVED: Step.WATCH,
    JobState.SPOOLED: Step.WATCH,
    JobState.PRINTED: Step.CHECK,
    JobState.NOT_PRINTED: Step.PRINT,
    JobState.UNKNOWN: Step.ANSWER,
    JobState.LOST: Step.PRINT,
    JobState.CHECKED: Step.HAND_OVER,
    JobState.SPOILT: Step.PRINT,
    JobState.DELIVERED: Step.NOTHING,
    JobState.UNCOLLECTED: Step.DECIDE,
    JobState.WITHHELD: Step.DECIDE,
    JobState.RETURNED: Step.DECIDE,
    JobState.VOIDED: Step.NOTHING,
    JobState.CANCELLED: Step.NOTHING,
}


@pytest.mark.parametrize("state", list(JobState))
def test_every_state_of_a_paper_has_its_step(state: JobState) -> None:
    """A paid form with one copy asks for what that copy asks for."""
    till = Till.opened()
    job = till.in_state(state)
    step = next_step(till.state.issuance, till.job(job).application)
    assert STEPS[state] is step.step
    assert (() if step.step is Step.NOTHING else (job,)) == step.jobs


def test_a_form_cut_short_before_its_quote_is_withdrawn() -> None:
    """Accepted, identified or half prepared: nothing is paid and nothing can be continued."""
    till = Till.opened()
    accepted, identified, (prepared, _) = till.accept(), till.identified(), till.prepared()
    steps = [next_step(till.state.issuance, form) for form in (accepted, identified, prepared)]
    assert [NextStep(Step.WITHDRAW)] * 3 == steps


def test_a_quoted_form_is_paid_for() -> None:
    """All its copies are named."""
    till = Till.opened()
    application, jobs = till.quoted(Wished(copies=2))
    assert NextStep(Step.PAY, tuple(jobs)) == next_step(till.state.issuance, application)


def test_doubt_comes_before_everything_else() -> None:
    """While one copy's end is unknown no other of the form is printed, counted or handed over."""
    till = Till.opened()
    application, (first, second, third) = till.paid(Wished(copies=3))
    till.print(first)
    till.check(first)
    till.reserve(second)
    till.spool(second)
    till.in_doubt(second)
    assert NextStep(Step.ANSWER, (second,)) == next_step(till.state.issuance, application)
    till.came_out(second)
    assert NextStep(Step.PRINT, (third,)) == next_step(till.state.issuance, application)


def test_copies_are_counted_one_by_one_and_handed_over_together() -> None:
    """Every copy has its own count; then all of them go across the counter."""
    till = Till.opened()
    application, (first, second) = till.paid(Wished(copies=2))
    for job in (first, second):
        till.print(job)
    assert NextStep(Step.CHECK, (first,)) == next_step(till.state.issuance, application)
    till.check(first)
    assert NextStep(Step.CHECK, (second,)) == next_step(till.state.issuance, application)
    till.check(second)
    assert NextStep(Step.HAND_OVER, (first, second)) == next_step(till.state.issuance, application)


def test_only_what_asks_for_something_waits() -> None:
    """Delivered and cancelled forms are not on the list; the others stand in the order accepted."""
    till = Till.opened()
    quoted, _ = till.quoted()
    till.in_state(JobState.DELIVERED)
    till.in_state(JobState.CANCELLED)
    printed = till.job(till.in_state(JobState.PRINTED)).application
    assert [quoted, printed] == [application.id for application in waiting(till.state.issuance)]


def test_no_step_without_an_application() -> None:
    """Asked about a form that is not there, the answer is no."""
    with pytest.raises(BadInput):
        next_step(Till.opened().state.issuance, ApplicationId("none"))


def test_what_a_terminal_owes_is_asked_once_papers_are_handed_over() -> None:
    """A copy voided of a form paid by terminal: its refund waits for the other copy, and then for nothing."""
    till = Till.opened()
    application, (first, second) = till.quoted(Wished(copies=2))
    till.pay_by_terminal(application)
    till.print(first)
    till.check(first)
    till.withdraw(second)
    assert NextStep(Step.HAND_OVER, (first,)) == next_step(till.state.issuance, application)
    till.deliver(first)
    assert NextStep(Step.REFUND, (second,)) == next_step(till.state.issuance, application)
    assert [application] == [each.id for each in waiting(till.state.issuance)]
    till.refund(second)
    assert NextStep(Step.NOTHING) == next_step(till.state.issuance, application)


def test_a_refund_comes_before_a_paper_that_is_kept_back() -> None:
    """A paper may wait for weeks, the day does not close before the money went back."""
    till = Till.opened()
    application, (first, second) = till.quoted(Wished(copies=2))
    till.pay_by_terminal(application)
    till.print(first)
    till.check(first)
    till.leave(first)
    till.withdraw(second)
    assert NextStep(Step.REFUND, (second,)) == next_step(till.state.issuance, application)
