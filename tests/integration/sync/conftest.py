"""Central on both databases, behind real TLS on loopback."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from branch_app.settings import table_texts
from sync.central.head_office import HeadOffice
from sync.central.offices import keep_settings
from sync.central.serving.server import RunningCentral, Settings, open_head_office
from tests.fakes.postgres import binaries, new_database, running_postgres
from tests.fakes.town import HOSTS, Town, Watch, city


@pytest.fixture(scope="session")
def postgres() -> Iterator[Path]:
    """One PostgreSQL a worker."""
    programs = binaries()
    if programs is None:
        pytest.fail("no PostgreSQL here")
    with running_postgres(programs) as socket:
        yield socket


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A fresh database of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'central.db'}"
    return new_database(request.getfixturevalue("postgres"), uuid.uuid4().hex)


@pytest.fixture
def watch() -> Watch:
    """Central's clock."""
    return Watch()


@pytest.fixture
def reopen(database_url: str, tmp_path: Path, watch: Watch) -> Callable[[], HeadOffice]:
    """Opens head office on the same database and keys, as after a restart."""
    settings = Settings(tmp_path / "keys", database_url, HOSTS)
    return lambda: open_head_office(settings, table_texts(), watch)


@pytest.fixture
def central(reopen: Callable[[], HeadOffice]) -> Iterator[HeadOffice]:
    """Head office with the offices of the city, not on a port."""
    opened = reopen()
    with opened.database.connection_context():
        for office in city().offices:
            keep_settings(opened, office.code, office.settings)
    yield opened
    opened.close()


@pytest.fixture
def town(central: HeadOffice, watch: Watch, reopen: Callable[[], HeadOffice]) -> Iterator[Town]:
    """Head office on a port of loopback."""
    with RunningCentral(central, "127.0.0.1", 0) as running, ExitStack() as lines:
        yield Town(central, running.url, watch, lines, reopen)
