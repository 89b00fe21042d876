"""Which head office a command of ``central`` is about."""

import argparse
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from peewee import InterfaceError, OperationalError, PostgresqlDatabase

from branch_app.cli.kinds import Commands
from branch_app.cli.meant import moment
from branch_app.domain.errors import DatabaseAway
from branch_app.machine import StagedClock, SystemClock
from branch_app.settings import table_texts
from sync.central.database import close_database, open_database
from sync.central.head_office import HeadOffice
from sync.central.serving.hosts import load_hosts
from sync.central.serving.server import Settings, open_head_office

_DATABASE = "MADOGUCHI_CENTRAL_DB"


def command(central: Commands, name: str, help_text: str) -> argparse.ArgumentParser:
    """A command that knows its head office."""
    made = central.add_parser(name, help=help_text)
    made.add_argument("--folder", type=Path, required=True, help="keys, and the database unless one is named")
    made.add_argument("--at", type=moment, help="start the business clock at this time (demo)")
    return made


@contextmanager
def with_a_database() -> Iterator[None]:
    """Whatever a command asks of it.

    Raises:
        DatabaseAway: it does not answer, cannot be opened, or went away meanwhile.
    """
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise DatabaseAway from error


def open_central(chosen: argparse.Namespace) -> HeadOffice:
    """Keys and database of that folder."""
    folder: Path = chosen.folder
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = database_of(chosen)
    return open_head_office(Settings(folder, database, load_hosts(folder)), table_texts(), clock_of(chosen))


def clock_of(chosen: argparse.Namespace) -> Callable[[], datetime]:
    """Business time."""
    return (StagedClock(chosen.at) if chosen.at else SystemClock()).now


def database_of(chosen: argparse.Namespace) -> str:
    """URL of the database, opened or not."""
    return os.environ.get(_DATABASE) or f"sqlite:///{chosen.folder.resolve() / 'central.db'}"


def answering(chosen: argparse.Namespace) -> str:
    """URL of a database that was asked and answers; a file of SQLite is not looked for."""
    url = database_of(chosen)
    database = open_database(url)
    if isinstance(database, PostgresqlDatabase):
        database.connect()
    close_database(database)
    return url
