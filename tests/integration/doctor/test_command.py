"""``python main.py doctor``: for people and for programs, with an exit status."""

import getpass
import json
import subprocess
import sys
from pathlib import Path

import pytest

from branch_app.cli.commands import run
from branch_app.machine import SystemClock
from branch_app.usecases.doctor import Check
from tests.fakes.branch import CLERK, make_branch, open_branch


@pytest.fixture
def today(tmp_path: Path) -> Path:
    """A home whose data are of this hour."""
    clock = SystemClock()
    open_branch(make_branch(tmp_path, clock.now()), clock).close()
    (tmp_path / "spool").mkdir()
    (tmp_path / "settings.toml").write_text('central = "https://127.0.0.1:9"\nprinter = "spool"\n')
    return tmp_path


def doctor(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The program itself."""
    command = [sys.executable, "main.py", "doctor", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_a_device_that_can_issue_leaves_with_nought(today: Path) -> None:
    """As JSON: every check with its sentences in three languages, and the verdict."""
    done = doctor("--home", today, "--json")
    told = json.loads(done.stdout)
    assert (0, True) == (done.returncode, told["can_issue"])
    assert [check.value for check in Check] == [finding["check"] for finding in told["findings"]]
    assert all({"ja", "en", "easy"} == set(finding["says"]) for finding in told["findings"])
    assert "" == done.stderr


def test_a_device_that_cannot_issue_leaves_with_one(today: Path) -> None:
    """No printer: the line with the cross is followed by what to do."""
    (today / "spool").rmdir()
    done = doctor("--home", today, "--language", "en")
    lines = done.stdout.splitlines()
    at = lines.index("× Printer printer cannot be reached.")
    assert lines[at + 1].strip().startswith("→ Check power and cable.")
    assert 1 == done.returncode


def test_a_password_is_asked_for_and_never_an_argument(
    today: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With one, nothing is left that could not be looked at."""
    monkeypatch.setattr(getpass, "getpass", lambda: CLERK.password)
    assert 0 == run(["doctor", "--home", str(today), "--operator", CLERK.operator, "--json"])
    told = json.loads(capsys.readouterr().out)
    assert not any(finding["level"] == "unknown" for finding in told["findings"])
    assert CLERK.password not in json.dumps(told)
