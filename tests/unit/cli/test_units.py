"""The units of head office say what the program understands, and name each other rightly."""

import shlex
from pathlib import Path

import pytest

from branch_app.cli.commands import _parser
from sync.central.serving.worker import GRACE_SECONDS

UNITS = Path("resources/central/units")
MAIN = "/opt/madoguchi/main.py"
NAMES = sorted(path.name for path in UNITS.iterdir() if path.name != "central.env")


def said(name: str, key: str) -> list[str]:
    """Every value of that key in one unit."""
    lines = (UNITS / name).read_text("utf-8").splitlines()
    return [line.partition("=")[2] for line in lines if line.startswith(f"{key}=")]


def words(command: str) -> list[str]:
    """What the program is told, out of a shell's words too."""
    split = shlex.split(command)
    if split[0] == "/bin/sh":
        split = shlex.split(split[2])
    return split[split.index(MAIN) + 1 :] if MAIN in split else []


@pytest.mark.parametrize("name", NAMES)
def test_every_command_of_a_unit_is_one_of_ours(name: str) -> None:
    """Our own parser takes the very words."""
    for command in said(name, "ExecStart"):
        arguments = words(command)
        if arguments:
            assert callable(_parser(arguments).parse_args(arguments).run)
        else:
            assert command.startswith(("/usr/sbin/nginx ", "/usr/bin/systemctl "))


@pytest.mark.parametrize("name", NAMES)
def test_units_name_units_that_are_there(name: str) -> None:
    """Wanted, ordered, restarted, and each timer its service; PostgreSQL and the network are others'."""
    named = [word for key in ("Wants", "After", "PartOf") for value in said(name, key) for word in value.split()]
    named += [word for command in said(name, "ExecStart") for word in command.split()]
    ours = [word for word in named if word.startswith("madoguchi") and "." in word]
    ours += [name.replace(".timer", ".service")]
    for unit in ours:
        before, at, after = unit.partition("@")
        template = f"{before}@{after[after.index('.') :]}" if at else unit
        assert template in NAMES, unit


def test_whoever_stops_a_process_waits_until_it_has_finished() -> None:
    """Longer than requests under way are given."""
    for name in ("madoguchi-serve@.service", "madoguchi-proxy.service"):
        (seconds,) = said(name, "TimeoutStopSec")
        assert int(seconds) > GRACE_SECONDS


def test_the_proxy_comes_after_as_many_processes_as_the_target_starts() -> None:
    """As many as the target wants, no more and no fewer."""
    wanted = {word for value in said("madoguchi.target", "Wants") for word in value.split() if "serve@" in word}
    assert wanted == {
        word for value in said("madoguchi-proxy.service", "After") for word in value.split() if "@" in word
    }


def test_nginx_reads_the_certificate_after_whoever_makes_it() -> None:
    """Each day, later than the nightly commands; a day is less than the month that the old one still has."""
    hours = {name: said(name, "OnCalendar")[0].split()[1] for name in NAMES if name.endswith(".timer")}
    assert max(hours.values()) == hours["madoguchi-certificate.timer"]
    assert ["/usr/bin/systemctl reload madoguchi-proxy.service"] == said(
        "madoguchi-certificate.service", "ExecStart"
    )


def test_the_settings_name_what_the_units_ask_for() -> None:
    """Every variable of a command stands in the pattern of ``central.env``."""
    pattern = {line.partition("=")[0] for line in (UNITS / "central.env").read_text("utf-8").splitlines()}
    assert {"MADOGUCHI_CENTRAL_DB", "DATABASE_BACKUPS", "KEYS_BACKUP"} <= pattern
    backup = " ".join(said("madoguchi-backup.service", "ExecStart"))
    assert "$DATABASE_BACKUPS/" in backup
    assert "${KEYS_BACKUP}" in backup
