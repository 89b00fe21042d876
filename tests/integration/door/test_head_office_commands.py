"""What a person at head office types: invite, second-person, recovery-code, dismiss, on the real command line."""

import os
import shutil
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
            [sys.executable, "main.py", "central", *_with(words, where)],
            cwd=ROOT,
            env={**os.environ, "MADOGUCHI_CENTRAL_DB": database},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def _with(words: tuple[str, ...], where: tuple[str, ...]) -> tuple[str, ...]:
    """The command, which may be two words, and then which head office it is about."""
    command = 2 if words[0] == "policy" else 1
    return (*words[:command], *where, *words[command:])


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


def test_tables_are_published_and_listed(outpost: Outpost, head_office, tmp_path: Path) -> None:  # noqa: ANN001
    """From a folder, for a day to come; the device has them with its next pull, and they wait for their day."""
    folder = tmp_path / "tables"
    shutil.copytree(ROOT / "resources" / "tables", folder)
    tomorrow = outpost.watch.now.date() + timedelta(days=1)
    publish = ("policy", "publish", "--tables", str(folder), "--effective")
    assert f"{tomorrow}.2\n" == head_office(*publish, tomorrow.isoformat()).stdout
    earlier = head_office(*publish, (tomorrow + timedelta(days=1)).isoformat())
    assert f"{tomorrow + timedelta(days=1)}.3\n" == earlier.stdout
    again = head_office(*publish, tomorrow.isoformat()).stdout.splitlines()
    assert [f"{tomorrow}.4", f"{tomorrow + timedelta(days=1)}.3"] == [line.split()[0] for line in again]
    listed = [line.split("\t")[:2] for line in head_office("policy", "list").stdout.splitlines()]
    assert [["2007-06-01.1", "in force"], [f"{tomorrow}.2", "past"]] == listed[:2]
    assert ["next", "next"] == [state for _, state in listed[2:]]
    door = outpost.door()
    outpost.freshen(door)
    held = door.file.policies.current()
    assert ("2007-06-01.1", f"{tomorrow}.4") == tuple(
        held.label_on(day) for day in (outpost.watch.now.date(), tomorrow)
    )


@pytest.mark.parametrize("spoil", ["missing", "row", "today"])
def test_tables_that_mean_nothing_are_not_published(
    outpost: Outpost,
    head_office,  # noqa: ANN001
    tmp_path: Path,
    spoil: str,
) -> None:
    """Exit status 1, the place named, nothing kept."""
    folder = tmp_path / "tables"
    shutil.copytree(ROOT / "resources" / "tables", folder)
    day = outpost.watch.now.date() + timedelta(days=0 if spoil == "today" else 1)
    if spoil == "missing":
        (folder / "fees.csv").unlink()
    if spoil == "row":
        with (folder / "fees.csv").open("a") as file:
            file.write("inkan,counter,dear,,,nobody\n")
    told = head_office("policy", "publish", "--tables", str(folder), "--effective", day.isoformat())
    assert (1, "") == (told.returncode, told.stdout)
    assert {"missing": "fees", "row": "fees:", "today": "effective"}[spoil] in told.stderr
    assert 1 == len(head_office("policy", "list").stdout.splitlines())


def test_somebody_is_invited_before_their_first_day(outpost: Outpost, head_office) -> None:  # noqa: ANN001
    """On the roster in November, on the door from the first of December, without another pull."""
    newcomer = ("--office", "C06", "--operator", "clerk-9", "--name", "新人　九子", "--role", "clerk")
    head_office("invite", *newcomer, "--since", "2026-12-01", "--until", "2027-03-31")
    door = outpost.door()
    outpost.freshen(door)
    names = []
    for _ in range(2):
        names.append({plate.id for plate in door.people()})
        outpost.pass_time(timedelta(days=7))
    assert [False, True] == ["clerk-9" in each for each in names]
