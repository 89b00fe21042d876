"""Rows into and out of one generation, each with all that hangs on it, in the caller's transaction."""

from collections.abc import Iterable
from typing import Any

from branch_app.domain.records.register_rows import RegisterLine
from branch_app.domain.records.register_tables import TABLES
from branch_app.ports.registers import SpoiltLine
from db.quarantine import count_aside, fit, released
from db.register_lines import Keys
from db.register_rows import rows_of
from db.register_shape import SEARCHED, STORED

_INSERTS = {name: stored.insert() for name, stored in (STORED | SEARCHED).items()}


def insert(connection: Any, table: str, rows: Iterable[RegisterLine | SpoiltLine]) -> None:  # noqa: ANN401 - the driver has no types
    """Rows that are not there yet; unfit ones go aside. Nobody finds them before ``put_in_order``."""
    for stored, values in rows_of(table, fit(connection, table, rows)).items():
        connection.executemany(_INSERTS[stored], values)


def remove(connection: Any, table: str, keys: Keys) -> int:  # noqa: ANN401
    """Every row with such a key, fit or not; how many there were."""
    key = STORED[table].columns[0].name
    for stored in _hanging_on(table):
        connection.execute(f"DELETE FROM {stored} WHERE {keys.condition(table)}", keys.values)  # noqa: S608 - our own names
    gone = connection.execute(f"DELETE FROM {table} WHERE {keys.condition(key)}", keys.values).rowcount  # noqa: S608
    return int(gone) + released(connection, table, keys.condition("key"), keys.values)


def count(connection: Any, table: str) -> int:  # noqa: ANN401
    """Rows of a table, unfit ones too."""
    (lying,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
    return int(lying) + count_aside(connection, table)


def _hanging_on(table: str) -> tuple[str, ...]:
    companions = TABLES[table].companions
    searched = tuple(stored.name for stored in SEARCHED.values() if stored.parent == table)
    return ((companions.name,) if companions else ()) + searched
