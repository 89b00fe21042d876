"""市民税・県民税: what one fiscal year says of one person."""

from dataclasses import dataclass
from enum import Enum

from branch_app.domain.values.identifiers import ResidentId


class TaxStanding(Enum):
    """Which certificate there is: 課税, 非課税 or 免除; nothing can be certified of who declared nothing."""

    TAXED = "課税"
    UNTAXED = "非課税"
    EXEMPT = "免除"
    UNDECLARED = "未申告"


@dataclass(frozen=True, slots=True)
class TaxAmount:
    """One line of income (所得) or deduction (所得控除) in yen."""

    label: str
    yen: int


@dataclass(frozen=True, slots=True)
class TaxRecord:
    """One 年度 of one person. ``address`` is that on 1 January of the year, which decides who taxes (賦課期日).

    ``dependants`` are 扶養親族; the two taxes are whole yen and 0 unless ``standing`` is TAXED.
    """

    resident: ResidentId
    fiscal_year: int
    standing: TaxStanding
    address: str
    income: tuple[TaxAmount, ...]
    deductions: tuple[TaxAmount, ...]
    dependants: int
    city_yen: int
    prefecture_yen: int

    def __post_init__(self) -> None:
        """Raise ValueError for tax that nobody owes."""
        owed = self.city_yen + self.prefecture_yen
        if min(self.city_yen, self.prefecture_yen, self.dependants) < 0:
            raise ValueError("yen")
        if (self.standing is TaxStanding.TAXED) != (owed > 0):
            raise ValueError("standing")
