"""Leaving while something runs, at the real window with real keys."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def test_whoever_leaves_loses_nothing_and_waits_for_little(tmp_path: Path) -> None:
    """A lock over a print, a close over a silent line: each scene of the play says what must hold."""
    command = [sys.executable, str(HERE / "play_waits.py"), "--out", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=280, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr[-2000:]
