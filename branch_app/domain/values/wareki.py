"""和暦: the Japanese era calendar as code, because a downloaded table printed 平成31年5月7日 once (Osaka, 2019)."""

from dataclasses import dataclass
from datetime import date, timedelta

from branch_app.domain.errors import BadInput


@dataclass(frozen=True, slots=True)
class Era:
    """元号: its name, the letter forms print, the digit that stands for it in 3500401, and its first day."""

    name: str
    letter: str
    digit: str
    start: date


ERAS = (
    Era("令和", "R", "5", date(2019, 5, 1)),
    Era("平成", "H", "4", date(1989, 1, 8)),
    Era("昭和", "S", "3", date(1926, 12, 25)),
    Era("大正", "T", "2", date(1912, 7, 30)),
    Era("明治", "M", "1", date(1868, 1, 25)),
)
"""Newest first."""
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
    era = era_of(day)
    return era.name, day.year - era.start.year + 1


def era_of(day: date) -> Era:
    """The era that day lies in.

    Raises:
        BadInput: before 1873-01-01, when dates were not of this calendar.
    """
    if day < _SOLAR_CALENDAR:
        raise BadInput(at="date", why="calendar")
    return next(era for era in ERAS if day >= era.start)


def last_day(era: Era) -> date:
    """The day before the next era began; the era we live in has no last day yet."""
    later = [other.start for other in ERAS if other.start > era.start]
    return min(later) - timedelta(days=1) if later else date.max


def fiscal_year(day: date) -> int:
    """会計年度: from 1 April."""
    return day.year if day.month >= 4 else day.year - 1
