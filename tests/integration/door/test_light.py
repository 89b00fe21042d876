"""The window must be there in a second: before anyone signs in, nothing heavy is loaded."""

import json
import subprocess
import sys

_LOOK = """
import json, sys
import branch_app.composition.door
import branch_app.usecases.front_door
print(json.dumps(sorted(name for name in sys.modules if "." not in name)))
"""


def test_the_door_loads_neither_papers_nor_line_nor_server() -> None:
    """Psycopg aside, which Peewee loads wherever it is installed."""
    told = subprocess.run([sys.executable, "-c", _LOOK], check=True, capture_output=True, text=True).stdout
    heavy = {"reportlab", "pypdfium2", "fastapi", "httpx", "uvicorn", "PIL", "fontTools", "sync", "smartcard"}
    assert set() == heavy & set(json.loads(told))


_WINDOW = """
import json, sys
import branch_app.composition.branch
import branch_app.ui.app
print(json.dumps(sorted(name for name in sys.modules if name.startswith("branch_app."))))
"""


def test_the_window_appears_without_what_lies_behind_the_door() -> None:
    """Counter, keys and check-up are loaded while the first person types a password."""
    told = subprocess.run([sys.executable, "-c", _WINDOW], check=True, capture_output=True, text=True).stdout
    behind = ("branch_app.ui.counter_session", "branch_app.ui.presenters.counter", "branch_app.ui.asides")
    later = (*behind, "branch_app.usecases.desk", "branch_app.usecases.doctor", "branch_app.ui.views.help")
    assert [] == [name for name in json.loads(told) if name in later]
