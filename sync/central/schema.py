"""The tables as this program needs them, changed while others serve.

A step only adds: whoever was started before it goes on with what it knows. What nobody needs any more is taken away
by a step named ``…_contract_…``, in a version after the last one that used it.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from peewee import Database, OperationalError, PostgresqlDatabase
from playhouse.migrations import Runner

MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x6D61646F
"""By which all processes that migrate one database know each other."""
_PATIENCE = "2s"
"""So long a step waits for a table. Whoever asks for that table meanwhile waits behind it, so it must give way."""
_LOCK_NOT_AVAILABLE = "55P03"
_PAUSE_SECONDS = 0.5
_TRIES = 600


def migrate(database: Database, folder: Path = MIGRATIONS) -> None:
    """Bring the schema up to date, one numbered step after another; of several processes one does it.

    Raises:
        OperationalError: a table was not to be had for minutes on end.
    """
    with database.connection_context():
        if not _pending(database, folder):
            return
        with _alone(database):
            _climb(database, folder)


def pending(database: Database, folder: Path = MIGRATIONS) -> tuple[str, ...]:
    """Steps of this program that the database has not gone yet; those of a later program are none of them."""
    with database.connection_context():
        return _pending(database, folder)


def _pending(database: Database, folder: Path) -> tuple[str, ...]:
    return tuple(step.name for step in Runner(database, str(folder)).status() if step.path and not step.applied)


def _climb(database: Database, folder: Path) -> None:
    """All steps; each is a transaction, so one that did not get its table is gone as if it had never been tried."""
    for left in reversed(range(_TRIES)):
        try:
            Runner(database, str(folder)).up()
        except OperationalError as error:
            if left == 0 or not _gave_way(error):
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def _gave_way(error: OperationalError) -> bool:
    return getattr(error.args[0], "sqlstate", None) == _LOCK_NOT_AVAILABLE


@contextmanager
def _alone(database: Database) -> Iterator[None]:
    """While one process changes the schema, the others wait for it; SQLite's file lock does it by itself."""
    if not isinstance(database, PostgresqlDatabase):
        yield
        return
    database.execute_sql("SELECT pg_advisory_lock(%s)", (_LOCK,))
    try:
        database.execute_sql(f"SET lock_timeout = '{_PATIENCE}'")
        yield
    finally:
        database.execute_sql("RESET lock_timeout")
        database.execute_sql("SELECT pg_advisory_unlock(%s)", (_LOCK,))
