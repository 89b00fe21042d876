"""Whole yen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.errors import AmountWrong
from branch_app.domain.values.money import DENOMINATIONS, Yen, change_due, yen
from tests.fakes.played_day import pieces


@pytest.mark.parametrize("amount", [0, 1, 300, 10_000_000])
def test_an_amount_at_a_counter(amount: int) -> None:
    """0 to 10,000,000 yen, both included."""
    assert amount == yen(amount)


@pytest.mark.parametrize("amount", [-1, 10_000_001])
def test_no_amount_at_a_counter(amount: int) -> None:
    """Less than nothing, or more than a counter ever holds."""
    with pytest.raises(AmountWrong) as refusal:
        yen(amount)
    assert {"amount": amount} == refusal.value.facts


@given(st.integers(0, 10_000_000), st.integers(0, 10_000_000))
def test_change_makes_up_the_difference(charged: int, tendered: int) -> None:
    """Charged + change = tendered, or less was tendered and nothing is taken."""
    if tendered < charged:
        with pytest.raises(AmountWrong):
            change_due(Yen(charged), Yen(tendered))
    else:
        assert tendered == charged + change_due(Yen(charged), Yen(tendered))


def test_the_money_in_use() -> None:
    """Four notes and six coins, largest first; every amount can be made of them."""
    assert (10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 1) == DENOMINATIONS
    assert 18_888 == sum(count.denomination_yen * count.pieces for count in pieces(18_888))
