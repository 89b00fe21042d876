"""The schema changes while others serve: one process does it, step by step, and only ever adds."""

import shutil
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from peewee import Database
from playhouse.migrations import Runner
from playhouse.pool import PooledPostgresqlDatabase

from sync.central.head_office import HeadOffice
from sync.central.schema import MIGRATIONS, migrate, pending
from sync.client.push import push
from sync.client.session import Session
from tests.fakes.cluster import Cluster
from tests.fakes.device import ignore_progress
from tests.fakes.memory_log import MemoryLog
from tests.fakes.postgres import new_database
from tests.fakes.push_queue import held, queue_length

_LAST_BEFORE = "0030_paper_certificates"
"""The schema of the version before processes came and went one by one."""
_TOMORROW = """
def up(_migrator, database):
    database.execute_sql("ALTER TABLE device_log ADD COLUMN tomorrow TEXT NOT NULL DEFAULT 'yes'")
    database.execute_sql("CREATE TABLE of_tomorrow (id BIGINT PRIMARY KEY)")
"""
_COLUMNS = """
SELECT table_name, column_name, data_type, is_nullable, column_default IS NOT NULL FROM information_schema.columns
WHERE table_schema = 'public'
"""


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """That database, as a process of its own would have it."""
    name, _, query = url.removeprefix("postgresql:///").partition("?")
    options = dict(part.split("=") for part in query.split("&"))
    database = PooledPostgresqlDatabase(name, prefer_psycopg3=True, **options)
    yield database
    database.close_all()


@pytest.fixture
def empty(postgres: Path) -> str:
    """URL of a database without tables."""
    return new_database(postgres, uuid.uuid4().hex)


@pytest.fixture
def tomorrow(tmp_path: Path) -> Path:
    """The steps of today and one of the version after it."""
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder)
    (folder / "9000_tomorrow.py").write_text(_TOMORROW)
    return folder


def test_of_several_processes_that_start_at_once_one_changes_the_schema(empty: str) -> None:
    """All of them find it done, and each step was gone once."""

    def start(_number: int) -> tuple[str, ...]:
        with opened(empty) as database:
            migrate(database)
            return pending(database)

    with ThreadPoolExecutor(4) as pool:
        assert 4 * [()] == list(pool.map(start, range(4)))
    with opened(empty) as database:
        names = [name for (name,) in database.execute_sql("SELECT name FROM schema_migration").fetchall()]
    assert sorted(path.stem for path in MIGRATIONS.glob("0*.py")) == sorted(names)


def test_steps_only_add(empty: str) -> None:
    """Every column of the version before is still what it was, and what came to its tables need not be given."""
    with opened(empty) as database, database.connection_context():
        Runner(database, str(MIGRATIONS)).up(_LAST_BEFORE)
        before = {tuple(row) for row in database.execute_sql(_COLUMNS).fetchall()}
        Runner(database, str(MIGRATIONS)).up()
        after = {tuple(row) for row in database.execute_sql(_COLUMNS).fetchall()}
    tables = {row[0] for row in before}
    assert set() == before - after
    assert set() == {row for row in after - before if row[0] in tables and row[3] == "NO" and not row[4]}


def test_no_row_of_a_push_is_looked_up_by_the_database(empty: str) -> None:
    """Its log is locked meanwhile, and looking it up for each took half of a push; other tables keep theirs."""
    with opened(empty) as database, database.connection_context():
        migrate(database)
        found = database.execute_sql("SELECT conrelid::regclass::text FROM pg_constraint WHERE contype = 'f'")
        referring = {table for (table,) in found.fetchall()}
    assert (set(), {"evidence"}) == (referring & {"leaf", "stored_opening"}, referring & {"evidence"})


def test_a_process_of_today_serves_while_the_schema_of_tomorrow_comes(
    served: Cluster, head_office: HeadOffice, joined: tuple[Session, MemoryLog], tomorrow: Path
) -> None:
    """A step that does not get its table gives way to those who ask for it, and comes when it is free."""
    session, log = joined
    log.grow(2)
    with ThreadPoolExecutor() as pool, opened(served.settings.database) as database:
        with held(served.settings.database, session):
            under_way = pool.submit(migrate, database, tomorrow)
            queue_length(head_office, 1)
            log.grow(2)
        push(session, log, ignore_progress)
        under_way.result(60)
        assert () == pending(database, tomorrow)
    log.grow(1)
    assert 5 == push(session, log, ignore_progress)
    assert [200, 200] == [served.ask_inside(f"/{number}/ready").status_code for number in (1, 2)]
