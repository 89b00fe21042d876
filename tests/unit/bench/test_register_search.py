"""The bench of searches asks what clerks ask, of both sides, and says which limit is kept."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from branch_app.bench.register.search import SHOWN, SearchFigures, queries_of, search_figures
from branch_app.bench.register.typed import Sought, typed_queries
from branch_app.domain.records.register_rows import line_of
from branch_app.domain.records.registers import CityCard, Found
from branch_app.domain.values.codes import city_card_number
from branch_app.domain.values.query import (
    AddressQuery,
    BirthQuery,
    KanaQuery,
    KanjiQuery,
    NumberQuery,
    Query,
    parse_query,
)
from branch_app.settings import RESOURCES
from db.migrations.register import INDEXES, REGISTER
from db.register_order import put_in_order
from db.register_rows import rows_of
from db.register_search import search
from db.register_shape import SEARCHED, STORED
from sync.central.example.city import load_city

SOUGHT = Sought(
    "吉田\u3000俊一",
    "ヨシダ\u3000シュンイチ",
    date(1975, 4, 1),
    "神奈川県川崎市多摩区菅六丁目12番3号",
    ("9000010100",),
)


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The demo city in SQLite as it comes."""
    city = load_city(RESOURCES / "demo" / "city.json")
    holder = city.households[0].members[0].id
    with closing(sqlite3.connect(tmp_path / "plain.db", isolation_level=None)) as connection:
        for statement in (statement for step in REGISTER.steps for statement in step):
            connection.execute(statement)
        rows = {**rows_of("household", map(line_of, city.households))}
        rows |= rows_of("city_card", [line_of(CityCard(city_card_number(1), holder, b"salt", None))])
        for table, values in rows.items():
            connection.executemany((STORED | SEARCHED)[table].insert(), values)
        put_in_order(connection)
        for statement in INDEXES:
            connection.execute(statement)
        yield connection


class Plain:
    """``Searched`` on the bare connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.limits: set[int] = set()

    def search(self, query: Query, limit: int) -> Found:
        """The same statements."""
        self.limits.add(limit)
        return search(self.connection, query, limit)


def test_both_sides_are_asked_every_query(plain: sqlite3.Connection) -> None:
    """As many as wanted, for fifty rows, and none of them is refused."""
    register = Plain(plain)
    figures = search_figures(register, plain, queries_of(plain, 300))
    assert (300, 0, {SHOWN}) == (figures.queries, figures.refused, register.limits)
    assert 0 < figures.p50 <= figures.p99 <= figures.worst


def test_the_mix_is_the_same_again_and_finds_people(plain: sqlite3.Connection) -> None:
    """One seed, one list of words; each finds somebody, because somebody was looked for."""
    words = queries_of(plain, 300)
    assert words == queries_of(plain, 300)
    assert words != queries_of(plain, 300, seed=8)
    found = [search(plain, parse_query(word), SHOWN).rows for word in words]
    assert [] == [word for word, rows in zip(words, found, strict=True) if not rows]


def test_every_kind_of_question_is_in_the_mix() -> None:
    """Kana, kanji, romaji, birth, numbers and addresses."""
    kinds = {type(parse_query(word)) for word in typed_queries([SOUGHT], 400, 7)}
    assert {KanaQuery, KanjiQuery, BirthQuery, NumberQuery, AddressQuery} == kinds
    assert "yoshida shunichi" in typed_queries([SOUGHT], 400, 7)


@pytest.mark.parametrize(
    ("figures", "holds"),
    [
        (SearchFigures(1, 0, 0.5, 5.0, 9.0, 0.25, 2.5), True),
        (SearchFigures(1, 0, 0.51, 5.0, 9.0, 0.3, 2.5), False),
        (SearchFigures(1, 0, 0.5, 5.1, 9.0, 0.25, 2.6), False),
        (SearchFigures(1, 0, 0.5, 5.0, 9.0, 0.24, 2.5), False),
        (SearchFigures(1, 0, 0.5, 5.0, 9.0, 0.25, 2.4), False),
    ],
)
def test_each_limit_counts(figures: SearchFigures, holds: bool) -> None:
    """Both times and both ratios, at the limit to the last hundredth."""
    assert holds is figures.holds()
