"""Locks, cards and the end of the program at the worst moments, at the real window with real keys."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def test_nothing_of_one_person_is_left_for_the_next(tmp_path: Path) -> None:
    """Drafts, dialogs, cards and a half-filled form at the close: each scene of the play says what must hold."""
    command = [sys.executable, str(HERE / "play_locks.py"), "--out", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=280, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr[-2000:]
