"""A whole city put down at once: rows stream into a table beside the history, then join it in one step.

    record_all(central, rows)        # any number of rows, each once; memory stays flat

Other changes go on meanwhile; only the last step keeps the numbers for itself.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from peewee import Database, IntegrityError, PostgresqlDatabase, chunked

from branch_app.domain.errors import BadInput
from branch_app.domain.records.registers import RegisterRow
from sync.central.database import exclusive, locked
from sync.central.head_office import HeadOffice
from sync.central.models import Sequence
from sync.central.registers.history import SEQUENCE, Place, newest_change, written

if TYPE_CHECKING:
    import sqlite3

    import psycopg

_BATCH = 1_000
_ARRIVED = """
CREATE TEMPORARY TABLE arrived (
    place BIGINT NOT NULL, register TEXT NOT NULL, row_key TEXT {bytewise} NOT NULL, line {blob} NOT NULL)
"""
_COPY = "COPY arrived (place, register, row_key, line) FROM STDIN (FORMAT BINARY)"
_INSERT = "INSERT INTO arrived (place, register, row_key, line) VALUES (?, ?, ?, ?)"
_SAME = """
DELETE FROM arrived WHERE EXISTS (
    SELECT 1 FROM register_history AS held
    WHERE held.register = arrived.register AND held.row_key = arrived.row_key AND held.until_seq IS NULL
        AND held.line = arrived.line)
"""
_CLOSE = """
UPDATE register_history SET until_seq = arrived.place + {place} FROM arrived
WHERE register_history.register = arrived.register AND register_history.row_key = arrived.row_key
    AND register_history.until_seq IS NULL
"""
_JOIN = """
INSERT INTO register_history (change_seq, register, row_key, line, recorded_at)
SELECT place + {place}, register, row_key, line, {place} FROM arrived
"""

Arrived = tuple[int, str, str, bytes]
"""Number of its coming, table, key and line."""


def record_all(central: HeadOffice, rows: Iterable[RegisterRow]) -> int:
    """Put down every row that is new or says something else than before; the newest change_seq.

    They get their numbers in the order in which they come; those of rows that say nothing new are left out.

    Raises:
        BadInput: a row came twice, or is larger than anything that travels. Nothing was put down.
    """
    database = central.database
    with _beside(database):
        with database.atomic():
            _take(database, _numbered(map(written, rows)))
        try:
            with exclusive(database):
                return _join(central)
        except IntegrityError as error:
            raise BadInput(at="row twice") from error


@contextmanager
def _beside(database: Database) -> Iterator[None]:
    """The table beside the history while it is needed: a connection goes back to the pool without it."""
    postgres = isinstance(database, PostgresqlDatabase)
    words = {"blob": "BYTEA" if postgres else "BLOB", "bytewise": 'COLLATE "C"' if postgres else ""}
    database.execute_sql(_ARRIVED.format(**words))
    try:
        yield
    finally:
        database.execute_sql("DROP TABLE arrived")


def _take(database: Database, rows: Iterator[Arrived]) -> None:
    if isinstance(database, PostgresqlDatabase):
        connection = cast("psycopg.Connection", database.connection())
        with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
            copy.set_types(("int8", "text", "text", "bytea"))
            for row in rows:
                copy.write_row(row)
        database.execute_sql("ANALYZE arrived")
        return
    plain = cast("sqlite3.Connection", database.connection())
    for batch in chunked(rows, _BATCH):
        plain.executemany(_INSERT, batch)


def _numbered(lines: Iterable[tuple[Place, bytes]]) -> Iterator[Arrived]:
    for number, ((table, key), line) in enumerate(lines, start=1):
        yield number, table, key, line


def _join(central: HeadOffice) -> int:
    database = central.database
    newest = int(locked(Sequence.select().where(Sequence.name == SEQUENCE)).get().value)
    if newest:
        database.execute_sql(_SAME)
        database.execute_sql(_CLOSE.format(place=database.param), (newest,))
    database.execute_sql(_JOIN.format(place=database.param), (newest, central.now()))
    if isinstance(database, PostgresqlDatabase):
        database.execute_sql("ANALYZE register_history")  # it is read at once
    (last,) = database.execute_sql("SELECT MAX(place) FROM arrived").fetchone()
    if last is not None:
        Sequence.update(value=newest + last).where(Sequence.name == SEQUENCE).execute()
    return newest_change()
