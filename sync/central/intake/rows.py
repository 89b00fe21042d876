"""Rows of a push put down: streamed into PostgreSQL (COPY), one statement for all of them on SQLite."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import psycopg
from peewee import Database, IntegrityError, OperationalError, PostgresqlDatabase

if TYPE_CHECKING:
    import sqlite3


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
ISSUED_TAGS = Columns(
    "issued_tag", (("log_id", "int4"), ("seq", "int8"), ("tag", "text"), ("number", "text"), ("at", "int8"))
)


@contextmanager
def _said_as_ever() -> Iterator[None]:
    """The driver's own errors under the names that they have everywhere else."""
    try:
        yield
    except psycopg.IntegrityError as error:
        raise IntegrityError(*error.args) from error
    except (psycopg.OperationalError, psycopg.InterfaceError, psycopg.InternalError) as error:
        raise OperationalError(*error.args) from error


def put_down(database: Database, columns: Columns, rows: Iterable[Sequence[object]]) -> None:
    """Rows whose places are known to be free.

    Raises:
        IntegrityError: one was taken all the same; the transaction is lost.
        OperationalError: the database went away; so is it then.
    """
    if isinstance(database, PostgresqlDatabase):
        connection = cast("psycopg.Connection[tuple[object, ...]]", database.connection())
        statement = f"COPY {columns.table} ({columns.names}) FROM STDIN (FORMAT BINARY)".encode()
        with _said_as_ever(), connection.cursor() as cursor, cursor.copy(statement) as copy:
            copy.set_types(columns.places)
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join("?" for _ in columns.types)
    plain = cast("sqlite3.Connection", database.connection())
    plain.executemany(f"INSERT INTO {columns.table} ({columns.names}) VALUES ({marks})", rows)  # noqa: S608 - constants
