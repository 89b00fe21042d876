"""What a 日計表 says: one closed day as the log has it, and no person."""

from dataclasses import dataclass
from datetime import date

from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.receipt import Anchor
from branch_app.domain.values.reasons import CashReason


@dataclass(frozen=True, slots=True)
class SoldLine:
    """Copies of one certificate: handed over, still here, voided, free of charge; yen taken and given back."""

    certificate: Certificate
    delivered: int
    here: int
    voided: int
    free: int
    charged_yen: int
    refunded_yen: int

    @property
    def net_yen(self) -> int:
        """差引."""
        return self.charged_yen - self.refunded_yen


@dataclass(frozen=True, slots=True)
class CashLine:
    """金種: so many notes or coins of one denomination."""

    denomination_yen: int
    pieces: int

    @property
    def sum_yen(self) -> int:
        """Of the line."""
        return self.denomination_yen * self.pieces


@dataclass(frozen=True, slots=True)
class CashBalance:
    """The drawer in yen; ``reason`` explains a difference. Cashless sums are part of charged and refunded ones."""

    float_yen: int
    charged_yen: int
    refunded_yen: int
    lines: tuple[CashLine, ...]
    reason: CashReason | None
    cashless_yen: int = 0
    cashless_refunded_yen: int = 0
    paid_in_yen: int = 0
    paid_out_yen: int = 0

    def __post_init__(self) -> None:
        """Raise ValueError for a denomination counted twice, and for a difference that nobody explained."""
        if len({line.denomination_yen for line in self.lines}) != len(self.lines):
            raise ValueError("denomination")
        if self.difference_yen and self.reason is None:
            raise ValueError("reason")

    @property
    def expected_yen(self) -> int:
        """What must lie in it."""
        return self.float_yen + self.net_yen + self.paid_in_yen - self.paid_out_yen

    @property
    def net_yen(self) -> int:
        """What is to be paid in (納入): fees in cash. The terminal's company pays the others."""
        return self.charged_yen - self.refunded_yen - self.cashless_net_yen

    @property
    def cashless_net_yen(self) -> int:
        """Fees through a terminal, less those it gave back."""
        return self.cashless_yen - self.cashless_refunded_yen

    @property
    def counted_yen(self) -> int:
        """What was counted."""
        return sum(line.sum_yen for line in self.lines)

    @property
    def difference_yen(self) -> int:
        """過不足: counted less expected."""
        return self.counted_yen - self.expected_yen


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One kind of paper over the day: what was there and came, and where it went."""

    stock: str
    carried: int
    received: int
    returned: int
    issued: int
    spoilt: int
    lost: int
    in_hand: int
    rest: int

    @property
    def difference(self) -> int:
        """In less out; 0 in every log that could be closed."""
        there = self.carried + self.received + self.returned
        return there - (self.issued + self.spoilt + self.lost + self.in_hand + self.rest)


@dataclass(frozen=True, slots=True)
class DaySheetOrder:
    """One 日計表 to make. ``forms`` were accepted that day, ``last_running`` is the last number given out.

    ``supplement`` counts the supplementary closes (補正締め); the last one's sheet takes the place of those before.
    """

    office: str
    device: str
    business_date: date
    forms: int
    last_running: int
    lines: tuple[SoldLine, ...]
    cash: CashBalance
    sheets: tuple[SheetLine, ...]
    anchor: Anchor
    specimen: bool
    supplement: int = 0

    def __post_init__(self) -> None:
        """Raise ValueError when certificates and cash do not add up."""
        if sum(line.charged_yen for line in self.lines) != self.cash.charged_yen:
            raise ValueError("charged")
        if sum(line.refunded_yen for line in self.lines) != self.cash.refunded_yen:
            raise ValueError("refunded")

    @property
    def agrees(self) -> bool:
        """Whether cash and sheets leave nothing over or short; forms are counted by hand."""
        return not self.cash.difference_yen and not any(line.difference for line in self.sheets)
