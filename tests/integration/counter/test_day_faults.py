"""Sixty points of the crash matrix; ``make prove`` has them all."""

from pathlib import Path

import pytest

from tests.prove.day_faults import main


@pytest.mark.parametrize(
    ("mode", "points"), [("kill", 20), ("cut", 20), ("EIO", 8), ("ENOSPC", 4), ("EIO+", 4), ("ENOSPC+", 4)]
)
@pytest.mark.timeout(600)
def test_whatever_happens_to_a_day_its_books_agree(tmp_path: Path, mode: str, points: int) -> None:
    """Killed, its power cut, its disk failing once or for good: it asks once a job at most, and closes."""
    report = main(tmp_path, mode, points, seed=6)
    assert points == report["points"]
    assert (points if mode == "kill" else 0) == (report["died"] if mode != "cut" else 0)
