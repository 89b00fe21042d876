"""What a day sold: by certificate, in step with the drawer, and nothing of another day."""

from datetime import timedelta

from branch_app.domain.deciders.takings import Taken
from tests.fakes.till import Till, Wished


def test_copies_and_yen_go_by_certificate() -> None:
    """Two paid and handed over, one free; each where it belongs."""
    till = Till.opened()
    _, jobs = till.paid(Wished(copies=2), Wished("kisaijiko", exempt=True))
    for job in jobs:
        till.hand_over(job)
    assert {"juminhyo": Taken(2, 0, 0, 600, 0), "kisaijiko": Taken(1, 0, 1, 0, 0)} == till.state.takings


def test_a_voided_copy_is_charged_and_given_back() -> None:
    """The office's fault: yen out beside yen in."""
    till = Till.opened()
    application, (job,) = till.paid()
    till.void(job, office_fault=True)
    assert {"juminhyo": Taken(0, 1, 0, 300, 300)} == till.state.takings
    assert 0 == till.state.takings["juminhyo"].net_yen
    assert 300 == till.state.issuance.application(application).refunded_yen


def test_a_form_that_costs_nothing_is_counted() -> None:
    """Free copies are sold for nothing, not left out."""
    till = Till.opened()
    till.paid(Wished("kisaijiko", copies=3, exempt=True))
    assert Taken(free=3) == till.state.takings["kisaijiko"]


def test_what_was_paid_yesterday_is_handed_over_but_not_sold_today() -> None:
    """An uncollected paper is carried over; its money lies in yesterday's sum."""
    till = Till.opened()
    _, (job,) = till.paid()
    till.print(job)
    till.check(job)
    till.leave(job)
    till.count()
    till.close()
    assert 300 == till.state.takings["juminhyo"].charged_yen
    till.now += timedelta(days=1)
    till.open()
    assert {} == till.state.takings
    till.deliver(job)
    assert {"juminhyo": Taken(delivered=1)} == till.state.takings


def test_takings_are_what_the_drawer_took() -> None:
    """Whatever was sold and given back, the lines add up to the drawer's sums."""
    till = Till.opened()
    till.paid(Wished(copies=2), Wished("inkan", fee=250))
    _, (job,) = till.paid(Wished("koseki_zenbu", fee=450))
    till.void(job, office_fault=True)
    taken = till.state.takings.values()
    assert till.state.drawer.charged_yen == sum(each.charged_yen for each in taken)
    assert till.state.drawer.refunded_yen == sum(each.refunded_yen for each in taken)
