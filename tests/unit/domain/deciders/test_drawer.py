"""釣銭箱: what must lie in it, and what was counted."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.deciders import drawer
from branch_app.domain.deciders.drawer import Drawer
from branch_app.domain.errors import AmountWrong, BadInput
from branch_app.domain.log import events
from branch_app.domain.log.events import CashCount
from branch_app.domain.values.money import DENOMINATIONS
from branch_app.domain.values.reasons import CashReason
from tests.fakes.till import Till, pieces


def test_the_drawer_holds_float_and_fees_less_refunds() -> None:
    """Float + charged - refunded; change does not count, because it went out again."""
    till = Till.opened(float_yen=20_000)
    application, (job,) = till.quoted()
    till.pay(application, 10_000)
    till.paid()
    till.void(job)
    assert Drawer(20_000, 600, 300) == till.state.drawer
    assert 20_300 == till.state.drawer.expected_yen


@given(st.lists(st.integers(0, 200), min_size=10, max_size=10))
def test_a_count_adds_up(numbers: list[int]) -> None:
    """The counted sum is denomination times pieces."""
    counts = [CashCount(value, number) for value, number in zip(DENOMINATIONS, numbers, strict=True)]
    total = sum(value * number for value, number in zip(DENOMINATIONS, numbers, strict=True))
    (counted,) = drawer.count(Drawer(float_yen=total), counts, None)
    assert events.DrawerCounted(tuple(counts), total, total, None) == counted


@pytest.mark.parametrize(
    ("counts", "at"),
    [
        ([CashCount(3, 1)], "denomination"),
        ([CashCount(100, 1), CashCount(100, 2)], "denomination"),
        ([CashCount(100, -1)], "pieces"),
    ],
)
def test_a_count_that_cannot_be_is_refused(counts: list[CashCount], at: str) -> None:
    """A coin that does not exist, one named twice, or fewer than no pieces."""
    with pytest.raises(BadInput) as refusal:
        drawer.count(Drawer(), counts, CashReason.OTHER)
    assert {"at": at} == refusal.value.facts


@pytest.mark.parametrize("difference", [-10, 10])
def test_a_difference_has_a_reason(difference: int) -> None:
    """Too little and too much are both recorded only with the reason."""
    state = Drawer(float_yen=1_000)
    counts = pieces(1_000 + difference)
    with pytest.raises(AmountWrong):
        drawer.count(state, counts, None)
    (counted,) = drawer.count(state, counts, CashReason.FOUND)
    assert 1_000 + difference == drawer.evolve(state, counted).counted_yen


def test_money_that_moves_after_the_count_makes_it_void() -> None:
    """A charge or a refund after the count asks for another count."""
    till = Till.opened()
    till.count()
    _, (job,) = till.paid()
    assert till.state.drawer.counted_yen is None
    till.count()
    till.void(job)
    assert till.state.drawer.counted_yen is None


@pytest.mark.parametrize("lie", [{"counted_yen": 999}, {"expected_yen": 999}, {"counts": ()}])
def test_a_count_that_does_not_add_up_cannot_be_recorded(lie: dict[str, object]) -> None:
    """The log refuses a count whose sum, or whose expectation, is not that of the fold."""
    state = Drawer(float_yen=1_000)
    (counted,) = drawer.count(state, pieces(1_000), None)
    with pytest.raises(AmountWrong):
        drawer.evolve(state, replace(counted, **lie))


def test_a_float_below_nothing_cannot_be_recorded() -> None:
    """開始 with a negative float is refused by the fold too."""
    with pytest.raises(AmountWrong):
        drawer.evolve(Drawer(), events.DayOpened("2026-11-24", -1))
