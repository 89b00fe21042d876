"""取消 and 還付: two persons, and the money goes back by rule."""

from collections.abc import Callable

import pytest

from branch_app.domain.deciders.issuance import printing
from branch_app.domain.deciders.states import ApplicationState, JobState
from branch_app.domain.errors import AmountWrong, BadInput, OutOfOrder, SecondPersonNeeded
from branch_app.domain.log import events
from branch_app.domain.values.identifiers import ApplicationId, JobId, Pseudonym
from branch_app.domain.values.reasons import PaperReason
from tests.fakes.played_log import CLERK, SUPERVISOR
from tests.fakes.till import Till, Wished

Stage = Callable[..., tuple[ApplicationId, list[JobId]]]

VOIDABLE = {
    JobState.PREPARED: False,
    JobState.RESERVED: False,
    JobState.NOT_PRINTED: False,
    JobState.LOST: True,
    JobState.SPOILT: True,
    JobState.UNCOLLECTED: True,
    JobState.WITHHELD: True,
    JobState.RETURNED: True,
}
"""States a copy can be voided in, and whether paper ever came out."""


@pytest.mark.parametrize(("state", "came_out"), VOIDABLE.items())
@pytest.mark.parametrize("office_fault", [True, False])
def test_the_refund_rule(state: JobState, came_out: bool, office_fault: bool) -> None:
    """The fee goes back in full when the office is at fault or nothing was printed, otherwise not at all."""
    till = Till.opened()
    job = till.in_state(state)
    till.void(job, office_fault=office_fault)
    refunded = 300 if office_fault or not came_out else 0
    application = till.state.issuance.application(till.job(job).application)
    assert refunded == application.refunded_yen
    assert 30_300 - refunded == till.state.drawer.expected_yen
    assert ApplicationState.SETTLED is application.state


@pytest.mark.parametrize("office_fault", [True, False])
def test_an_exempt_copy_gives_nothing_back(office_fault: bool) -> None:
    """Where nothing was paid nothing is refunded, whoever is at fault."""
    till = Till.opened()
    _, (job,) = till.paid(Wished(exempt=True))
    till.void(job, office_fault=office_fault)
    assert 30_000 == till.state.drawer.expected_yen


def test_one_copy_of_many_gives_back_one_fee() -> None:
    """The refund is the fee of the voided copy, not of the form; the others go on."""
    till = Till.opened()
    application, jobs = till.paid(Wished(copies=3, fee=450))
    till.void(jobs[1])
    assert 450 == till.state.issuance.application(application).refunded_yen
    till.hand_over(jobs[0])
    till.hand_over(jobs[2])
    assert ApplicationState.SETTLED is till.state.issuance.application(application).state


@pytest.mark.parametrize("second", [Pseudonym(""), CLERK])
def test_voiding_needs_a_second_person(second: Pseudonym) -> None:
    """Nobody, or the same person twice, is refused, on both sides of the line."""
    till = Till.opened()
    _, (job,) = till.paid()
    with pytest.raises(SecondPersonNeeded):
        till.do(
            lambda state: printing.void(
                state.issuance, job, PaperReason.NOT_NEEDED, CLERK, second, office_fault=True
            )
        )
    with pytest.raises(SecondPersonNeeded):
        till.add(events.JobVoided(job, PaperReason.NOT_NEEDED, office_fault=True, second=second))


@pytest.mark.parametrize("stage", [Till.prepared, Till.quoted])
def test_what_was_never_paid_is_not_voided(stage: Stage) -> None:
    """Before payment a copy is cancelled: a void there would give back money that was never taken."""
    till = Till.opened()
    _, (job, _) = stage(till, Wished(copies=2))
    with pytest.raises(OutOfOrder):
        till.void(job)


@pytest.mark.parametrize("state", [JobState.SPOOLED, JobState.UNKNOWN, JobState.DELIVERED, JobState.VOIDED])
def test_some_copies_cannot_be_voided(state: JobState) -> None:
    """While a paper may come out, after it was handed over, or a second time, nothing is voided."""
    till = Till.opened()
    job = till.in_state(state)
    with pytest.raises(OutOfOrder):
        till.void(job, office_fault=True)


def test_a_returned_paper_is_voided_and_its_sheet_spoilt() -> None:
    """Delivered, brought back, voided: the sheet comes in once more and leaves as spoilt."""
    till = Till.opened()
    job = till.in_state(JobState.RETURNED)
    till.void(job, office_fault=True)
    tray = till.state.sheets.stock("security")
    assert (1, 1, 1, 49) == (tray.returned, tray.issued, tray.spoilt, tray.rest)
    assert 30_000 == till.state.drawer.expected_yen


def test_a_refund_is_given_once() -> None:
    """A second refund for the same copy cannot be recorded."""
    till = Till.opened()
    application, (job,) = till.paid()
    till.void(job)
    with pytest.raises(AmountWrong):
        till.add(events.ApplicationRefunded(application, job, 300, SUPERVISOR))


@pytest.mark.parametrize("amount", [299, 301, 0, -300])
def test_a_refund_is_exactly_what_the_rule_gives(amount: int) -> None:
    """Any other sum than the fee of the voided copy cannot be recorded."""
    till = Till.opened()
    application, (job,) = till.paid()
    till.add(events.JobVoided(job, PaperReason.NOT_NEEDED, office_fault=True, second=SUPERVISOR))
    with pytest.raises(AmountWrong):
        till.add(events.ApplicationRefunded(application, job, amount, SUPERVISOR))


def test_no_refund_without_a_void() -> None:
    """Money goes back only for a copy that was voided, and from its own form."""
    till = Till.opened()
    application, (job,) = till.paid()
    other, _ = till.paid()
    with pytest.raises(AmountWrong):
        till.add(events.ApplicationRefunded(application, job, 300, SUPERVISOR))
    till.add(events.JobVoided(job, PaperReason.NOT_NEEDED, office_fault=True, second=SUPERVISOR))
    with pytest.raises(BadInput):
        till.add(events.ApplicationRefunded(other, job, 300, SUPERVISOR))


def test_a_form_is_not_settled_while_a_refund_is_due() -> None:
    """The citizen's money stands open until it is given back."""
    till = Till.opened()
    application, (job,) = till.paid()
    till.add(events.JobVoided(job, PaperReason.NOT_NEEDED, office_fault=True, second=SUPERVISOR))
    with pytest.raises(OutOfOrder):
        till.add(events.ApplicationSettled(application))
