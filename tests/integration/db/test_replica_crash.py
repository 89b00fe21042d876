"""Killed while it builds or changes the replica: the old generation serves or the new one does, never half of one.

``make prove`` kills it a hundred times, and cuts its power as often.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

TREE = Path(__file__).parents[3]
POINTS = 10


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_any_point(tmp_path: Path, seed: int) -> None:
    """After each death all rows are head office's at one change; whoever goes on gets to the end."""
    command = [sys.executable, "-m", "tests.prove.replica_killed", str(tmp_path), str(POINTS), str(seed)]
    answer = json.loads(subprocess.run(command, cwd=TREE, capture_output=True, check=True).stdout)
    assert POINTS == answer["died"]
    assert answer["changes"] > 40 * POINTS
