"""請求書ごとの突合: a difference of the day is traced down to the form."""

from branch_app.domain.deciders.forms import FormLine, form_lines
from branch_app.domain.deciders.states import ApplicationState
from branch_app.domain.values.payment import Means
from tests.fakes.till import Till, Wished


def _lines(till: Till) -> dict[str, FormLine]:
    return {line.form: line for line in form_lines(till.state.issuance)}


def test_each_form_says_what_it_did_to_the_drawer_and_the_pile() -> None:
    """Change given, a copy voided, one by terminal, one cancelled: every form one line."""
    till = Till.opened(float_yen=10_000)
    application, (one, two) = till.quoted(Wished(copies=2))
    till.pay(application, 1_000)
    till.hand_over(one)
    till.void(two)
    by_card, (card,) = till.quoted()
    till.pay_by_terminal(by_card, "0042")
    till.print(card)
    till.accept("late")
    first, second, third = _lines(till).values()
    assert (600, 1_000, 400, 300, 300) == (
        first.charged_yen,
        first.tendered_yen,
        first.change_yen,
        first.refunded_yen,
        first.drawer_yen,
    )
    assert (2, 1, 0, 1, False) == (first.copies, first.delivered, first.here, first.voided, first.open)
    assert (300, 0, Means.CARD, "0042") == (second.due_yen, second.drawer_yen, second.means, second.slip)
    assert (1, True) == (second.here, second.open)
    assert ("late", ApplicationState.ACCEPTED, True) == (third.form, third.state, third.open)


def test_the_forms_of_a_day_explain_its_drawer() -> None:
    """Float and what each form left is what must lie there."""
    till = Till.opened(float_yen=10_000)
    for wished in (Wished(), Wished(copies=3), Wished(exempt=True)):
        till.paid(wished)
    till.pay_by_terminal(till.quoted()[0])
    left = sum(line.drawer_yen for line in _lines(till).values())
    assert till.state.drawer.expected_yen == 10_000 + left


def test_a_fee_that_is_to_be_given_back_keeps_its_form_open() -> None:
    """What a terminal has not given back yet is named."""
    till = Till.opened()
    application, (job,) = till.quoted()
    till.pay_by_terminal(application)
    till.withdraw(job)
    (line,) = _lines(till).values()
    assert (300, 0, True) == (line.refund_due_yen, line.here, line.open)
    till.refund(job)
    (line,) = _lines(till).values()
    assert (0, 300, False) == (line.refund_due_yen, line.refunded_yen, line.open)
