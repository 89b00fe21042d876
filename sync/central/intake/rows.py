"""Rows of a push put down: streamed into PostgreSQL (COPY), one statement for all of them on SQLite."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from peewee import Database, PostgresqlDatabase

if TYPE_CHECKING:
    import sqlite3

    import psycopg


@dataclass(frozen=True, slots=True)
class Columns:
    """A table's name and its columns with their PostgreSQL types."""

    table: str
    types: tuple[tuple[str, str], ...]

    @property
    def names(self) -> str:
        """As SQL lists them."""
        return ", ".join(name for name, _ in self.types)

    @property
    def places(self) -> Sequence[str]:
        """Types in the same order."""
        return [kind for _, kind in self.types]


LEAVES = Columns(
    "leaf", (("log_id", "int4"), ("seq", "int8"), ("hash", "bytea"), ("data", "bytea"), ("kind", "text"))
)
OPENINGS = Columns(
    "stored_opening",
    (
        ("log_id", "int4"),
        ("seq", "int8"),
        ("commitment", "text"),
        ("name", "text"),
        ("shelf", "text"),
        ("sealed", "bytea"),
    ),
)


def put_down(database: Database, columns: Columns, rows: Iterable[Sequence[object]]) -> None:
    """Rows whose places are known to be free.

    Raises:
        IntegrityError, UniqueViolation: one was taken all the same; the transaction is lost.
    """
    if isinstance(database, PostgresqlDatabase):
        connection = cast("psycopg.Connection", database.connection())
        statement = f"COPY {columns.table} ({columns.names}) FROM STDIN (FORMAT BINARY)".encode()
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            copy.set_types(columns.places)
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join("?" for _ in columns.types)
    plain = cast("sqlite3.Connection", database.connection())
    plain.executemany(f"INSERT INTO {columns.table} ({columns.names}) VALUES ({marks})", rows)  # noqa: S608 - constants
