"""Sixty points of the crash matrix; ``make prove`` has them all. And the matrix itself goes on, and never hangs."""

import os
import signal
from pathlib import Path

import pytest

from tests.prove.day_faults import main
from tests.prove.work_on_disk import Stuck, ended


@pytest.mark.parametrize(
    ("mode", "points"),
    [("kill", 16), ("twice", 4), ("cut", 20), ("EIO", 8), ("ENOSPC", 4), ("EIO+", 4), ("ENOSPC+", 4)],
)
@pytest.mark.timeout(600)
def test_whatever_happens_to_a_day_its_books_agree(tmp_path: Path, mode: str, points: int) -> None:
    """Killed, its power cut, its disk failing once or for good: it asks once a job at most, and closes."""
    report = main(tmp_path, mode, points, seed=6)
    assert points == report["points"]
    assert (points if mode in {"kill", "twice", "cut"} else 0) == int(report["died"]) + int(report["spared"])


def test_a_matrix_that_was_stopped_goes_on(tmp_path: Path) -> None:
    """The points that are known are not tried again."""
    whole = main(tmp_path, "kill", 2, seed=7)
    record = tmp_path / "kill-2-7.jsonl"
    lines = record.read_text().splitlines(keepends=True)
    record.write_text("".join(lines[:-1]))
    again = main(tmp_path, "kill", 2, seed=7)
    assert lines[:-1] == record.read_text().splitlines(keepends=True)[:-1]
    assert {**whole, "seconds": 0} == {**again, "seconds": 0}


def test_a_day_that_does_not_move_is_given_up() -> None:
    """A wait is for progress and not for a clock, so what stands still must be noticed."""
    child = os.fork()
    if child == 0:
        signal.pause()
        os._exit(0)
    with pytest.raises(Stuck):
        ended(child, child, "nowhere", patience_s=0.05)
    assert -signal.SIGKILL == os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
