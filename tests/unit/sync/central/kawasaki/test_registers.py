"""Every register of the made-up Kawasaki: the same for the same seed, in order, without a fault, streamed."""

import gc
import hashlib
import re
import sys
import time
from collections import deque
from collections.abc import Iterator
from datetime import date
from itertools import chain, islice

import pytest

from branch_app.domain.records.register_rows import line_of, record_of
from branch_app.domain.records.register_tables import TABLES
from branch_app.domain.records.resident import Household
from branch_app.domain.rules.register_faults import fault_of
from branch_app.domain.values.codes import is_individual_number
from sync.central.kawasaki.registers import register_rows, synthetic_city
from sync.wire.lines import MAX_LINE_BYTES, from_line, to_line
from tests.fakes.kawasaki import PAPER, TODAY, WORLDS, kawasaki, lines, rows, tools

TABLE = pytest.mark.parametrize("table", TABLES)


def digest(residents: int, seed: int, on: date = TODAY) -> str:
    """Over every line of every register."""
    city = kawasaki(residents, seed, on)
    hashed = hashlib.sha256()
    for _, made in synthetic_city(city, tools()):
        for row in made:
            hashed.update(to_line(line_of(row)))
    return hashed.hexdigest()


def test_one_seed_is_one_city() -> None:
    """The same seed gives the same bytes, another seed or another year others."""
    assert digest(300, 7) == digest(300, 7)
    assert 3 == len({digest(300, 7), digest(300, 8), digest(300, 7, PAPER)})


def test_a_small_city_is_there_at_once() -> None:
    """A thousand residents with all registers within five seconds of processor time."""
    began = time.process_time()
    digest(1_000, 3)
    assert time.process_time() - began < 5


@WORLDS
@TABLE
def test_rows_come_in_the_order_of_their_keys(table: str, on: date) -> None:
    """Bytewise, each key once."""
    keys = [line_of(row).key.encode() for row in rows(table, on=on)]
    assert keys
    assert keys == sorted(set(keys))


@WORLDS
def test_no_row_has_a_fault(on: date) -> None:
    """Codes, days, sizes and heads of households of 3,000 residents; every line fits what travels."""
    assert [] == [(line.table, line.key) for line in lines(on=on) if fault_of(line) is not None]
    assert max(len(to_line(line)) for line in lines(on=on)) < MAX_LINE_BYTES // 10


@WORLDS
def test_every_row_can_be_read_again(on: date) -> None:
    """What travels is what was made."""
    for table in TABLES:
        for row in islice(rows(table, on=on), 0, None, 20):
            line = line_of(row)
            assert row == record_of(from_line(table, to_line(line)))


@TABLE
def test_any_part_can_be_made_alone(table: str) -> None:
    """Two halves made by themselves are the whole: nothing rests on what came before."""
    city = kawasaki(3_000)
    middle = city.last // 3
    halves = (range(1, middle), range(middle, city.last + 1))
    parted = chain.from_iterable(register_rows(city, table, tools(), half) for half in halves)
    assert rows(table) == tuple(parted)


def test_a_larger_city_begins_like_a_smaller_one() -> None:
    """Fewer people are the beginning of more, but for the household that is cut short."""
    small, large = rows("household", 1_000), rows("household", 3_000)
    assert small[:-1] == large[: len(small) - 1]


@pytest.mark.parametrize("residents", [0, 1, 7, 1_000, 3_000, 14_310])
def test_as_many_as_asked_for(residents: int) -> None:
    """Not one more."""
    assert residents == sum(len(home.members) for home in households(residents))


def households(residents: int) -> Iterator[Household]:
    """Of a city of that size."""
    return (row for row in rows("household", residents) if isinstance(row, Household))


def test_ten_thousandth_part_of_the_city_has_its_part_of_households() -> None:
    """690,000 households for 1,431,000 residents: exactly so for every whole block."""
    assert 6_900 == kawasaki(14_310).last
    assert 690_000 == kawasaki(1_431_000).last


def test_nowhere_stands_an_individual_number() -> None:
    """No twelve digits that could be a 個人番号, in any column of any register."""
    for line in lines():
        for run in re.findall(r"(?<![0-9a-f])\d{12}(?![0-9a-f])", repr((line.row, line.companions))):
            assert not is_individual_number(run)


@pytest.mark.parametrize("table", ["household", "koseki", "tax"])
def test_memory_stays_flat(table: str) -> None:
    """Twenty times as many residents hold no more objects, but for small caches; kept, they would be 200,000."""
    assert _held(table, 20_000) < _held(table, 1_000) + 20_000


def _held(table: str, residents: int) -> int:
    """Blocks of memory at the most while the rows pass, after the caches are warm; a household takes dozens."""
    city = kawasaki(residents)
    made = register_rows(city, table, tools(), city.numbers)
    deque(islice(made, 200), maxlen=0)
    gc.collect()
    before = most = sys.getallocatedblocks()
    for number, _ in enumerate(made):
        if number % 50 == 0:
            most = max(most, sys.getallocatedblocks())
    return most - before
