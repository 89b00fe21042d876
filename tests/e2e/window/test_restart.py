"""The window closed over a sheet in the printer, and a printer without power: each scene says what must hold."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def test_what_lies_in_the_printer_is_neither_lost_nor_printed_twice(tmp_path: Path) -> None:
    """A fresh start shows it first; nothing is printed again before a person has looked."""
    command = [sys.executable, str(HERE / "play_restart.py"), "--out", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=280, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr[-2000:]
