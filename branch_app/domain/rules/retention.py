"""保存期間: how many years openings of a kind are kept after the 会計年度 in which they were written."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from branch_app.domain.log.commitment import Retention
from branch_app.domain.values.validity import Validity

MAX_YEARS = 100
_PERIOD = re.compile(r"FY([0-9]{4})")


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """A row of ``retention.csv``: that kind is kept so many full 会計年度 after its own."""

    retention: Retention
    years: int
    validity: Validity

    def __post_init__(self) -> None:
        """Raise ValueError for years that nobody keeps."""
        if not 0 < self.years <= MAX_YEARS:
            raise ValueError("years")

    def expires(self, period: str) -> date | None:
        """First day on which that period (``FY2026``) is kept no more; None for what is no period."""
        year = _PERIOD.fullmatch(period)
        return date(int(year[1]) + self.years + 1, 4, 1) if year else None


def expired(
    rules: Iterable[RetentionRule], kept: Iterable[tuple[Retention, str]], day: date
) -> Iterator[tuple[Retention, str]]:
    """Of what is kept, what may go that day. A kind without a row, or with two, stays: nobody shreds by guess."""
    held: dict[Retention, list[RetentionRule]] = {}
    for rule in rules:
        if rule.validity.holds(day):
            held.setdefault(rule.retention, []).append(rule)
    for retention, period in kept:
        ends = [rule.expires(period) for rule in held.get(retention, [])]
        if len(ends) == 1 and ends[0] is not None and ends[0] <= day:
            yield retention, period
