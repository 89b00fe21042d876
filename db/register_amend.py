"""Rows that changed, where they lie: only columns that are others now are written.

A household stands in some twenty indexes for each of its members. Written anew, each change of an address would put
as many pages on the disk that the log waits for; where they lie, it is the rows themselves and two indexes.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from branch_app.domain.records.register_rows import RegisterLine, Row
from db.register_rows import rows_of
from db.register_shape import ARRIVING, HITS, SEARCHED, STORED, StoredTable

_LYING = STORED | SEARCHED | {ARRIVING.name: HITS}
"""Those that would arrive in a new generation lie in order already."""


def amend(connection: Any, table: str, lines: Sequence[RegisterLine]) -> int:  # noqa: ANN401 - the driver has no types
    """Put these in the place of what lies there under their keys; how many of them had been there."""
    there = 0
    for name, rows in rows_of(table, lines).items():
        stored = _LYING[name]
        by_key: defaultdict[object, list[Row]] = defaultdict(list)
        for row in rows:
            by_key[row[0]].append(row)
        held = [_amend(connection, stored, line.key, by_key[line.key]) for line in lines]
        there += sum(held) if name == table else 0
    return there


def _amend(connection: Any, stored: StoredTable, key: str, rows: Sequence[Row]) -> int:  # noqa: ANN401
    """All rows of one key, in their order; how many there were."""
    columns = [column.name for column in stored.all_columns()]
    order = "position, rowid" if stored.parent else "rowid"
    lying = connection.execute(
        f"SELECT rowid, * FROM {stored.name} WHERE {columns[0]} = ? ORDER BY {order}",  # noqa: S608 - our own names
        (key,),
    ).fetchall()
    for (number, *before), row in zip(lying, rows, strict=False):
        others = [at for at, value in enumerate(row) if value != before[at]]
        if others:
            changes = ", ".join(f"{columns[at]} = ?" for at in others)
            values = (*(row[at] for at in others), number)
            connection.execute(f"UPDATE {stored.name} SET {changes} WHERE rowid = ?", values)  # noqa: S608
    gone = [(number,) for number, *_ in lying[len(rows) :]]
    connection.executemany(f"DELETE FROM {stored.name} WHERE rowid = ?", gone)  # noqa: S608
    connection.executemany(stored.insert(), rows[len(lying) :])
    return len(lying)
