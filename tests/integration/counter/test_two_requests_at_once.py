"""Kawasaki, 2023-05-02: two requests within one second, and a stranger's certificate came out. Not here."""

from pathlib import Path

import pytest

from tests.integration.counter.race import race


@pytest.mark.timeout(600)
def test_two_processes_at_once_each_paper_its_own_subject(tmp_path: Path) -> None:
    """Sixty times here, a thousand in ``make prove``: no file, number or name is ever the other one's."""
    race(tmp_path, rounds=60)
