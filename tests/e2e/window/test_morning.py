"""The first sign-in after a day that nobody closed: each scene says what must hold."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def test_a_forgotten_day_comes_first_and_what_expired_goes(tmp_path: Path) -> None:
    """Before the open form, and with nobody asked."""
    command = [sys.executable, str(HERE / "play_morning.py"), "--out", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=280, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr[-2000:]
