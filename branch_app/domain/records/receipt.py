"""What a 領収書 says: no person, only what was paid for."""

from dataclasses import dataclass
from datetime import date

from branch_app.domain.records.certificate import Certificate
from branch_app.domain.values.payment import Means, Payment


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """So many copies of one certificate at so many yen a copy; an exempt line's unit is 0."""

    certificate: Certificate
    copies: int
    unit_yen: int

    def __post_init__(self) -> None:
        """Raise ValueError for a line that nobody could have sold."""
        if self.copies < 1 or self.unit_yen < 0:
            raise ValueError("line")

    @property
    def sum_yen(self) -> int:
        """Of the line."""
        return self.copies * self.unit_yen


@dataclass(frozen=True, slots=True)
class Anchor:
    """Size and root (32 bytes) of the log when the receipt was made: what was issued is on paper too."""

    size: int
    root: bytes

    @property
    def text(self) -> str:
        """``512-9f3ab2c41d07`` with the first 48 bits of the root: too short to prove, enough to find a change."""
        return f"{self.size}-{self.root[:6].hex()}"


@dataclass(frozen=True, slots=True)
class ReceiptOrder:
    """One receipt to make. ``copy`` counts the receipts of this form from 1; from the second on it says 再発行.

    ``payment`` is how it was paid. Other than in cash nothing is handed over the counter, so there is no change,
    and what was given back has ``refund_slips`` of its own, the oldest first.
    """

    office: str
    form: str
    issued: date
    lines: tuple[ReceiptLine, ...]
    total_yen: int
    tendered_yen: int
    change_yen: int
    refunded_yen: int
    copy: int
    anchor: Anchor
    specimen: bool
    payment: Payment
    refund_slips: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raise ValueError when the money does not add up."""
        if not self.lines or self.copy < 1:
            raise ValueError("receipt")
        if sum(line.sum_yen for line in self.lines) != self.total_yen:
            raise ValueError("total")
        if self.tendered_yen - self.change_yen != self.total_yen or not 0 <= self.refunded_yen <= self.total_yen:
            raise ValueError("paid")
        if self.cashless and self.change_yen:
            raise ValueError("paid")
        if self.refund_slips and not (self.cashless and self.refunded_yen):
            raise ValueError("slips")

    @property
    def cashless(self) -> bool:
        """Whether a slip says that it was paid."""
        return self.payment.means is not Means.CASH

    @property
    def reissued(self) -> bool:
        """再発行."""
        return self.copy > 1
