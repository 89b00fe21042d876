"""The made-up Kawasaki for tests: read and drawn once a process."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from branch_app.domain.records.register_rows import RegisterLine, line_of
from branch_app.domain.records.register_tables import TABLES
from branch_app.domain.records.registers import RegisterRow
from branch_app.domain.records.resident import Household, Resident
from sync.central.kawasaki.city import Kawasaki, Plan
from sync.central.kawasaki.registers import Tools, register_rows
from sync.central.kawasaki.stamps import Cutter
from sync.central.kawasaki.words import Words, load_words

TODAY, PAPER = date(2026, 11, 26), date(2012, 3, 15)
FONT = Path("/usr/share/fonts/truetype/ipamj/ipamjm.ttf")
PIN_KEY = b"k" * 32
CITY = 14_310
"""Residents of a hundredth of Kawasaki: enough for every proportion to show."""
WORLDS = pytest.mark.parametrize("on", [TODAY, PAPER], ids=["today", "2012"])


@cache
def words() -> Words:
    """The words of the tree."""
    return load_words(Path("resources/kawasaki"))


@cache
def tools() -> Tools:
    """One cutter for all."""
    return Tools(Cutter(FONT), PIN_KEY)


@cache
def kawasaki(residents: int = 3_000, seed: int = 7, on: date = TODAY) -> Kawasaki:
    """A city of that size."""
    return Kawasaki.of(Plan(residents, seed, on), words())


@cache
def rows(table: str, residents: int = 3_000, seed: int = 7, on: date = TODAY) -> tuple[RegisterRow, ...]:
    """One register of it."""
    city = kawasaki(residents, seed, on)
    return tuple(register_rows(city, table, tools(), city.numbers))


@cache
def homes(on: date = TODAY) -> list[Household]:
    """All households of the hundredth."""
    return [row for row in rows("household", CITY, 7, on) if isinstance(row, Household)]


@cache
def residents_by_id(on: date = TODAY) -> dict[str, Resident]:
    """All their members."""
    return {member.id: member for home in homes(on) for member in home.members}


@cache
def lines(residents: int = 3_000, seed: int = 7, on: date = TODAY) -> tuple[RegisterLine, ...]:
    """All its registers as rows of tables."""
    return tuple(line_of(row) for table in TABLES for row in rows(table, residents, seed, on))
