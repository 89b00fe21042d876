"""領収書: for money that was taken, numbered form by form."""

from collections.abc import Callable

import pytest

from branch_app.domain.deciders.issuance import decide
from branch_app.domain.deciders.issuance.evolve import evolve
from branch_app.domain.deciders.states import ApplicationState, JobState
from branch_app.domain.errors import BadInput, OutOfOrder
from branch_app.domain.log import events
from branch_app.domain.values.identifiers import ApplicationId
from tests.fakes.till import Till, Wished


def test_receipts_of_a_form_count_from_one() -> None:
    """The first, the second, the third; another form begins anew."""
    till = Till.opened()
    (one, _), (other, _) = till.paid(), till.paid()
    copies = [till.do(lambda state: decide.receipt(state.issuance, one)) for _ in range(3)]
    assert [(events.ApplicationReceipted(one, copy),) for copy in (1, 2, 3)] == copies
    till.receipt(other)
    assert (3, 1) == tuple(till.state.issuance.application(form).receipts for form in (one, other))


def test_a_settled_form_still_gets_its_receipt() -> None:
    """The citizen asks for it with the papers in hand, and one who got money back may ask too."""
    till = Till.opened()
    application, (job,) = till.paid()
    till.hand_over(job)
    assert ApplicationState.SETTLED is till.state.issuance.application(application).state
    till.receipt(application)
    assert 1 == till.state.issuance.application(application).receipts


@pytest.mark.parametrize("stage", [Till.accept, Till.identified, lambda till: till.quoted()[0]])
def test_no_receipt_before_the_money(stage: Callable[[Till], ApplicationId]) -> None:
    """Accepted, identified, quoted: nothing was taken."""
    till = Till.opened()
    application = stage(till)
    with pytest.raises(OutOfOrder):
        till.receipt(application)


def test_no_receipt_for_nothing() -> None:
    """An exempt form took no money, whether it is settled or not."""
    till = Till.opened()
    application, (job,) = till.paid(Wished(exempt=True))
    with pytest.raises(OutOfOrder):
        till.receipt(application)
    till.hand_over(job)
    with pytest.raises(OutOfOrder):
        till.receipt(application)


def test_a_cancelled_or_unknown_form_has_none() -> None:
    """Withdrawn before payment, or never accepted here."""
    till = Till.opened()
    cancelled = till.job(till.in_state(JobState.CANCELLED)).application
    with pytest.raises(OutOfOrder):
        till.receipt(cancelled)
    with pytest.raises(BadInput):
        till.receipt(ApplicationId("nobody's"))


@pytest.mark.parametrize("copy", [0, 1, 3, -1])
def test_a_number_out_of_turn_is_no_receipt(copy: int) -> None:
    """After the first comes the second: neither a second first nor a gap can be folded, here or at head office."""
    till = Till.opened()
    application, _ = till.paid()
    till.receipt(application)
    with pytest.raises(OutOfOrder):
        evolve(till.state.issuance, events.ApplicationReceipted(application, copy))


def test_a_receipt_moves_no_money() -> None:
    """Drawer, sheets and day are as before."""
    till = Till.opened()
    application, _ = till.paid()
    before = till.state
    till.receipt(application)
    assert (before.drawer, before.sheets, before.day) == (till.state.drawer, till.state.sheets, till.state.day)
