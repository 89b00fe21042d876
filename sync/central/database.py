"""One database for central: PostgreSQL in service, a SQLite file for the demo."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from peewee import Database, Model, ModelSelect, SqliteDatabase
from playhouse.db_url import parse
from playhouse.pool import PooledDatabase, PooledPostgresqlDatabase
from psycopg import ProgrammingError
from psycopg.conninfo import make_conninfo

from branch_app.domain.errors import BadInput
from sync.central.models import PROXY, Sequence

_BUSY_SECONDS = 20
_CONNECTIONS = 20
_CONNECT_SECONDS = 5

ModelRow = TypeVar("ModelRow", bound=Model)


def open_database(url: str) -> Database:
    """Connect the tables to ``postgresql://…`` or ``sqlite:///path``; the schema is left as it is.

    Raises:
        BadInput: another kind of database.
    """
    database = _database(url)
    PROXY.initialize(database)
    return database


def close_database(database: Database) -> None:
    """Give up every connection; nothing may be asked afterwards."""
    if isinstance(database, PooledDatabase):
        database.close_all()
    else:
        database.close()


@contextmanager
def exclusive(database: Database) -> Iterator[None]:
    """A transaction that writes; on SQLite it waits for its turn at the start instead of failing in the middle."""
    mode = ("IMMEDIATE",) if isinstance(database, SqliteDatabase) else ()
    with database.atomic(*mode):
        yield


def locked(query: "ModelSelect[ModelRow]") -> "ModelSelect[ModelRow]":
    """The query with its rows locked until the transaction ends; on SQLite the transaction excludes all others."""
    return query.for_update() if PROXY.obj.for_update else query


def unclaimed(query: "ModelSelect[ModelRow]") -> "ModelSelect[ModelRow]":
    """The query's rows that no other transaction has locked, locked by this one; on SQLite there is no other."""
    return query.for_update(skip_locked=True) if PROXY.obj.for_update else query


def next_numbers(name: str, count: int) -> int:
    """First of ``count`` numbers of a sequence; its row stays locked until the transaction ends."""
    row = locked(Sequence.select().where(Sequence.name == name)).get()
    Sequence.update(value=row.value + count).where(Sequence.name == name).execute()
    return row.value + 1


def _told(url: str) -> dict[str, Any]:
    try:
        options: dict[str, Any] = parse(url, unquote_password=True, unquote_user=True)
        make_conninfo(**{name: value for name, value in options.items() if name != "database"})
    except (ValueError, ProgrammingError) as error:
        raise BadInput(at="database") from error
    return options


def _database(url: str) -> Database:
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite" and rest.startswith("/"):
        pragmas = (("journal_mode", "wal"), ("synchronous", "full"), ("foreign_keys", 1), ("cache_size", -65_536))
        return SqliteDatabase(rest[1:], pragmas=pragmas, timeout=_BUSY_SECONDS)
    if scheme in {"postgresql", "postgres"}:
        options = _told(url)
        options.setdefault("connect_timeout", _CONNECT_SECONDS)
        pool: Database = PooledPostgresqlDatabase(
            **options, prefer_psycopg3=True, max_connections=_CONNECTIONS, timeout=_BUSY_SECONDS
        )
        return pool
    raise BadInput(at="database")
