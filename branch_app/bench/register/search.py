"""How long a search takes in a replica of any size, beside plain SQLite in the same run.

    with closing(sqlite3.connect(path)) as plain:
        figures = search_figures(register, plain, queries_of(plain))
    assert figures.ratio_p50 <= 2

``plain`` is a file of the same tables, rows and indexes without encryption, asked with the same statements on one
bare connection: what it takes is what the question itself costs. Each query goes to both, the one or the other
first in turn, so that whatever else this machine does meets both.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from random import Random
from statistics import quantiles
from typing import Protocol

from branch_app.bench.register.typed import Sought, typed_queries
from branch_app.bench.waiting import Span, timed
from branch_app.domain.errors import BadInput
from branch_app.domain.records.registers import Found
from branch_app.domain.values.query import Query, parse_query
from db.register_search import search

SHOWN = 50
"""Rows at most, as at the counter."""
P50_LIMIT_MS, P99_LIMIT_MS = 0.5, 5.0
RATIO_LIMIT = 2.0
GROWTH_LIMIT = 3.0
"""From 14,310 residents to 1,431,000."""
_QUERIES = 10_000
_PEOPLE = 2_000
_WARM_UP = 200
_SEED = 7
_PERSON = """
SELECT r.name, r.kana, r.birth, h.address, r.id, r.juminhyo_code,
  (SELECT number FROM seal_card WHERE resident = r.id)
FROM resident r JOIN household h ON h.id = r.household WHERE r.rowid = ?
"""


@dataclass(frozen=True, slots=True)
class SearchFigures:
    """Milliseconds from what was typed to fifty rows; ``worst`` is our slowest, ``refused`` were no query.

    They are ``Span.own``: what other programs of this machine cost is told apart, in ``clock``.
    """

    queries: int
    refused: int
    p50: float
    p99: float
    worst: float
    plain_p50: float
    plain_p99: float
    clock_p50: float = 0.0
    clock_p99: float = 0.0

    @property
    def ratio_p50(self) -> float:
        """Ours to plain SQLite."""
        return round(self.p50 / self.plain_p50, 2)

    @property
    def ratio_p99(self) -> float:
        """Ours to plain SQLite."""
        return round(self.p99 / self.plain_p99, 2)

    def holds(self) -> bool:
        """Whether every limit is kept."""
        ratios = self.ratio_p50 <= RATIO_LIMIT and self.ratio_p99 <= RATIO_LIMIT
        return ratios and self.p50 <= P50_LIMIT_MS and self.p99 <= P99_LIMIT_MS


class Searched(Protocol):
    """As much of a ``Register`` as is asked here."""

    def search(self, query: Query, limit: int) -> Found:
        """The first ``limit`` residents that match."""


def queries_of(plain: sqlite3.Connection, count: int = _QUERIES, seed: int = _SEED) -> list[str]:
    """What people of that register are looked for by, a seeded mix (``branch_app.bench.register.typed``)."""
    (last,) = plain.execute("SELECT max(rowid) FROM resident").fetchone()
    chance = Random(seed)  # noqa: S311 - who is looked for
    return typed_queries(list(_people(plain, [chance.randint(1, last) for _ in range(_PEOPLE)])), count, seed)


def search_figures(register: Searched, plain: sqlite3.Connection, queries: Sequence[str]) -> SearchFigures:
    """Every query to both."""

    def ours(query: Query) -> Found:
        return register.search(query, SHOWN)

    def bare(query: Query) -> Found:
        return search(plain, query, SHOWN)

    for typed in queries[:_WARM_UP]:
        _timed(ours, typed)
        _timed(bare, typed)
    spans: dict[Callable[[Query], Found], list[Span]] = {ours: [], bare: []}
    refused = 0
    for turn, typed in enumerate(queries):
        try:
            parse_query(typed)
        except BadInput:
            refused += 1
        for side in (ours, bare) if turn % 2 else (bare, ours):
            spans[side].append(_timed(side, typed))
    own, plain_own = ([span.own for span in spans[side]] for side in (ours, bare))
    clock = [span.elapsed for span in spans[ours]]
    worst = round(max(own), 3)
    return SearchFigures(len(queries), refused, *_cuts(own), worst, *_cuts(plain_own), *_cuts(clock))


def _people(plain: sqlite3.Connection, rows: Sequence[int]) -> Iterator[Sought]:
    for row in rows:
        name, kana, birth, address, *numbers = plain.execute(_PERSON, (row,)).fetchone()
        yield Sought(name, kana, date.fromisoformat(birth), address, tuple(number for number in numbers if number))


def _timed(side: Callable[[Query], Found], typed: str) -> Span:
    """With its reading of what was typed."""

    def search_it() -> None:
        with suppress(BadInput):
            side(parse_query(typed))

    return timed(search_it)


def _cuts(times: Sequence[float]) -> tuple[float, float]:
    cuts = quantiles(times, n=100)
    return round(cuts[49], 3), round(cuts[98], 3)
