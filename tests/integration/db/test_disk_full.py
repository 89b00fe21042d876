"""No room left: said, and nothing half written."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from branch_app.domain.errors import DiskFull
from branch_app.domain.values.identifiers import JobId
from tests.fakes.store import Desk

TREE = Path(__file__).parents[3]
JOB = JobId("019a0000-0000-7000-8000-000000000001")
NAMESPACE = ("unshare", "--mount") if os.geteuid() == 0 else ("unshare", "--user", "--map-root-user", "--mount")


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file of this process may grow beyond that."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_print_file_that_does_not_fit(desk: Desk) -> None:
    """Nothing of it stays, and the job may try again."""
    files = desk.folder.print_files(desk.counter)
    with largest_file(10_000), pytest.raises(DiskFull):
        files.put(JOB, b"x" * 20_000)
    assert () == files.kept()
    files.put(JOB, b"x" * 20_000)


def test_a_vault_that_does_not_fit(desk: Desk) -> None:
    """The old vault stands, whole."""
    with largest_file(100), pytest.raises(DiskFull):
        desk.counter.make_key("another.db")
    desk.counter.make_key("another.db")


def test_a_log_on_a_full_disk(tmp_path: Path) -> None:
    """Appends stop with DiskFull, every acknowledged entry is there, and once there is room the log goes on."""
    command = (*NAMESPACE, sys.executable, "-m", "tests.integration.db.full_disk", str(tmp_path))
    answer = json.loads(subprocess.run(command, cwd=TREE, capture_output=True, check=True).stdout)
    assert answer["acknowledged"] == answer["size"] > 0
    assert answer["size"] + 1 == answer["size_with_room"]


def test_a_replica_on_a_full_disk(tmp_path: Path) -> None:
    """A generation that does not fit is given up and gives its room back; the old one serves; later it fits."""
    command = (*NAMESPACE, sys.executable, "-m", "tests.integration.db.full_replica", str(tmp_path))
    answer = json.loads(subprocess.run(command, cwd=TREE, capture_output=True, check=True).stdout)
    assert 0 < answer["refused"] < answer["of"]
    assert (["register-1.db"], True, 2) == (answer["left"], answer["serves"], answer["serving"])
