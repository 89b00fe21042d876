"""Whole yen."""

from typing import NewType

from branch_app.domain.errors import AmountWrong

Yen = NewType("Yen", int)

DENOMINATIONS = (10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 1)
"""Notes and coins in use, in yen."""

_MAX = 10_000_000


def yen(amount: int) -> Yen:
    """An amount at a counter: 0 to 10,000,000 yen.

    Raises:
        AmountWrong: negative or absurdly large.
    """
    if not 0 <= amount <= _MAX:
        raise AmountWrong(amount=amount)
    return Yen(amount)


def change_due(charged: Yen, tendered: Yen) -> Yen:
    """Change (釣銭) for a cash payment.

    Raises:
        AmountWrong: less was tendered than is charged.
    """
    if tendered < charged:
        raise AmountWrong(amount=tendered, charged=charged)
    return Yen(tendered - charged)
