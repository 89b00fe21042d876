"""収入科目 and 会計年度: an account's code, and until when a year that ended still takes bookings."""

import re
from dataclasses import dataclass
from datetime import date

from branch_app.domain.values.validity import Validity
from branch_app.domain.values.wareki import fiscal_year

_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


@dataclass(frozen=True, slots=True)
class Revenue:
    """A row of ``revenue.csv``: the code (款・項・目・節) of an account, the last day (MM-DD) of 出納整理期間."""

    account: str
    code: str
    settled_until: str
    validity: Validity

    def __post_init__(self) -> None:
        """Raise ValueError for an account without a name or a code, or a day that no year has."""
        if not self.account.strip() or not self.code.strip() or not _MONTH_DAY.fullmatch(self.settled_until):
            raise ValueError("revenue")

    def takes(self, charged_on: date, given_back: date) -> bool:
        """Whether what is given back that day still lessens the year in which it was charged (戻出).

        After its 出納整理期間 it is an expenditure of the year of that day (過年度還付).
        """
        year = fiscal_year(charged_on)
        month, day = self.settled_until.split("-")
        return year == fiscal_year(given_back) or given_back <= date(year + 1, int(month), int(day))
