"""Killed while it builds or changes the replica: the old generation serves or the new one does, never half of one.

``make prove`` kills it a hundred times, and cuts its power as often.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from branch_app.domain.errors import StoreBusy
from db.replica import StoredReplica
from tests.fakes.device import ignore_progress
from tests.fakes.register_records import RECORDS
from tests.fakes.register_source import MemorySource
from tests.fakes.store import Desk

TREE = Path(__file__).parents[3]
POINTS = 10


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_any_point(tmp_path: Path, seed: int) -> None:
    """After each death all rows are head office's at one change; whoever goes on gets to the end."""
    command = [sys.executable, "-m", "tests.prove.replica_killed", str(tmp_path), str(POINTS), str(seed)]
    answer = json.loads(subprocess.run(command, cwd=TREE, capture_output=True, check=True).stdout)
    assert POINTS == answer["died"]
    assert answer["changes"] > 40 * POINTS


def test_two_processes_at_once(desk: Desk) -> None:
    """The second is told so at once; when the first is killed its lock is gone, and its rows are taken up."""
    source = MemorySource()
    source.change(*RECORDS)
    replica = StoredReplica(desk.folder.registers(desk.counter))
    command = [sys.executable, "-m", "tests.integration.db.builder", str(desk.root)]
    with subprocess.Popen(command, cwd=TREE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert "ready\n" == first.stdout.readline()
        with pytest.raises(StoreBusy):
            replica.build(source, source.offered(), ignore_progress)
        first.kill()
    replica.build(source, source.offered(), ignore_progress)
    assert len(RECORDS) - 2 == sum(bucket.rows for bucket in source.fetched)
    assert source.offered().position == replica.position()
