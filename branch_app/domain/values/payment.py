"""How a fee is paid: cash into the drawer, or through a terminal that gives each payment a number (伝票番号)."""

import re
from dataclasses import dataclass
from enum import Enum

_SLIP = re.compile(r"[0-9A-Za-z-]{1,32}")


class Means(Enum):
    """Cash, credit card, 電子マネー, コード決済, 定額小為替 with a letter, whose number is its slip."""

    CASH = "cash"
    CARD = "card"
    E_MONEY = "e_money"
    CODE = "code"
    POSTAL_ORDER = "postal_order"


@dataclass(frozen=True, slots=True)
class Payment:
    """``slip`` is what the terminal's paper shows; cash has none.

    Raises:
        ValueError: cash with a slip, anything else without one, or a slip that no terminal prints.
    """

    means: Means = Means.CASH
    slip: str = ""

    def __post_init__(self) -> None:
        if not is_payment(self.means, self.slip):
            raise ValueError("slip")


def is_payment(means: Means, slip: str) -> bool:
    """Whether a payment by those means may have that slip: every one but cash has one."""
    return slip == "" if means is Means.CASH else _SLIP.fullmatch(slip) is not None
