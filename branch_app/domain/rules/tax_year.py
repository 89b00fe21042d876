"""市民税・県民税: which 年度 a branch certifies, and of whom."""

from dataclasses import dataclass
from datetime import date

from branch_app.domain.errors import NotEntitled
from branch_app.domain.records.tax import TaxRecord, TaxStanding
from branch_app.domain.values.validity import Validity

SWITCHES = 6
"""June, when 納税通知 have gone out: the month in which the made-up city and a replica without a rule turn."""


def latest_fiscal_year(day: date, month: int = SWITCHES) -> int:
    """最新年度 of 市民税・県民税: it switches in that month (domain.md section 3)."""
    return day.year if day.month >= month else day.year - 1


@dataclass(frozen=True, slots=True)
class TaxRule:
    """A row of ``tax_years.csv``: the newest 年度 begins to be certified in ``month``, for those standings."""

    month: int
    certified: frozenset[TaxStanding]
    validity: Validity

    def __post_init__(self) -> None:
        """Raise ValueError for no month."""
        if not 1 <= self.month <= 12:
            raise ValueError("month")

    def year(self, day: date) -> int:
        """最新年度 on that day."""
        return latest_fiscal_year(day, self.month)

    def check(self, record: TaxRecord | None) -> TaxRecord:
        """What is certified of somebody.

        Raises:
            NotEntitled: ``why`` is no_tax_record (the address of 1 January decides who taxes), or undeclared.
        """
        if record is None:
            raise NotEntitled(why="no_tax_record")
        if record.standing not in self.certified:
            raise NotEntitled(why="undeclared")
        return record
