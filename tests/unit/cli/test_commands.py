"""The command line loads what was asked for, and lists everything."""

import subprocess
import sys

import pytest

from branch_app.cli.commands import COMMANDS

_HEAVY = ("fastapi", "uvicorn", "reportlab", "pypdfium2", "httpx", "psycopg", "tkinter")


def _python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


def test_help_lists_every_command_without_loading_one() -> None:
    """``--help`` is answered from the table alone."""
    told = _python(
        "import sys\n"
        "from branch_app.cli.commands import run\n"
        "try:\n"
        "    run(['--help'])\n"
        "except SystemExit:\n"
        f"    print(sorted(set({_HEAVY!r}) & set(sys.modules)))\n"
    )
    assert [] == [name for name in COMMANDS if name not in told]
    assert "[]" == told.splitlines()[-1]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_answers_for_itself(name: str) -> None:
    """Every row of the table leads to a module that takes arguments of its own."""
    told = subprocess.run([sys.executable, "main.py", name, "--help"], check=True, capture_output=True, text=True)
    assert told.stdout.startswith(f"usage: main.py {name}")
