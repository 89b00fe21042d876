"""Whether this process can serve: its database can be written to, schema and keys are there."""

from collections.abc import Callable, Mapping

from peewee import DatabaseError, InterfaceError, PostgresqlDatabase
from playhouse.pool import MaxConnectionsExceeded

from sync.central.head_office import HeadOffice
from sync.central.schema import pending
from sync.central.trust.keys import KEY_FILES
from sync.central.trust.roots import roots

NO_DATABASE = (DatabaseError, InterfaceError, MaxConnectionsExceeded)
"""What comes of a database that is away, stands by for another, or has no connection to spare."""


def readiness(central: HeadOffice) -> Mapping[str, bool]:
    """By part; whoever lacks one answers no request rightly."""
    return {
        "database": _holds(lambda: _writable(central)),
        "migrations": _holds(lambda: not pending(central.database)),
        "keys": _holds(lambda: _keys_there(central)),
    }


def _holds(look: Callable[[], bool]) -> bool:
    try:
        return look()
    except NO_DATABASE:
        return False


def _writable(central: HeadOffice) -> bool:
    question = "SELECT NOT pg_is_in_recovery()" if isinstance(central.database, PostgresqlDatabase) else "SELECT 1"
    with central.database.connection_context():
        return bool(central.database.execute_sql(question).fetchone()[0])


def _keys_there(central: HeadOffice) -> bool:
    folder = central.line.folder
    files = [*map(folder.joinpath, KEY_FILES), *(root.key_file for root in roots(folder))]
    return all(path.is_file() for path in files)
