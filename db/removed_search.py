"""Search 除票: those who were taken off the register, by name, birth or 宛名番号.

They are few beside the residents and asked for seldom: every row is looked at, and its name folded on the way.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any

from branch_app.domain.records.registers import COUNTED, RemovedFound, RemovedHit
from branch_app.domain.records.resident import Removal
from branch_app.domain.values.birth import Span
from branch_app.domain.values.identifiers import ResidentId
from branch_app.domain.values.kana import fold_kana
from branch_app.domain.values.kanji import fold_kanji
from branch_app.domain.values.query import BirthQuery, KanaQuery, KanjiQuery, NumberKind, NumberQuery, Query

_ROWS = (
    "SELECT resident, name, kana, birth, json_extract(body, '$.removal'), removed FROM removed_resident "
    "WHERE birth BETWEEN ? AND ? ORDER BY kana, name, birth, removed"
)
_OF_ONE = (
    "SELECT resident, name, kana, birth, json_extract(body, '$.removal'), removed FROM removed_resident "
    "WHERE resident = ? ORDER BY removed"
)
_GAP = "\u3000"
_NAMES_KEPT = 1 << 14

Row = tuple[str, str, str, str, str, str]


def search_removed(connection: Any, query: Query, limit: int) -> RemovedFound:  # noqa: ANN401 - the driver has no types
    """The first ``limit`` that match, in the order of names; those beyond are counted as far as ``COUNTED``."""
    found = list(islice(_matching(connection, query), limit + COUNTED + 1))
    return RemovedFound(tuple(map(_hit, found[:limit])), max(0, len(found) - limit))


def _matching(connection: Any, query: Query) -> Iterator[Row]:  # noqa: ANN401
    match query:
        case NumberQuery(number, kinds) if NumberKind.RESIDENT in kinds:
            yield from connection.execute(_OF_ONE, (number,))
        case BirthQuery(birth):
            yield from connection.execute(_ROWS, _days(birth))
        case KanaQuery(words, given, birth, None, latin):
            for row in connection.execute(_ROWS, _days(birth)):
                letters = latin is not None and _is_named(_kanji(row[1]), latin[:1], latin[1:])
                if letters or _is_named(_kana(row[2]), words, given):
                    yield row
        case KanjiQuery(word, given, _, birth, None):
            for row in connection.execute(_ROWS, _days(birth)):
                if _is_named(_kanji(row[1]), (word,), (given,)):
                    yield row
        case _:
            return


def _is_named(name: tuple[str, str], surnames: Sequence[str], given: Sequence[str]) -> bool:
    """Whether the surname begins so and the given name too, or the whole name where one word was typed."""
    surname, own = name
    wanted = [each for each in given if each]
    if not wanted:
        return any((surname + own).startswith(each) for each in surnames)
    return any(surname.startswith(each) for each in surnames) and any(own.startswith(each) for each in wanted)


@lru_cache(_NAMES_KEPT)
def _kana(name: str) -> tuple[str, str]:
    surname, _, given = name.partition(_GAP)
    return fold_kana(surname), fold_kana(given)


@lru_cache(_NAMES_KEPT)
def _kanji(name: str) -> tuple[str, str]:
    surname, _, given = name.partition(_GAP)
    return fold_kanji(surname), fold_kanji(given)


def _days(birth: Span | None) -> tuple[str, str]:
    first, last = (birth.first, birth.last) if birth else (date.min, date.max)
    return first.isoformat(), last.isoformat()


def _hit(row: Row) -> RemovedHit:
    resident, name, kana, birth, removal, removed = row
    days = (date.fromisoformat(birth), Removal(removal), date.fromisoformat(removed))
    return RemovedHit(ResidentId(resident), name, kana, *days)
