"""和暦: the Japanese era calendar as code, because a downloaded table printed 平成31年5月7日 once (Osaka, 2019)."""

from datetime import date

from branch_app.domain.errors import BadInput

_ERAS = (
    ("令和", date(2019, 5, 1)),
    ("平成", date(1989, 1, 8)),
    ("昭和", date(1926, 12, 25)),
    ("大正", date(1912, 7, 30)),
    ("明治", date(1868, 1, 25)),
)
_SOLAR_CALENDAR = date(1873, 1, 1)


def wareki(day: date) -> str:
    """``令和元年5月1日``: the first year of an era is written 元.

    Raises:
        BadInput: before 1873-01-01, when dates were not of this calendar.
    """
    era, year = era_year(day)
    shown = "元" if year == 1 else str(year)
    return f"{era}{shown}年{day.month}月{day.day}日"


def era_year(day: date) -> tuple[str, int]:
    """Era name and year of that day."""
    if day < _SOLAR_CALENDAR:
        raise BadInput(at=day.isoformat())
    era, start = next((name, start) for name, start in _ERAS if day >= start)
    return era, day.year - start.year + 1


def fiscal_year(day: date) -> int:
    """会計年度: from 1 April."""
    return day.year if day.month >= 4 else day.year - 1
