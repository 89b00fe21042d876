"""What a person at head office types: invite, second-person, recovery-code, dismiss, on the real command line."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from branch_app.domain.values.vouching import Vouched
from tests.fakes.branch import CLERK
from tests.integration.door.conftest import Outpost

ROOT = Path(__file__).parents[3]


@pytest.fixture
def head_office(outpost: Outpost, tmp_path: Path):  # noqa: ANN201 - a callable of this module
    """Runs a command on the outpost's head office."""
    database = f"sqlite:///{tmp_path / 'central.db'}"

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        where = ("--folder", str(tmp_path / "keys"), "--at", outpost.watch.now.isoformat())
        return subprocess.run(
            [sys.executable, "main.py", "central", words[0], *where, *words[1:]],
            cwd=ROOT,
            env={**os.environ, "MADOGUCHI_CENTRAL_DB": database},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_invite_second_person_recovery_and_dismiss(outpost: Outpost, head_office) -> None:  # noqa: ANN001
    """Each prints what is read out or told, and nothing else; the device takes it."""
    newcomer = ("--office", "C06", "--operator", "clerk-9", "--name", "新人　九子", "--role", "clerk")
    code = head_office("invite", *newcomer, "--until", "2027-03-31").stdout.strip()
    door = outpost.door()
    outpost.freshen(door)
    clerk = door.sign_in(CLERK.operator, CLERK.password)
    door.admit_by_code(clerk, "clerk-9", code, "my very own 9")
    challenge = clerk.second_persons.challenge(Vouched.CLOCK).digits
    answer = head_office(
        *("second-person", "--device", "suge-01", "--supervisor", "supervisor-1"),
        *("--action", "clock", "--challenge", f"{challenge[:4]} {challenge[4:]}"),
    ).stdout.strip()
    clerk.second_persons.by_telephone("supervisor-1", Vouched.CLOCK, answer)
    clerk.close()
    door.recover(head_office("recovery-code", "--device", "suge-01").stdout, "clerk-9", "a new one 10").close()
    assert 0 == head_office("dismiss", "--office", "C06", "--operator", "clerk-1").returncode
    outpost.pass_time(timedelta(minutes=1))
    outpost.freshen(door)
    assert "clerk-1" not in {plate.id for plate in door.people()}


def test_what_head_office_does_not_know_it_says(head_office) -> None:  # noqa: ANN001
    """Exit status 1 and a sentence, no code."""
    for refused in (
        head_office("recovery-code", "--device", "suge-99"),
        head_office(
            *("second-person", "--device", "suge-01", "--supervisor", "clerk-1"),
            *("--action", "void", "--challenge", "12345678"),
        ),
    ):
        assert (1, "") == (refused.returncode, refused.stdout)
        assert refused.stderr
