"""Search one generation: every query is a few walks along an index, each in the order of names.

A word is the beginning of a surname, or a whole surname with the beginning of a given name: サトウタ is サトウ　タ.
Who matches comes in this order; in it each rank has the order of surname, given name and birth:

1. people of exactly that surname, then those of exactly that 旧氏 or 通称
2. people whose surname begins so, then those whose 旧氏 or 通称 does
3. what one word has of two names: own names, the longest surname first, then others
4. where letters were typed, the same once more of names that are written in letters

So a whole name comes before one that only begins so. By birth alone the day comes first, by address alone the
address: its number before longer numbers, its town before longer towns. A word of kanji that is nobody's name is
looked for among the towns.

The index is named each time: the planner cannot know that a birth date picks fifty people and a surname eighteen
thousand. Nor does the file hold statistics: with them it jumps from name to name through an index that a range is
read from, some two thousand times instead of once. What a query finds comes back as one row of JSON: the driver
gives the interpreter away for every row and must get it back each time, from a worker that may be filling the next
generation.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

import msgspec

from branch_app.domain.records.registers import COUNTED, Found
from branch_app.domain.values.address import AddressStart, town_start
from branch_app.domain.values.birth import Span
from branch_app.domain.values.query import (
    AddressQuery,
    BirthQuery,
    KanaQuery,
    KanjiQuery,
    NumberKind,
    NumberQuery,
    Query,
)
from db.register_rows import hit, other_name_found
from db.register_walks import KANA, WRITTEN, Named, Walk, walk_address, walk_birth, walk_number, walks_of

_HITS = """
SELECT json_group_array(json_array(r.id, r.name, r.kana, r.birth, r.sex, r.address, r.household))
FROM json_each(?) AS wanted CROSS JOIN hit r ON r.rowid = wanted.value
"""
"""In the order wanted: the loop goes along the list, and nothing is sorted."""
_NAMES = """
SELECT json_group_array(json_array(n.rowid, n.kind, n.name, n.kana))
FROM json_each(?) AS wanted CROSS JOIN other_name n ON n.rowid = wanted.value
"""
_OWN = 0
"""In place of the number of another name: the person's own was found, or none was looked for."""
_BY_NUMBER = {
    NumberKind.RESIDENT: walk_number("resident_id", "p.id = ?"),
    NumberKind.JUMINHYO_CODE: walk_number("resident_juminhyo_code", "p.juminhyo_code = ?"),
    NumberKind.CARD: walk_number("resident_id", "p.id IN (SELECT resident FROM seal_card WHERE number = ?)"),
}


def search(connection: Any, query: Query, limit: int) -> Found:  # noqa: ANN401 - the driver has no types
    """The first ``limit`` matches in full; those beyond are counted as far as ``COUNTED``."""
    most = limit + COUNTED + 1
    with one_state(connection):
        rows = rows_along(connection, walks(query), most) or rows_along(connection, _in_town(query), most)
        first = list(islice(rows.items(), limit))
        shown = rows_of_numbers(connection, _HITS, [row for row, _ in first])
        names = rows_of_numbers(connection, _NAMES, [name for _, name in first if name != _OWN])
    others = {number: other_name_found(name) for number, *name in names}
    hits = tuple(hit(row, others.get(name)) for row, (_, name) in zip(shown, first, strict=True))
    return Found(hits, max(0, min(len(rows), most) - limit))


@contextmanager
def one_state(connection: Any) -> Iterator[None]:  # noqa: ANN401 - the driver has no types
    """All statements see the same rows, whatever a delta commits meanwhile; and the file is locked once only."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")


def rows_along(connection: Any, chosen: Iterator[Walk], most: int) -> Mapping[int, int]:  # noqa: ANN401
    """Row numbers of residents in the order found, with that of the name they were first found by, or ``_OWN``.

    It ends with the walk that brings so many together.
    """
    rows: dict[int, int] = {}
    for walk in chosen:
        found = one_value(connection, walk.statement(most), walk.values)
        if walk.other:
            for row, name in found:
                rows.setdefault(row, name)
        else:
            rows = {**rows, **dict.fromkeys(found, _OWN), **rows}
        if len(rows) >= most:
            break
    return rows


def rows_of_numbers(connection: Any, statement: str, numbers: Sequence[int]) -> list[Any]:  # noqa: ANN401
    """The rows of so many numbers, in their order."""
    found: list[Any] = one_value(connection, statement, (json.dumps(numbers),)) if numbers else []
    return found


def one_value(connection: Any, statement: str, values: tuple[object, ...]) -> Any:  # noqa: ANN401
    """The one value of the one row, which is JSON."""
    (value,) = connection.execute(statement, values).fetchone()
    return msgspec.json.decode(value)


def walks(query: Query) -> Iterator[Walk]:
    """What a query walks along, one after another until there is enough."""
    match query:
        case KanaQuery(words, given, birth, address, latin):
            yield from _among(kana_names(words, given), birth, address)
            if latin is not None:
                yield from _among(written_names(*latin, ()), birth, address)
        case KanjiQuery(word, given, readings, birth, address):
            yield from _among(written_names(word, given, readings), birth, address)
        case BirthQuery(birth):
            yield walk_birth(birth)
        case AddressQuery(address, birth):
            yield from walk_address(address, birth)
        case NumberQuery(number, kinds):
            yield from (_BY_NUMBER[kind].where("", number) for kind in kinds)


def _in_town(query: Query) -> Iterator[Walk]:
    """宿河原, or 佐藤 宿河原, when nobody bears that name."""
    match query:
        case KanjiQuery(word, "", _, birth, None) if town := town_start(word):
            yield from walk_address(town, birth)
        case KanjiQuery(word, given, _, birth, None) if town := town_start(given):
            yield from _among(written_names(word, "", ()), birth, town)
        case _:
            pass


def _among(named: Sequence[Named], birth: Span | None, address: AddressStart | None) -> Iterator[Walk]:
    for name in named:
        yield from walks_of(name, birth, address)


def kana_names(words: tuple[str, ...], given: tuple[str, ...]) -> list[Named]:
    """Whole surnames first, then longer ones, then a surname and a given name in one word."""
    exact = [KANA.exactly(word).given(*given) for word in words]
    longer = [KANA.longer(word).given(*given) for word in words]
    if not given:
        return [*exact, *longer, *KANA.divided(*words)]
    return [*exact, *longer, *(KANA.undivided(word + rest) for word in words for rest in given)]


def written_names(word: str, given: str, readings: tuple[str, ...]) -> list[Named]:
    """The same as written; ``readings`` if the given name may be meant in kana."""
    names = [WRITTEN.exactly(word), WRITTEN.longer(word)]
    if not given:
        return [*names, *WRITTEN.divided(word)]
    return [*(name.given_or_kana(given, readings) for name in names), WRITTEN.undivided(word + given)]
