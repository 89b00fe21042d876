"""Unfit rows of a register: put aside with their reason and whom they name, and let go with the row.

Only ``db.register_writer`` writes here, in the transaction of the row itself, so that the two never disagree.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from typing import Any

from branch_app.domain.errors import BadInput
from branch_app.domain.records.register_rows import RegisterLine, Value, record_of
from branch_app.domain.rules.register_faults import fault_of, persons_of
from branch_app.ports.registers import SpoiltLine

_UNREADABLE = "unreadable"
_NOT_SHOWN = "character"
_SHOWN_TABLE = "household"


def fit(connection: Any, table: str, rows: Iterable[RegisterLine | SpoiltLine]) -> list[RegisterLine]:  # noqa: ANN401 - the driver has no types
    """The rows that go into their table; unfit ones are noted here."""
    kept: list[RegisterLine] = []
    for row in rows:
        if isinstance(row, SpoiltLine):
            _note(connection, table, row.key, row.persons, (_UNREADABLE, False, None))
            continue
        reason = fault_of(row)
        if reason is None:
            kept.append(row)
            continue
        listed = _may_be_shown(row, reason)
        _note(connection, table, row.key, persons_of(row), (reason, listed, None if listed else _written(row)))
        if listed:
            kept.append(row)
    return kept


def released(connection: Any, table: str, condition: str, values: tuple[str, ...]) -> int:  # noqa: ANN401
    """Forget rows by a condition on ``key``; how many of them lay nowhere but here."""
    where = f"WHERE register_table = ? AND {condition}"
    chosen = (table, *values)
    connection.execute(f"DELETE FROM quarantined_person {where}", chosen)  # noqa: S608 - our own names
    alone = connection.execute(f"DELETE FROM quarantine {where} AND NOT listed", chosen).rowcount  # noqa: S608
    connection.execute(f"DELETE FROM quarantine {where}", chosen)  # noqa: S608
    return int(alone)


def lines_aside(connection: Any, table: str, condition: str, values: tuple[str, ...]) -> Iterator[RegisterLine]:  # noqa: ANN401
    """Rows that lie nowhere but here and could be read, in the order of their keys."""
    for (text,) in connection.execute(
        f"SELECT line FROM quarantine WHERE register_table = ? AND {condition} AND line IS NOT NULL ORDER BY key",  # noqa: S608
        (table, *values),
    ):
        row, companions = json.loads(text)
        yield RegisterLine(table, _row(row), tuple(map(_row, companions)))


def count_aside(connection: Any, table: str) -> int:  # noqa: ANN401
    """Rows that lie nowhere but here."""
    (count,) = connection.execute(
        "SELECT count(*) FROM quarantine WHERE register_table = ? AND NOT listed", (table,)
    ).fetchone()
    return int(count)


def _note(
    connection: Any,  # noqa: ANN401
    table: str,
    key: str,
    persons: Iterable[str],
    why: tuple[str, bool, str | None],
) -> None:
    connection.execute("INSERT INTO quarantine VALUES (?, ?, ?, ?, ?)", (table, key, *why))
    connection.executemany(
        "INSERT OR IGNORE INTO quarantined_person VALUES (?, ?, ?)", [(person, table, key) for person in persons]
    )


def _may_be_shown(line: RegisterLine, reason: str) -> bool:
    """Whether a list of hits can show its residents: only what it shows has to be sound."""
    if line.table != _SHOWN_TABLE or reason == _NOT_SHOWN:
        return False
    try:
        record_of(line)
    except (BadInput, ValueError):
        return False
    return True


def _written(line: RegisterLine) -> str:
    return json.dumps([_values(line.row), [_values(row) for row in line.companions]], ensure_ascii=False)


def _values(row: tuple[Value, ...]) -> list[str | int | list[str] | None]:
    """Bytes become a list of one text, which no column is."""
    return [[b64encode(value).decode()] if isinstance(value, bytes) else value for value in row]


def _row(values: list[str | int | list[str] | None]) -> tuple[Value, ...]:
    return tuple(b64decode(value[0]) if isinstance(value, list) else value for value in values)
