"""The shipped 祝日 are what the library says, and what the law said in its odd years."""

import csv
import io
from datetime import date

import pytest

from build.write_holidays import TABLE, table

SHIPPED = {date.fromisoformat(row["day"]): row for row in csv.DictReader(io.StringIO(TABLE.read_text("utf-8")))}


def test_the_shipped_table_is_the_written_one() -> None:
    """Run ``python -m build.write_holidays`` when the library knows better."""
    assert table() == TABLE.read_text("utf-8")


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2012, 1, 2), "振替休日"),
        (date(2012, 3, 20), "春分の日"),
        (date(2015, 9, 22), "国民の休日"),
        (date(2019, 4, 30), "国民の休日"),
        (date(2019, 12, 23), None),
        (date(2020, 7, 24), "スポーツの日"),
        (date(2021, 7, 19), None),
        (date(2026, 11, 23), "勤労感謝の日"),
        (date(2026, 11, 24), None),
    ],
)
def test_odd_years(day: date, name: str | None) -> None:
    """Substitute days, a day between two others, an abdication, the moved days of the Games."""
    assert name == (SHIPPED[day]["name"] if day in SHIPPED else None)


def test_what_was_not_announced_yet_says_so() -> None:
    """春分の日 of a year is in the gazette in February of the year before."""
    assert {day.year > 2027 for day, row in SHIPPED.items() if "仮" in row["source"]} == {True}
    assert all("仮" in row["source"] for day, row in SHIPPED.items() if day.year > 2027)
