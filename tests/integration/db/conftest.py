"""A device with a clerk signed in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.generations import RegisterFolder
from db.ledger import SqlLedger
from db.replica import StoredReplica
from tests.fakes.filled_replica import fill
from tests.fakes.register_source import MemorySource
from tests.fakes.store import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A new device folder."""
    return Desk(tmp_path)


@pytest.fixture
def ledger(desk: Desk) -> Iterator[SqlLedger]:
    """An empty log of that device."""
    ledger = desk.new_ledger()
    yield ledger
    ledger.close()


@pytest.fixture
def folder(desk: Desk) -> RegisterFolder:
    """Where generations lie; none yet."""
    return desk.folder.registers(desk.counter)


@pytest.fixture
def replica(folder: RegisterFolder) -> StoredReplica:
    """Nothing in it."""
    return StoredReplica(folder)


@pytest.fixture
def source(replica: StoredReplica) -> MemorySource:
    """Head office, whose every record the replica has."""
    return fill(replica)
