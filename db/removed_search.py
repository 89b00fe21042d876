"""Search 除票: those who were taken off the register, by name, birth or 宛名番号, in the order of names.

They are found as residents are (``db.register_search``), but for addresses: nobody of them lives here.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from branch_app.domain.records.registers import COUNTED, RemovedFound
from branch_app.domain.values.query import BirthQuery, KanaQuery, KanjiQuery, NumberKind, NumberQuery, Query
from db.register_rows import removed_hit
from db.register_search import kana_names, one_state, rows_along, rows_of_numbers, written_names
from db.register_walks import Named, Walk, born

_TABLE = "removed_hit r INDEXED BY removed_hit_"
_SHOWN = """
SELECT json_group_array(json_array(r.resident, r.name, r.kana, r.birth, r.removal, r.removed))
FROM json_each(?) AS wanted CROSS JOIN removed_hit r ON r.rowid = wanted.value
"""


def search_removed(connection: Any, query: Query, limit: int) -> RemovedFound:  # noqa: ANN401 - the driver has no types
    """The first ``limit`` that match, in the order of names; those beyond are counted as far as ``COUNTED``."""
    most = limit + COUNTED + 1
    with one_state(connection):
        rows = rows_along(connection, _walks(query), most)
        shown = rows_of_numbers(connection, _SHOWN, list(islice(rows, limit)))
    return RemovedFound(tuple(map(removed_hit, shown)), max(0, min(len(rows), most) - limit))


def _walks(query: Query) -> Iterator[Walk]:
    match query:
        case NumberQuery(number, kinds) if NumberKind.RESIDENT in kinds:
            yield Walk(f"{_TABLE}resident", "r.resident, r.removed").where("r.resident = ?", number)
        case BirthQuery(birth):
            yield born(Walk(f"{_TABLE}birth", "r.birth, r.surname, r.given"), "r", birth)
        case KanaQuery(words, given, birth, None, latin):
            letters = written_names(*latin, ()) if latin is not None else []
            yield from (born(_of(name), "r", birth) for name in (*kana_names(words, given), *letters))
        case KanjiQuery(word, given, readings, birth, None):
            yield from (born(_of(name), "r", birth) for name in written_names(word, given, readings))
        case _:
            return


def _of(name: Named) -> Walk:
    return name.under(f"{_TABLE}{name.names.index}", "r")
