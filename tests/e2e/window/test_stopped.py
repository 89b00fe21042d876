"""A device that head office ended, at the real window with real keys."""

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.long
def test_whoever_heard_it_the_screen_says_so(tmp_path: Path) -> None:
    """In the middle of a form, in every look, past every key, at the next start: each scene says what must hold."""
    command = [sys.executable, str(HERE / "play_stopped.py"), "--out", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=280, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr[-2000:]
