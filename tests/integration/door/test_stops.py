"""Holds and extensions over the real line: told at the counter, sent at the door, typed at head office."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from branch_app.composition.device import Device
from branch_app.composition.papers import paper_renderer
from branch_app.composition.serving_register import ServingRegister
from branch_app.domain.errors import DataStale
from branch_app.domain.log.events import HoldKnown
from branch_app.domain.records.hold import HoldReason
from branch_app.domain.rules.extension import ExtensionState
from branch_app.domain.values.identifiers import Pseudonym, ResidentId
from branch_app.printing.folder import FolderPrinter
from branch_app.usecases.desk import Desk
from branch_app.usecases.extension import extensions_here, open_extension
from branch_app.usecases.holds import enter_hold, holds_now
from branch_app.usecases.start_log import second_person
from branch_app.usecases.synchronise import synchronise
from sync.central.restrictions import release, restrict
from tests.fakes.branch import CLERK, OTHER_CLERK, STOCK
from tests.fakes.device import ignore_progress
from tests.fakes.logged import logged
from tests.integration.door.conftest import Outpost

ROOT = Path(__file__).parents[3]
TARO, HANAKO = ResidentId("9000010100"), ResidentId("9000010200")
Command = Callable[..., str]


@pytest.fixture
def command(outpost: Outpost, tmp_path: Path) -> Command:
    """What somebody types at head office, and the lines they are answered with."""

    def run(what: str, *words: str, typed: str = "") -> str:
        where = ("--folder", str(tmp_path / "keys"), "--at", outpost.watch.now.isoformat())
        ran = subprocess.run(
            [sys.executable, "main.py", "central", what, *where, *words],
            cwd=ROOT,
            env={**os.environ, "MADOGUCHI_CENTRAL_DB": f"sqlite:///{tmp_path / 'central.db'}"},
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )
        return ran.stdout if ran.returncode == 0 else f"{ran.returncode}: {ran.stderr}"

    return run


def _at_work(outpost: Outpost, spool: Path) -> tuple[Device, Desk, Pseudonym]:
    device = outpost.door().sign_in(CLERK.operator, CLERK.password)
    printer, register = FolderPrinter("folder", spool), ServingRegister(device.registers)
    desk = device.desk(printer, paper_renderer(device.paper_seals), register, STOCK, specimen=True)
    return device, desk, second_person(device.enrolment, OTHER_CLERK.operator, device.veil)


def test_a_hold_told_without_a_line_is_a_restriction_at_the_next_pull_and_released_by_central_alone(
    outpost: Outpost, tmp_path: Path
) -> None:
    """Entered while the line was down, sent before anyone signs in, lifted by the list that knows it."""
    outpost.freshen(outpost.door())
    device, desk, second = _at_work(outpost, tmp_path)
    hold = enter_hold(desk, TARO, HoldReason.SUPPORT, second)
    device.close()
    outpost.pass_time(timedelta(minutes=1))
    door = outpost.door()
    assert outpost.freshen(door).fault is None
    store = door.file.restrictions
    assert ((), {TARO}, 1) == (holds_now(store), store.current().residents, store.current().version)
    with outpost.central.database.connection_context():
        assert 2 == release(outpost.central, TARO)
    outpost.freshen(door)
    assert frozenset() == store.current().residents
    again, _, _ = _at_work(outpost, tmp_path)
    assert [HoldKnown(hold.id, 1)] == logged(again.ledger, HoldKnown)
    assert () == again.file.restrictions.holds()
    again.close()


def test_a_sync_sends_the_hold_before_its_entries(outpost: Outpost, tmp_path: Path) -> None:
    """While somebody is signed in; central's list has the person when the log arrives."""
    outpost.freshen(outpost.door())
    device, desk, second = _at_work(outpost, tmp_path)
    enter_hold(desk, TARO, HoldReason.LOST_CARD, second)
    file = device.file
    office = outpost.office(outpost.door())
    done = synchronise(office, file.restrictions, file, file.policies, device.ledger, ignore_progress)
    assert (0, {TARO}) == (done.pending, file.restrictions.current().residents)
    assert ((), 1) == (holds_now(file.restrictions), file.restrictions.point().version)
    device.close()


def test_a_block_of_today_survives_yesterdays_release_whatever_comes_when(outpost: Outpost) -> None:
    """Kyoto: released, blocked anew; two doors pull at different times, the later word counts at both."""
    first, other = outpost.door(), outpost.door()
    with outpost.central.database.connection_context():
        restrict(outpost.central, TARO)
    outpost.freshen(first)
    with outpost.central.database.connection_context():
        release(outpost.central, TARO)
    late = outpost.office(first).restrictions(first.file.restrictions.point())
    with outpost.central.database.connection_context():
        restrict(outpost.central, TARO)
    outpost.pass_time(timedelta(minutes=1))
    outpost.freshen(other)
    with pytest.raises(DataStale):
        first.file.restrictions.take(late)
    assert {TARO} == first.file.restrictions.current().residents == other.file.restrictions.current().residents


def test_head_office_blocks_releases_and_lists_from_its_command_line(
    outpost: Outpost, tmp_path: Path, command: Command
) -> None:
    """Persons are typed, never arguments; what devices were told is listed for whoever decides."""
    assert "2\n" == command("restrict", typed=f"{TARO}\n{HANAKO}\n")
    assert "3\n" == command("release", typed=f"{TARO}\n")
    assert command("restrict", typed="12345\n").startswith("1: ")
    door = outpost.door()
    outpost.freshen(door)
    assert {HANAKO} == door.file.restrictions.current().residents
    device, desk, second = _at_work(outpost, tmp_path)
    enter_hold(desk, TARO, HoldReason.SUPPORT, second)
    outpost.pass_time(timedelta(minutes=1))
    outpost.freshen(door)
    assert f"suge-01\t{TARO}\tsupport\t4\n" == command("holds")
    assert "12\n" == command("restate-restrictions", "--above", "10")
    outpost.pass_time(timedelta(minutes=1))
    outpost.freshen(door)
    assert (12, {TARO, HANAKO}) == (
        door.file.restrictions.current().version,
        door.file.restrictions.current().residents,
    )
    device.close()


def test_an_extension_signed_by_head_office_comes_with_the_settings(
    outpost: Outpost, tmp_path: Path, command: Command
) -> None:
    """Whole days of the city's time; nothing is open before two persons opened it."""
    day = outpost.watch.now.date()
    terms = ("--days", "7", "--from", day.isoformat(), "--until", (day + timedelta(days=30)).isoformat())
    assert "C06\t1\n" == command(
        "extend", "--office", "C06", "--register", "restrictions", "--register", "resident", *terms
    )
    assert command("extend", "--office", "C99", "--register", "tax", *terms).startswith("1: ")
    assert command("extend", "--office", "C06", "--register", "tax", *terms[2:], "--days", "99").startswith("1: ")
    outpost.pass_time(timedelta(minutes=1))
    outpost.freshen(outpost.door())
    device, desk, second = _at_work(outpost, tmp_path)
    (lying,) = extensions_here(desk)
    extension = lying.extension
    assert (ExtensionState.READY, ("restrictions", "resident"), 7) == (
        lying.state,
        extension.registers,
        extension.days,
    )
    last: date = extension.valid_until.date()
    assert (day, day + timedelta(days=30)) == (extension.valid_from.date(), last)
    before = desk.limits
    open_extension(desk, 1, second)
    assert 168 == desk.limits.restrictions_hours - before.restrictions_hours
    assert (before.tax_hours, before.seal_hours) == (desk.limits.tax_hours, desk.limits.seal_hours)
    device.close()
    ages = outpost.door().data_ages()
    assert ages.restrictions is not None
    assert ages.restrictions + timedelta(days=8) == ages.usable_until
    outpost.pass_time(timedelta(days=40))
    assert ages.restrictions + timedelta(days=1) == outpost.door().data_ages().usable_until


def test_the_door_goes_by_the_end_of_an_extension_that_ends_first(
    outpost: Outpost, tmp_path: Path, command: Command
) -> None:
    """What it adds ends with it; where the door's copy was lost, the next sign-in writes it anew."""
    day = outpost.watch.now.date()
    terms = ("--from", day.isoformat(), "--until", (day + timedelta(days=2)).isoformat(), "--days", "9")
    command("extend", "--office", "C06", "--register", "restrictions", *terms)
    outpost.pass_time(timedelta(minutes=1))
    outpost.freshen(outpost.door())
    device, desk, second = _at_work(outpost, tmp_path)
    end = open_extension(desk, 1, second).valid_until
    device.file.extensions.note({})
    device.close()
    door = outpost.door()
    known = door.data_ages()
    assert known.restrictions is not None
    assert known.restrictions + timedelta(days=1) == known.usable_until
    door.sign_in(CLERK.operator, CLERK.password).close()
    assert end == outpost.door().data_ages().usable_until
