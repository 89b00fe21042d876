"""The doctor on a real home: each fault is found by its own check, and by no other that could do without."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from branch_app.composition.machine import machine_secret
from branch_app.printing.folder import FolderPrinter
from branch_app.settings import DeviceFolders
from branch_app.usecases.doctor import Check
from branch_app.usecases.extension import open_extension
from branch_app.usecases.leftovers import wipe_leftovers
from branch_app.usecases.level import Level
from branch_app.usecases.print_copy import follow, send
from branch_app.usecases.start_log import second_person
from db.device import DeviceFile
from db.vault import Credentials, Vault
from tests.fakes.branch import CLERK, OTHER_CLERK, SetClock, make_branch, open_branch
from tests.fakes.checkups import by_password, found, sentences, visit
from tests.fakes.clerk import begin_day, deliver, desk_of, order
from tests.fakes.extensions import Signing, extension
from tests.fakes.restrictions import tell

TARO = "9000010100"
HERE = {Check.READER, Check.CENTRAL}
"""What depends on the machine the tests run on, or is nowhere in them."""
LOCKED = {
    Check.KEYS: "keys_machine_only",
    Check.DATABASE: "database_machine_only",
    Check.CLOCK: "clock_machine_only",
    Check.DATA: "data_machine_only",
    Check.LEFTOVERS: "leftovers_machine_only",
}


def own(told: dict[Check, str]) -> dict[Check, str]:
    """Without reader and head office."""
    return {check: sentence for check, sentence in told.items() if check not in HERE}


def snapshot(home: Path) -> dict[str, bytes]:
    """Every file of the home, but the shared memory of a database, which every reader writes."""
    files = (path for path in home.rglob("*") if path.is_file() and not path.name.endswith(("-shm", "-wal")))
    return {str(path.relative_to(home)): path.read_bytes() for path in files}


def test_a_device_in_good_order(home: Path, clock: SetClock) -> None:
    """With a password everything is looked at, and all that is noticed is that papers go to a folder."""
    report = visit(home, clock, by_password())
    assert {Check.SETTINGS: "settings_training"} == own(sentences(report))
    assert report.can_issue
    assert () == report.needs_password
    assert list(Check) == [finding.check for finding in report.findings]


def test_before_anybody_signs_in(home: Path, clock: SetClock) -> None:
    """Without a password it still works, says what it could not look at, and does not call that a fault."""
    report = visit(home, clock)
    assert {Check.SETTINGS: "settings_training", **LOCKED} == own(sentences(report))
    assert report.can_issue
    assert set(LOCKED) == set(report.needs_password)


def test_a_visit_writes_nothing(home: Path, clock: SetClock) -> None:
    """No sign-in in the log, no key made, no file touched; only the question to head office took its number."""
    before = snapshot(home)
    visit(home, clock)
    visit(home, clock, by_password())
    after = snapshot(home)
    assert set(before) == set(after)
    assert {"data/device.db"} == {name for name, data in after.items() if data != before[name]}


def test_a_device_nobody_ever_signed_in_to(tmp_path: Path, clock: SetClock) -> None:
    """Its log is not there yet, and that is no damage."""
    make_branch(tmp_path)
    report = visit(tmp_path, clock, by_password())
    assert "database_new" == found(report, Check.DATABASE).sentence
    assert {Level.GOOD} == {found(report, check).level for check in (Check.KEYS, Check.CLOCK, Check.LEFTOVERS)}


def test_a_home_that_is_none(tmp_path: Path, clock: SetClock) -> None:
    """An empty folder, or one that is not there: every answer is a sentence, nothing breaks, nothing is made."""
    for home in (tmp_path, tmp_path / "nowhere"):
        report = visit(home, clock)
        assert {"settings_failed", "keys_failed", "database_failed"} <= set(sentences(report).values())
        assert not report.can_issue
        assert not (tmp_path / "nowhere").exists()
        assert [] == list(tmp_path.iterdir())


def test_a_wrong_password_is_told_apart_from_damage(home: Path, clock: SetClock) -> None:
    """The error says so; whatever needs the password says the same."""
    report = visit(home, clock, by_password(Credentials(CLERK.operator, "wrong horse 77")))
    errors = {finding.error.code for finding in report.findings if finding.check in LOCKED and finding.error}
    assert {"wrong_key"} == errors


@pytest.mark.parametrize(
    ("spoil", "check", "sentence"),
    [
        (lambda home: _flip(home / "data" / "ledger-1.db", 4096 * 2 + 300), Check.DATABASE, "database_failed"),
        (lambda home: _flip(home / "data" / "device.db", 4096 + 300), Check.DATABASE, "database_failed"),
        (lambda home: (home / "data" / "ledger-1.db").unlink(), Check.DATABASE, "database_failed"),
        (lambda home: _flip(next((home / "machine" / "retention").glob("*.key")), 30), Check.KEYS, "keys_failed"),
        (lambda home: (home / "machine" / "secret").unlink(), Check.KEYS, "keys_failed"),
        (lambda home: (home / "machine" / "secret").chmod(0o644), Check.KEYS, "keys_failed"),
        (lambda home: (home / "data" / "register.pointer").unlink(), Check.DATA, "data_stale"),
        (lambda home: (home / "spool").rmdir(), Check.PRINTER, "printer_absent"),
        (lambda home: (home / "settings.toml").write_text("printer = 1"), Check.SETTINGS, "settings_failed"),
    ],
)
def test_a_fault_that_stops_the_main_job(
    home: Path, clock: SetClock, spoil: Callable[[Path], object], check: Check, sentence: str
) -> None:
    """Found by its check, with a level that says so."""
    spoil(home)
    report = visit(home, clock, by_password())
    assert (Level.BAD, sentence) == (found(report, check).level, found(report, check).sentence)
    assert not report.can_issue


def _flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def test_a_clock_that_went_back(home: Path, clock: SetClock) -> None:
    """Found by the log; before a sign-in by the day of the restrictions, for which head office vouches."""
    clock.wall -= timedelta(minutes=30)
    for unlock in (None, by_password()):
        finding = found(visit(home, clock, unlock), Check.CLOCK)
        assert (Level.BAD, "clock_behind", {"minutes": 30}) == (finding.level, finding.sentence, finding.facts)


def test_a_clock_that_jumped_ahead(home: Path, clock: SetClock) -> None:
    """Only the log can tell, for it knows the monotonic clock."""
    clock.wall += timedelta(minutes=30)
    assert "clock_ahead" == found(visit(home, clock, by_password()), Check.CLOCK).sentence
    assert Level.UNKNOWN is found(visit(home, clock), Check.CLOCK).level


@pytest.mark.parametrize(
    ("hours", "sentence", "level"), [(20, "data_soon", Level.NOTICE), (25, "data_stale", Level.BAD)]
)
def test_data_that_grow_old(home: Path, clock: SetClock, hours: int, sentence: str, level: Level) -> None:
    """The restriction list runs out first, and is seen without a password too."""
    clock.advance(timedelta(hours=hours))
    for unlock in (None, by_password()):
        finding = found(visit(home, clock, unlock), Check.DATA)
        assert (level, sentence, "restrictions") == (finding.level, finding.sentence, finding.facts["register"])


def test_registers_that_grow_old_behind_fresh_restrictions(home: Path, clock: SetClock) -> None:
    """Which one is said by name."""
    folders = DeviceFolders.below(home)
    clock.advance(timedelta(days=40))
    vault = Vault.open(folders.data, machine_secret(folders))
    file = DeviceFile.open(folders.data, vault.machine_ring())
    tell(file.restrictions, clock.now())
    file.close()
    finding = found(visit(home, clock, by_password()), Check.DATA)
    assert ("data_stale", "resident") == (finding.sentence, finding.facts["register"])


def test_data_as_old_as_an_open_extension_allows(home: Path, clock: SetClock) -> None:
    """With a person's key the log says what was opened; without one the machine goes by the tables."""
    device = open_branch(DeviceFolders.below(home), clock)
    office = Signing()
    known = device.file.enrolment()
    signed = office.sign(extension(clock.now()))
    device.file.enrol(replace(known, central_key=office.verifier, extensions=(signed,)))
    desk = desk_of(device, FolderPrinter("folder", home / "spool"))
    open_extension(desk, 1, second_person(device.enrolment, OTHER_CLERK.operator, device.veil))
    device.close()
    clock.advance(timedelta(hours=25))
    assert "data_good" == found(visit(home, clock, by_password()), Check.DATA).sentence
    assert "data_stale" == found(visit(home, clock), Check.DATA).sentence


def test_head_office_out_of_reach_stops_nothing(home: Path, clock: SetClock) -> None:
    """Or somebody else in its place: neither keeps a counter from issuing today."""
    report = visit(home, clock)
    assert found(report, Check.CENTRAL).level in {Level.NOTICE, Level.BAD}
    assert report.can_issue


def test_files_of_a_program_that_was_killed(home: Path, clock: SetClock) -> None:
    """A paper whose copy is handed over, and a file that never got its name; a paper that waits is none."""
    folders = DeviceFolders.below(home)
    device = open_branch(folders, clock)
    desk = desk_of(device, FolderPrinter("folder", home / "spool"))
    begin_day(desk)
    _, (waiting,) = order(desk, "1", TARO)
    _, (job,) = order(desk, "2", TARO)
    kept = folders.print_files / f"{job}.sealed"
    sealed = kept.read_bytes()
    send(desk, job)
    follow(desk, job)
    deliver(desk, (job,))
    device.close()
    assert "leftovers_good" == found(visit(home, clock, by_password()), Check.LEFTOVERS).sentence
    kept.write_bytes(sealed)
    (folders.print_files / ".x.sealed.0a1b2c3d.tmp").touch()
    finding = found(visit(home, clock, by_password()), Check.LEFTOVERS)
    assert ("leftovers_found", {"files": 2}) == (finding.sentence, finding.facts)
    assert {"files": 1} == found(visit(home, clock), Check.LEFTOVERS).facts
    assert (folders.print_files / f"{waiting}.sealed").exists()


def test_what_was_left_over_is_wiped_at_the_start(home: Path, clock: SetClock) -> None:
    """Of two papers the one whose copy is handed over goes; the one that waits for the printer stays."""
    folders = DeviceFolders.below(home)
    device = open_branch(folders, clock)
    desk = desk_of(device, FolderPrinter("folder", home / "spool"))
    begin_day(desk)
    _, (waiting,) = order(desk, "1", TARO)
    _, (job,) = order(desk, "2", TARO)
    pdf = desk.print_files.get(job)
    send(desk, job)
    follow(desk, job)
    deliver(desk, (job,))
    desk.print_files.put(job, pdf)
    assert 1 == wipe_leftovers(desk)
    assert (waiting,) == desk.print_files.kept()
    assert 0 == wipe_leftovers(desk)
    device.close()
