"""Head office in service, once a worker of the tests: PostgreSQL, two processes, nginx."""

import ssl
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from sync.central.head_office import HeadOffice
from sync.central.models import PROXY
from sync.client.session import Session
from tests.fakes.cluster import Cluster, cluster
from tests.fakes.conversation import Recording, open_fixed
from tests.fakes.memory_log import MemoryLog
from tests.fakes.postgres import binaries, new_database, running_postgres
from tests.fakes.town import Town, Watch

_VECTORS = Path("tests/vectors/wire-v1")
_SHORT = {
    "client_body_timeout 20s": "client_body_timeout 3s",
    "client_header_timeout 10s": "client_header_timeout 1s",
    "limit_conn lines 64": "limit_conn lines 8",
}
"""A test does not wait as long as head office does."""


@pytest.fixture(scope="session")
def postgres() -> Iterator[Path]:
    """One PostgreSQL a worker."""
    programs = binaries()
    assert programs, "no PostgreSQL here"
    with running_postgres(programs) as place:
        yield place


@pytest.fixture(scope="session")
def recording() -> Recording:
    """What a device and a central of version 1 said to each other."""
    return Recording.read(_VECTORS)


@pytest.fixture(scope="session")
def database_url(postgres: Path) -> str:
    """Of the head office in service."""
    return new_database(postgres, uuid.uuid4().hex)


@pytest.fixture(scope="session")
def office_in_service(
    database_url: str, recording: Recording, tmp_path_factory: pytest.TempPathFactory
) -> HeadOffice:
    """The keys of every recording, on PostgreSQL."""
    return open_fixed(tmp_path_factory.mktemp("office") / "central", database_url, recording.root)


@pytest.fixture(scope="session")
def served(office_in_service: HeadOffice, database_url: str) -> Iterator[Cluster]:
    """It serves."""
    with cluster(office_in_service.line.folder, database_url, 2, _SHORT) as running:
        yield running
    office_in_service.close()


@pytest.fixture
def head_office(office_in_service: HeadOffice) -> HeadOffice:
    """The head office in service, to look into; the tables of this process are its."""
    PROXY.initialize(office_in_service.database)
    return office_in_service


@pytest.fixture
def joined(served: Cluster, head_office: HeadOffice) -> Iterator[tuple[Session, MemoryLog]]:
    """A newly enrolled device with an empty log."""
    with ExitStack() as lines:
        town = Town(head_office, served.url, Watch(), lines, lambda: head_office)
        yield town.join(f"C06-{uuid.uuid4().hex[:8]}")


@pytest.fixture
def line(served: Cluster, head_office: HeadOffice) -> Iterator[httpx.Client]:
    """HTTP as a device speaks it, without a device."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=head_office.line.root)
    with httpx.Client(base_url=served.url, verify=context, trust_env=False, timeout=30) as http:
        yield http
