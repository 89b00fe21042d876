"""手数料 and 収納: what is due, what is taken, what is given back as change."""

from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.deciders.counter import Counter
from branch_app.domain.deciders.issuance import decide, printing
from branch_app.domain.deciders.issuance.guards import quoted_total
from branch_app.domain.deciders.states import ApplicationState
from branch_app.domain.errors import AmountWrong, BadInput, CloseNotPossible, OutOfOrder, SecondPersonNeeded
from branch_app.domain.log import events
from branch_app.domain.log.events import QuoteLine
from branch_app.domain.values.identifiers import ItemId, JobId
from branch_app.domain.values.payment import Means, Payment
from branch_app.domain.values.reasons import PaperReason
from tests.fakes.played_log import CLERK, SEALED, SUPERVISOR
from tests.fakes.till import Till, Wished


@pytest.mark.parametrize(
    ("wished", "due"),
    [
        ([Wished()], 300),
        ([Wished(copies=3)], 900),
        ([Wished(), Wished("inkan", copies=2)], 900),
        ([Wished(exempt=True)], 0),
        ([Wished(exempt=True, copies=5), Wished("inkan")], 300),
        ([Wished(fee=0)], 0),
        ([Wished(fee=450, copies=99)], 44_550),
    ],
)
def test_the_sum_of_a_form(wished: list[Wished], due: int) -> None:
    """Unit fee times copies over all lines; exempt lines add nothing."""
    till = Till.opened()
    application, _ = till.quoted(*wished)
    assert due == till.state.issuance.application(application).total_yen


@pytest.mark.parametrize(("tendered", "change"), [(300, 0), (500, 200), (1_000, 700), (10_000, 9_700)])
def test_change(tendered: int, change: int) -> None:
    """Change is what was tendered less what is due."""
    till = Till.opened()
    application, _ = till.quoted()
    till.pay(application, tendered)
    paid = till.state.issuance.application(application)
    assert (300, tendered, change) == (paid.charged_yen, paid.tendered_yen, paid.change_yen)
    assert 30_300 == till.state.drawer.expected_yen


@given(st.integers(0, 10_000_000), st.integers(1, 99), st.integers(0, 1_000))
def test_drawer_gains_what_is_due_whatever_is_tendered(tendered: int, copies: int, fee: int) -> None:
    """Any tender is refused or leaves exactly the fee in the drawer."""
    till = Till.opened()
    application, _ = till.quoted(Wished(copies=copies, fee=fee))
    due = copies * fee
    if tendered < due or (tendered and not due):
        with pytest.raises(AmountWrong):
            till.pay(application, tendered)
    else:
        till.pay(application, tendered)
        assert 30_000 + due == till.state.drawer.expected_yen


@pytest.mark.parametrize("tendered", [-1, 0, 299, 10_000_001])
def test_too_little_or_absurd_cash_is_refused(tendered: int) -> None:
    """Less than is due, a negative sum or more than a counter can hold is no payment."""
    till = Till.opened()
    application, _ = till.quoted()
    with pytest.raises(AmountWrong):
        till.pay(application, tendered)


def test_nothing_due_is_exempt_and_takes_no_cash() -> None:
    """A form of exempt lines is recorded as exempt; cash for it is refused."""
    till = Till.opened()
    application, _ = till.quoted(Wished(exempt=True))
    with pytest.raises(AmountWrong):
        till.pay(application, 300)
    till.pay(application, 0)
    assert ApplicationState.EXEMPT is till.state.issuance.application(application).state


def test_nobody_is_charged_twice() -> None:
    """A paid form takes no second payment."""
    till = Till.opened()
    application, _ = till.paid()
    with pytest.raises(OutOfOrder):
        till.pay(application, 300)


def test_nothing_is_paid_before_the_quote() -> None:
    """The sum is told before money is taken."""
    till = Till.opened()
    application, _ = till.prepared()
    with pytest.raises(OutOfOrder):
        till.pay(application, 300)


def test_no_quote_while_something_is_pending() -> None:
    """Every item is prepared, failed or refused before the sum is told."""
    till = Till.opened()
    application, _ = till.prepared()
    (item,) = till.request(application, Wished())
    with pytest.raises(OutOfOrder):
        till.quote(application)
    till.authorise(item)
    with pytest.raises(OutOfOrder):
        till.quote(application)


def test_with_nothing_to_issue_the_form_is_cancelled() -> None:
    """When every item was refused the quote cancels the form and nothing is due."""
    till = Till.opened()
    application = till.identified()
    (item,) = till.request(application, Wished())
    till.do(lambda state: decide.refuse(state.issuance, item, SEALED))
    till.quote(application)
    assert ApplicationState.CANCELLED is till.state.issuance.application(application).state


GOOD = QuoteLine(ItemId("item-3"), 300, 2, exempt=False, exemption=None)


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [GOOD, GOOD],
        [replace(GOOD, copies=1)],
        [replace(GOOD, copies=3)],
        [replace(GOOD, item=ItemId("item-9"))],
        [replace(GOOD, unit_fee_yen=-300)],
        [replace(GOOD, exempt=True)],
        [replace(GOOD, exemption=SEALED)],
    ],
    ids=["none", "twice", "fewer", "more", "other item", "negative", "no reason", "reason without exemption"],
)
def test_a_quote_that_does_not_fit_the_form_is_refused(lines: list[QuoteLine]) -> None:
    """One line per prepared item with its copies; an exemption has its reason, and only an exemption has one."""
    till = Till.opened()
    application, _ = till.prepared(Wished(copies=2))
    assert GOOD == till.lines(application)[0]
    with pytest.raises(AmountWrong):
        till.do(lambda state: decide.quote(state.issuance, application, lines))
    with pytest.raises(AmountWrong):
        till.add(events.ApplicationQuoted(application, tuple(lines), quoted_total(lines)))


def test_a_total_that_does_not_add_up_cannot_be_recorded() -> None:
    """The log refuses a quote whose sum is not that of its lines."""
    till = Till.opened()
    application, _ = till.prepared()
    with pytest.raises(AmountWrong):
        till.add(events.ApplicationQuoted(application, tuple(till.lines(application)), 200))


@pytest.mark.parametrize(
    ("charged", "tendered", "change"),
    [(200, 1_000, 800), (300, 1_000, 800), (300, 200, -100), (0, 0, 0), (400, 1_000, 600)],
)
def test_a_charge_that_does_not_add_up_cannot_be_recorded(charged: int, tendered: int, change: int) -> None:
    """The log refuses a charge other than the quote, and change other than the difference."""
    till = Till.opened()
    application, _ = till.quoted()
    with pytest.raises(AmountWrong):
        till.add(events.ApplicationCharged(application, charged, tendered, change))


def test_a_form_with_fees_due_cannot_be_recorded_as_exempt() -> None:
    """Exempt means that nothing is due, on both sides of the line."""
    till = Till.opened()
    application, _ = till.quoted()
    with pytest.raises(AmountWrong):
        till.add(events.ApplicationExempt(application))


def test_a_terminal_takes_what_is_due() -> None:
    """Neither change nor cash: what the terminal took is the fee, under the number on its paper."""
    till = Till.opened()
    application, _ = till.quoted(Wished(copies=2))
    till.pay_by_terminal(application, "0042")
    charged = events.ApplicationCharged(application, 600, 600, 0, Means.CARD, "0042")
    assert charged == till.entries[-1].event
    assert ApplicationState.CHARGED is till.state.issuance.application(application).state


def test_a_slip_pays_one_form() -> None:
    """The same paper of the terminal for a second form is the first one's; another kind of terminal counts anew."""
    till = Till.opened()
    till.pay_by_terminal(till.quoted()[0], "0042")
    second, _ = till.quoted()
    with pytest.raises(BadInput, match="slip"):
        till.pay_by_terminal(second, "0042")
    till.add(events.ApplicationCharged(second, 300, 300, 0, Means.CODE, "0042"))


def test_a_terminal_is_not_asked_for_nothing() -> None:
    """A free form is exempt, and nothing is charged before the quote."""
    till = Till.opened()
    with pytest.raises(AmountWrong):
        till.pay_by_terminal(till.quoted(Wished(exempt=True))[0])
    with pytest.raises(OutOfOrder):
        till.pay_by_terminal(till.prepared()[0])


@pytest.mark.parametrize(
    ("lie", "error"),
    [
        ({"slip": ""}, BadInput),
        ({"slip": "1 2"}, BadInput),
        ({"slip": "9" * 33}, BadInput),
        ({"means": Means.CASH}, BadInput),
        ({"tendered_yen": 500, "change_yen": 200}, AmountWrong),
    ],
)
def test_a_payment_through_a_terminal_that_cannot_be(lie: dict[str, object], error: type[Exception]) -> None:
    """No slip, cash with one, or change from a machine that has none."""
    till = Till.opened()
    application, _ = till.quoted()
    charged = events.ApplicationCharged(application, 300, 300, 0, Means.CARD, "1")
    with pytest.raises(error):
        till.add(replace(charged, **lie))
    till.add(charged)


def test_cash_beyond_belief_cannot_be_recorded() -> None:
    """A tender that no drawer holds is refused by the fold too."""
    till = Till.opened()
    application, _ = till.quoted()
    with pytest.raises(AmountWrong):
        till.add(events.ApplicationCharged(application, 300, 10_000_300, 10_000_000))


def test_a_refund_goes_back_the_way_it_came() -> None:
    """What a terminal took, the terminal gives back, under a slip of its own; cash is not given for it."""
    till = Till.opened()
    application, (job,) = till.quoted()
    till.pay_by_terminal(application, "0042")
    till.add(events.JobVoided(job, PaperReason.NOT_NEEDED, office_fault=False, second=SUPERVISOR))
    refund = events.ApplicationRefunded(application, job, 300, SUPERVISOR, Means.CARD, "0043")
    for lie in ({"means": Means.CASH, "slip": ""}, {"means": Means.CODE}, {"slip": ""}):
        with pytest.raises(BadInput):
            till.add(replace(refund, **lie))
    till.add(refund)
    assert 30_000 == till.state.drawer.expected_yen


def test_a_form_paid_by_terminal_ends_when_the_terminal_gave_back() -> None:
    """Voided, the fee stays due and stops the close; given back for the last copy, the form is settled."""
    till = Till.opened()
    application, jobs = till.quoted(Wished(copies=2))
    till.pay_by_terminal(application)
    for job in jobs:
        till.do(partial(_void, job))
        assert 300 == till.job(job).refund_due_yen
    till.count()
    with pytest.raises(CloseNotPossible):
        till.close()
    till.refund(jobs[0])
    assert ApplicationState.CHARGED is till.state.issuance.application(application).state
    till.refund(jobs[1])
    assert ApplicationState.SETTLED is till.state.issuance.application(application).state
    till.close()


def _void(job: JobId, state: Counter) -> tuple[events.Event, ...]:
    return printing.void(state.issuance, job, PaperReason.NOT_NEEDED, CLERK, SUPERVISOR, office_fault=False)


def test_a_terminal_gives_back_once_and_by_two_persons() -> None:
    """Nothing is due a second time, or of a copy that stands; nobody gives back alone."""
    till = Till.opened()
    application, (job,) = till.quoted()
    till.pay_by_terminal(application)
    with pytest.raises(AmountWrong):
        till.refund(job)
    till.do(partial(_void, job))
    with pytest.raises(SecondPersonNeeded):
        till.do(lambda state: printing.refund(state.issuance, job, CLERK, CLERK, "1"))
    with pytest.raises(BadInput):
        till.refund(job, "1 2")
    till.refund(job)
    with pytest.raises(AmountWrong):
        till.refund(job)


def test_cash_is_given_back_as_cash() -> None:
    """No slip stands beside it."""
    till = Till.opened()
    application, (job,) = till.paid()
    till.add(events.JobVoided(job, PaperReason.NOT_NEEDED, office_fault=True, second=SUPERVISOR))
    with pytest.raises(BadInput):
        till.add(events.ApplicationRefunded(application, job, 300, SUPERVISOR, slip="0043"))
    till.add(events.ApplicationRefunded(application, job, 300, SUPERVISOR))


@pytest.mark.parametrize(("means", "slip"), [(Means.CASH, "1"), (Means.CARD, ""), (Means.CODE, "あ")])
def test_a_payment_that_cannot_be_made(means: Means, slip: str) -> None:
    """Cash has no slip, everything else has one."""
    with pytest.raises(ValueError, match="slip"):
        Payment(means, slip)
