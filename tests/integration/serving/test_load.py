"""How fast head office answers is asked through the proxy, as devices ask."""

from contextlib import ExitStack

import pytest

from branch_app.bench.sync.load import answered
from branch_app.bench.sync.told import Pattern
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog
from tests.fakes.cluster import Cluster
from tests.fakes.memory_log import MemoryLog
from tests.fakes.sample_log import DAY, entry_bytes
from tests.fakes.town import Town, Watch


def test_every_request_of_a_load_is_answered_and_timed(
    served: Cluster, head_office: HeadOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many of each device as was asked for; what was pushed is at head office."""
    monkeypatch.setattr("branch_app.bench.sync.load._PEAK_SECONDS", 0.5)
    monkeypatch.setattr("branch_app.bench.sync.load._CALM_REQUESTS", 3)
    log = MemoryLog("ledger.kawasaki/C06-1/1", [entry_bytes(seq, event) for seq, event in enumerate(DAY)])
    with ExitStack() as lines:
        town = Town(head_office, served.url, Watch(), lines, lambda: head_office)
        names = [f"C06-9{number}" for number in range(2)]
        told = answered([town.join(name)[0] for name in names], Pattern.of(log, 0, len(DAY)), seed=1)
    with head_office.database.connection_context():
        sizes = [DeviceLog.get(DeviceLog.device == name).size for name in names]
    assert 3 * len(names) == told.requests
    assert 0 < told.p50_ms <= told.p99_ms
    assert all(size and size % len(DAY) == 0 for size in sizes)
