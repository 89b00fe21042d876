"""Rows into and out of one generation, each with all that hangs on it, in the caller's transaction."""

from collections.abc import Iterable, Sequence
from typing import Any

from branch_app.domain.records.register_rows import RegisterLine
from branch_app.domain.records.register_tables import TABLES
from branch_app.ports.registers import RowChange, SpoiltLine
from db.quarantine import count_aside, fit, released
from db.register_amend import amend
from db.register_lines import Keys
from db.register_rows import rows_of
from db.register_shape import SEARCHED, STORED

_INSERTS = {name: stored.insert() for name, stored in (STORED | SEARCHED).items()}


def insert(connection: Any, table: str, rows: Iterable[RegisterLine | SpoiltLine]) -> None:  # noqa: ANN401 - the driver has no types
    """Rows that are not there yet; unfit ones go aside. Nobody finds them before ``put_in_order``."""
    for stored, values in rows_of(table, fit(connection, table, rows)).items():
        connection.executemany(_INSERTS[stored], values)


def change(connection: Any, table: str, changes: Sequence[RowChange]) -> int:  # noqa: ANN401
    """Each row as it is now, in the place of the one of its key; how many more there are."""
    keys = [Keys.only(change.key) for change in changes]
    gone = sum(released(connection, table, each.condition("key"), each.values) for each in keys)
    lines = [change.line for change in changes if change.line is not None]
    staying = fit(connection, table, lines)
    stay = {line.key for line in staying}
    gone += sum(_delete(connection, table, each) for each in keys if each.first not in stay)
    gone += amend(connection, table, staying)
    return len(lines) - gone


def remove(connection: Any, table: str, keys: Keys) -> int:  # noqa: ANN401
    """Every row with such a key, fit or not; how many there were."""
    return _delete(connection, table, keys) + released(connection, table, keys.condition("key"), keys.values)


def _delete(connection: Any, table: str, keys: Keys) -> int:  # noqa: ANN401
    key = STORED[table].columns[0].name
    for stored in _hanging_on(table):
        connection.execute(f"DELETE FROM {stored} WHERE {keys.condition(table)}", keys.values)  # noqa: S608 - our own names
    gone = connection.execute(f"DELETE FROM {table} WHERE {keys.condition(key)}", keys.values).rowcount  # noqa: S608
    return int(gone)


def count(connection: Any, table: str) -> int:  # noqa: ANN401
    """Rows of a table, unfit ones too."""
    (lying,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
    return int(lying) + count_aside(connection, table)


def _hanging_on(table: str) -> tuple[str, ...]:
    companions = TABLES[table].companions
    searched = tuple(stored.name for stored in SEARCHED.values() if stored.parent == table)
    return ((companions.name,) if companions else ()) + searched
