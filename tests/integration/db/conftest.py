"""A device with a clerk signed in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.ledger import SqlLedger
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
