"""領収書: for money that was taken, numbered form by form."""

from collections.abc import Callable

import pytest

from branch_app.domain.deciders.issuance import decide
from branch_app.domain.deciders.issuance.evolve import evolve
from branch_app.domain.deciders.states import ApplicationState, JobState
from branch_app.domain.deciders.two_persons import Actors
from branch_app.domain.errors import BadInput, OutOfOrder, SecondPersonNeeded
from branch_app.domain.log import events
from branch_app.domain.values.identifiers import ApplicationId, Pseudonym
from tests.fakes.played_log import CLERK, SUPERVISOR
from tests.fakes.till import Till, Wished


def test_receipts_of_a_form_count_from_one() -> None:
    """The first, the second, the third; another form begins anew."""
    till = Till.opened()
    (one, _), (other, _) = till.paid(), till.paid()
    two = Actors(CLERK, SUPERVISOR)
    copies = [till.do(lambda state: decide.receipt(state.issuance, one, two)) for _ in range(3)]
    again = [(events.ApplicationReceiptReissued(one, copy, SUPERVISOR),) for copy in (2, 3)]
    assert [(events.ApplicationReceipted(one, 1),), *again] == copies
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


@pytest.mark.parametrize("second", [None, Pseudonym(""), CLERK], ids=["alone", "nobody", "the same person twice"])
def test_nobody_reissues_a_receipt_alone(second: Pseudonym | None) -> None:
    """再発行: the first needs nobody beside, every further one does, and nothing is written without."""
    till = Till.opened()
    application, _ = till.paid()
    till.receipt(application, second)
    before = till.state
    with pytest.raises(SecondPersonNeeded):
        till.receipt(application, second)
    assert before == till.state
    till.receipt(application)
    assert 2 == till.state.issuance.application(application).receipts


def test_a_log_of_before_keeps_its_second_receipts() -> None:
    """They were written when one person was enough; the next one needs two all the same."""
    till = Till.opened()
    application, _ = till.paid()
    till.add(events.ApplicationReceipted(application, 1), events.ApplicationReceipted(application, 2))
    with pytest.raises(SecondPersonNeeded):
        till.receipt(application, None)
    till.receipt(application)
    assert 3 == till.state.issuance.application(application).receipts


def test_the_first_receipt_is_no_reissue() -> None:
    """A log whose first receipt calls itself 再発行 is refused."""
    till = Till.opened()
    application, _ = till.paid()
    with pytest.raises(OutOfOrder):
        till.add(events.ApplicationReceiptReissued(application, 1, SUPERVISOR))


@pytest.mark.parametrize("copy", [0, 1, 3, -1])
def test_a_number_out_of_turn_is_no_receipt(copy: int) -> None:
    """After the first comes the second: neither a second first nor a gap can be folded, here or at head office."""
    till = Till.opened()
    application, _ = till.paid()
    till.receipt(application)
    for lie in (
        events.ApplicationReceipted(application, copy),
        events.ApplicationReceiptReissued(application, copy, SUPERVISOR),
    ):
        with pytest.raises(OutOfOrder):
            evolve(till.state.issuance, lie)


def test_a_receipt_moves_no_money() -> None:
    """Drawer, sheets and day are as before."""
    till = Till.opened()
    application, _ = till.paid()
    before = till.state
    till.receipt(application)
    assert (before.drawer, before.sheets, before.day) == (till.state.drawer, till.state.sheets, till.state.day)
