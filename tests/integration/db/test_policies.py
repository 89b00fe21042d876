"""Published tables in ``device.db``: versions go forward only, and come with the roster or not at all."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from branch_app.domain.errors import DataStale, OutOfOrder
from branch_app.domain.records.policy import PolicyBundle
from db.connection import Durability, open_file
from db.device import DeviceFile
from db.migrations.device import DEVICE
from tests.fakes.store import Desk, enrolment
from tests.fakes.tables import texts

TODAY = enrolment().as_of.date()
TOMORROW = TODAY + timedelta(days=1)


def bundle(version: int, effective: date, yen: int = 300) -> PolicyBundle:
    """With one fee."""
    fees = f"certificate,channel,yen,valid_from,valid_until\ninkan,counter,{yen},,\n"
    return PolicyBundle(version, effective, texts(fees=fees))


@pytest.fixture
def device(desk: Desk) -> Iterator[DeviceFile]:
    """Enrolled, with tables in force and the next ones."""
    device = DeviceFile.create(desk.folder.data, desk.vault.machine_ring())
    device.enrol(enrolment(), (bundle(1, date(2007, 6, 1)), bundle(2, TOMORROW)))
    yield device
    device.close()


def _versions(device: DeviceFile) -> list[int]:
    return [edition.version for edition in device.policies.current().editions]


def test_nothing_is_held_before_anything_came(desk: Desk) -> None:
    """No tables are no tables, not empty ones."""
    device = DeviceFile.create(desk.folder.data, desk.vault.machine_ring())
    assert (0, []) == (device.policies.newest(), _versions(device))
    device.close()


def test_the_next_ones_lie_here_before_their_day(desk: Desk, device: DeviceFile) -> None:
    """After a restart too, without a line."""
    again = DeviceFile.open(desk.folder.data, desk.vault.machine_ring())
    held = again.policies.current()
    assert (f"{TOMORROW}.2", "2007-06-01.1") == (held.label_on(TOMORROW), held.label_on(TODAY))
    again.close()


def test_what_another_process_kept_is_seen(desk: Desk, device: DeviceFile) -> None:
    """The tables that were read once are not read for ever."""
    assert [1, 2] == _versions(device)
    other = DeviceFile.open(desk.folder.data, desk.vault.machine_ring())
    other.enrol(enrolment(), (bundle(3, TOMORROW),))
    other.close()
    assert [1, 2, 3] == _versions(device)


def test_the_same_again_is_no_change(device: DeviceFile) -> None:
    """An answer that came twice."""
    device.enrol(enrolment(), (bundle(2, TOMORROW),))
    assert [1, 2] == _versions(device)


@pytest.mark.parametrize(
    "late",
    [bundle(1, date(2007, 6, 1), yen=200), bundle(2, TOMORROW, yen=200), bundle(2, TODAY)],
    ids=["older", "same number, other fee", "same number, other day"],
)
def test_an_older_one_never_replaces_a_newer_one(device: DeviceFile, late: PolicyBundle) -> None:
    """Nor another one under a number that is held; the roster that came with it is not taken either."""
    with pytest.raises(DataStale, match="register=policy"):
        device.enrol(replace(enrolment(), roster=()), (bundle(3, TOMORROW), late))
    assert ([1, 2], enrolment().roster) == (_versions(device), device.enrolment().roster)


def test_a_gap_is_not_filled_afterwards(device: DeviceFile) -> None:
    """A version below the newest that was never held may have been withdrawn long ago."""
    device.enrol(enrolment(), (bundle(5, TOMORROW),))
    with pytest.raises(DataStale, match="version=4"):
        device.enrol(enrolment(), (bundle(4, TOMORROW),))


def test_an_old_roster_brings_no_tables(device: DeviceFile) -> None:
    """One answer is one answer."""
    with pytest.raises(DataStale, match="register=roster"):
        device.enrol(replace(enrolment(), version=0), (bundle(3, TOMORROW),))
    assert [1, 2] == _versions(device)


def test_what_lost_its_effect_is_forgotten(device: DeviceFile) -> None:
    """From two days after it: yesterday's is kept, because work goes on over midnight."""
    days = [replace(enrolment(), as_of=enrolment().as_of + timedelta(days=days)) for days in (1, 2)]
    device.enrol(days[0])
    assert [1, 2] == _versions(device)
    device.enrol(days[1])
    # Read anew: forgetting alone changes nothing that anybody asks about.
    device.enrol(days[1], (bundle(3, TOMORROW + timedelta(days=30)),))
    assert [2, 3] == _versions(device)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE policy SET effective = '2007-01-01'",
        "DELETE FROM policy",
        "DELETE FROM policy WHERE version = 2",
        "INSERT INTO policy VALUES (0, '2007-01-01', x'00')",
        "INSERT INTO policy VALUES (2, '2007-01-01', x'00')",
    ],
)
def test_the_file_itself_goes_forward_only(desk: Desk, device: DeviceFile, statement: str) -> None:
    """Whoever asks."""
    key = desk.vault.machine_ring().key("device.db")
    file = open_file(desk.folder.data / "device.db", key, DEVICE, Durability.EVERY_COMMIT)
    with pytest.raises(OutOfOrder), file.immediate() as connection:
        connection.execute(statement)
    file.close()
    assert [1, 2] == _versions(device)
