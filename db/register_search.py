"""Search one generation: every query is a few walks along an index, each in the order of names.

A word is the beginning of a surname, or a whole surname with the beginning of a given name: サトウタ is サトウ　タ.
People of exactly that surname come first, because (surname, given) is the order. The index is named each time: the
planner cannot know that a birth date picks fifty people and a surname eighteen thousand.

What a query finds comes back as one row of JSON: the driver gives the interpreter away for every row and must get
it back each time, from a worker that may be filling the next generation.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from branch_app.domain.records.registers import COUNTED, Found
from branch_app.domain.values.birth import Span
from branch_app.domain.values.query import BirthQuery, KanaQuery, KanjiQuery, NumberKind, NumberQuery, Query
from db.register_rows import hit

_HIGHEST = "\U0010ffff"
_HITS = """
SELECT json_group_array(json_array(id, name, kana, birth, sex, address, household)) FROM (
  SELECT r.id, r.name, r.kana, r.birth, r.sex, h.address, r.household
  FROM json_each(?) AS wanted
  JOIN resident r ON r.rowid = wanted.value
  JOIN household h ON h.id = r.household
  ORDER BY wanted.key
)
"""
_BY_NUMBER = {
    NumberKind.RESIDENT: "id = ?",
    NumberKind.JUMINHYO_CODE: "juminhyo_code = ?",
    NumberKind.CARD: "id IN (SELECT resident FROM seal_card WHERE number = ?)",
}


@dataclass(frozen=True, slots=True)
class _Walk:
    """Residents that meet all conditions, in an order that one index has already."""

    source: str
    order: str
    conditions: tuple[str, ...]
    values: tuple[str, ...]

    def where(self, condition: str, *values: str) -> "_Walk":
        """Under one more condition."""
        return replace(self, conditions=(*self.conditions, condition), values=(*self.values, *values))

    def born(self, birth: Span | None) -> "_Walk":
        """Those born in that time; a single day has an index of its own."""
        if birth is None:
            return self
        first, last = birth.first.isoformat(), birth.last.isoformat()
        if first < last:
            return self.where("birth BETWEEN ? AND ?", first, last)
        return replace(self.where("birth = ?", first), source=_BIRTHS)

    def rows(self, connection: Any, limit: int) -> list[int]:  # noqa: ANN401 - the driver has no types
        """Row numbers, so many at most."""
        statement = (
            f"SELECT json_group_array(row) FROM (SELECT rowid AS row FROM {self.source} "  # noqa: S608 - our own names
            f"WHERE {' AND '.join(self.conditions)} ORDER BY {self.order}, rowid LIMIT ?)"
        )
        found: list[int] = _one(connection, statement, (*self.values, limit))
        return found


@dataclass(frozen=True, slots=True)
class _Names:
    """A pair of columns that is searched, with the index over it."""

    surname: str
    given: str
    index: str

    def begin(self, start: str) -> _Walk:
        """Whose surname begins so."""
        return self._walk((f"{self.surname} >= ?", f"{self.surname} < ?"), (start, start + _HIGHEST))

    def undivided(self, start: str) -> _Walk:
        """Whose whole name stands in the register without a space and begins so."""
        return self.begin(start).where(f"{self.given} = ''")

    def divided(self, word: str) -> Iterator[_Walk]:
        """Whose surname the word begins with, the longest first, and whose given name begins with the rest."""
        conditions = (f"{self.surname} = ?", f"{self.given} >= ?", f"{self.given} < ?")
        for at in range(len(word) - 1, 0, -1):
            yield self._walk(conditions, (word[:at], word[at:], word[at:] + _HIGHEST))

    def _walk(self, conditions: tuple[str, ...], values: tuple[str, ...]) -> _Walk:
        order = f"{self.surname}, {self.given}, birth"
        return _Walk(f"resident INDEXED BY {self.index}", order, conditions, values)


_KANA = _Names("surname", "given", "resident_kana")
_WRITTEN = _Names("written_surname", "written_given", "resident_written")
_BIRTHS = "resident INDEXED BY resident_birth"


def search(connection: Any, query: Query, limit: int) -> Found:  # noqa: ANN401 - the driver has no types
    """The first ``limit`` matches in full; those beyond are counted as far as ``COUNTED``."""
    most = limit + COUNTED + 1
    rows: dict[int, None] = {}
    for walk in _walks(query):
        rows |= dict.fromkeys(walk.rows(connection, most - len(rows)))
        if len(rows) >= most:
            break
    shown = _one(connection, _HITS, (json.dumps(list(rows)[:limit]),))
    return Found(tuple(map(hit, shown)), max(0, len(rows) - limit))


def _one(connection: Any, statement: str, values: tuple[object, ...]) -> Any:  # noqa: ANN401
    """The one value of the one row, which is JSON."""
    (value,) = connection.execute(statement, values).fetchone()
    return json.loads(value)


def _walks(query: Query) -> Iterator[_Walk]:
    match query:
        case KanaQuery(words, (), birth):
            yield from (_KANA.begin(word).born(birth) for word in words)
            yield from (walk.born(birth) for word in words for walk in _KANA.divided(word))
        case KanaQuery(words, given, birth):
            condition, values = _begins(*((_KANA.given, start) for start in given))
            yield from (_KANA.begin(word).where(condition, *values).born(birth) for word in words)
            yield from (_KANA.undivided(word + rest).born(birth) for word in words for rest in given)
        case KanjiQuery(word, "", _, birth):
            yield _WRITTEN.begin(word).born(birth)
            yield from (walk.born(birth) for walk in _WRITTEN.divided(word))
        case KanjiQuery(word, given, readings, birth):
            condition, values = _begins((_WRITTEN.given, given), *((_KANA.given, start) for start in readings))
            yield _WRITTEN.begin(word).where(condition, *values).born(birth)
            yield _WRITTEN.undivided(word + given).born(birth)
        case BirthQuery(birth):
            values = (birth.first.isoformat(), birth.last.isoformat())
            yield _Walk(_BIRTHS, "birth, surname, given", ("birth BETWEEN ? AND ?",), values)
        case NumberQuery(number, kinds):
            yield from (_Walk("resident", "surname, given", (_BY_NUMBER[kind],), (number,)) for kind in kinds)


def _begins(*words: tuple[str, str]) -> tuple[str, tuple[str, ...]]:
    """That one of some columns begins with its word."""
    condition = " OR ".join(f"({column} >= ? AND {column} < ?)" for column, _ in words)
    return f"({condition})", tuple(value for _, start in words for value in (start, start + _HIGHEST))
