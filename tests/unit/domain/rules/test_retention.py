"""保存期間: which periods may go on a day, by the dated table."""

from datetime import date

import pytest

from branch_app.domain.errors import BadInput
from branch_app.domain.log.commitment import Retention
from branch_app.domain.rules.retention import RetentionRule, expired
from branch_app.domain.values.validity import Validity
from tests.fakes.tables import shipped, tables

ALWAYS = Validity(date.min, date.max)
THREE = RetentionRule(Retention.ISSUANCE, 3, ALWAYS)
KEPT = ((Retention.ISSUANCE, "FY2022"), (Retention.ISSUANCE, "FY2023"), (Retention.STAFF, "FY2000"))


@pytest.mark.parametrize(
    ("day", "gone"),
    [
        (date(2026, 3, 31), []),
        (date(2026, 4, 1), ["FY2022"]),
        (date(2027, 3, 31), ["FY2022"]),
        (date(2027, 4, 1), ["FY2022", "FY2023"]),
    ],
)
def test_a_year_goes_when_its_years_are_over(day: date, gone: list[str]) -> None:
    """Three full years after its own; a kind without a row stays whatever its age."""
    assert [(Retention.ISSUANCE, period) for period in gone] == list(expired([THREE], KEPT, day))


def test_nobody_shreds_by_guess() -> None:
    """Two rows that hold, none that holds, a period that is none: everything stays."""
    day = date(2099, 1, 1)
    ended = RetentionRule(Retention.ISSUANCE, 3, Validity(date.min, date(2030, 1, 1)))
    for rules in ([THREE, THREE], [ended], []):
        assert [] == list(expired(rules, KEPT, day))
    assert [] == list(expired([THREE], [(Retention.ISSUANCE, "2022")], day))


@pytest.mark.parametrize("years", [0, -1, 101])
def test_years_that_nobody_keeps_are_refused(years: int) -> None:
    """Neither at once nor for ever."""
    with pytest.raises(ValueError, match="years"):
        RetentionRule(Retention.STAFF, years, ALWAYS)
    with pytest.raises(BadInput):
        tables(retention=f"retention,years,valid_from,valid_until\nstaff,{years},,\n")


def test_every_kind_has_its_years() -> None:
    """The shipped table names each kind once, so that each can expire."""
    assert sorted(kind.value for kind in Retention) == sorted(rule.retention.value for rule in shipped().retention)
