"""The door for somebody who cannot come in, at the real window with real keys."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def test_the_door_helps_whoever_cannot_come_in(tmp_path: Path) -> None:
    """Check-up, keys and display without a password: each scene of the play says what must hold."""
    command = [sys.executable, str(HERE / "play_door.py"), "--out", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=280, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr[-2000:]
