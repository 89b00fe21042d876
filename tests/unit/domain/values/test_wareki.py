"""和暦: era dates as code, because a downloaded table once printed 平成31年5月7日."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.errors import BadInput
from branch_app.domain.values.wareki import era_year, fiscal_year, wareki

FIRST, LAST = date(1873, 1, 1), date(2199, 12, 31)
DAYS = st.dates(FIRST, LAST)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(1873, 1, 1), "明治6年1月1日"),
        (date(1912, 7, 29), "明治45年7月29日"),
        (date(1912, 7, 30), "大正元年7月30日"),
        (date(1913, 1, 1), "大正2年1月1日"),
        (date(1926, 12, 24), "大正15年12月24日"),
        (date(1926, 12, 25), "昭和元年12月25日"),
        (date(1927, 1, 1), "昭和2年1月1日"),
        (date(1975, 4, 1), "昭和50年4月1日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(1990, 1, 1), "平成2年1月1日"),
        (date(2012, 3, 15), "平成24年3月15日"),
        (date(2012, 2, 29), "平成24年2月29日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2019, 5, 7), "令和元年5月7日"),
        (date(2019, 12, 31), "令和元年12月31日"),
        (date(2020, 1, 1), "令和2年1月1日"),
        (date(2026, 11, 24), "令和8年11月24日"),
    ],
)
def test_boundary_dates(day: date, written: str) -> None:
    """The last day of an era and the first of the next, 元年, and the year after it."""
    assert written == wareki(day)


def test_heisei_31_has_no_may() -> None:
    """Osaka, 2019: no day at all is written 平成31年 after April, nor 昭和64年 after 7 January."""
    days = [FIRST + timedelta(days=number) for number in range((date(2030, 1, 1) - FIRST).days)]
    written = {wareki(day) for day in days}
    assert "平成31年5月7日" not in written
    assert {f"平成31年{month}月" for month in range(1, 5)} == {
        day.partition("月")[0] + "月" for day in written if day.startswith("平成31年")
    }
    assert 7 == sum(day.startswith("昭和64年") for day in written)
    assert len(days) == len(written)


@given(DAYS)
def test_years_follow_the_calendar(day: date) -> None:
    """Within an era the year is counted from its first; no era has a year 0."""
    era, year = era_year(day)
    starts = {"明治": 1868, "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}
    assert day.year == starts[era] + year - 1
    assert year >= 1


@pytest.mark.parametrize("day", [date(1872, 12, 31), date.min])
def test_before_the_solar_calendar_there_is_no_answer(day: date) -> None:
    """Dates before 1873-01-01 were not of this calendar and are refused, not converted."""
    with pytest.raises(BadInput):
        wareki(day)


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2012, 3, 31), 2011), (date(2012, 4, 1), 2012), (date(2012, 12, 31), 2012), (date(2013, 1, 1), 2012)],
)
def test_the_fiscal_year_begins_in_april(day: date, year: int) -> None:
    """会計年度."""
    assert year == fiscal_year(day)
