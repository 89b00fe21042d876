"""A fork is stopped, the device goes on in a new epoch, and neither history is lost."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from branch_app.composition.door import FrontDoor
from branch_app.composition.epochs import begin_epoch, hand_in_rest
from branch_app.composition.line import keys_on_the_line
from branch_app.composition.patient import Patient
from branch_app.domain.deciders.counter import Counter
from branch_app.domain.errors import CentralConflict, DataStale, DeviceLocked, FileForeign
from branch_app.domain.log.events import Event, OperatorSignedIn
from branch_app.domain.records.standing import Standing
from branch_app.domain.values.identifiers import RequestId
from branch_app.settings import DeviceFolders
from sync.central.models import DeviceLog, Leaf
from sync.central.trust.aside import leaves_aside
from sync.central.trust.enrolment import offer_code
from sync.client.enrolment import enrol
from sync.wire.identity import EnrolmentCode
from tests.fakes.branch import CLERK, front_door
from tests.fakes.device import SystemRandom, fresh_request, ignore_progress
from tests.integration.door.conftest import Outpost


def step(_state: Counter) -> tuple[Event, ...]:
    """Any step."""
    return (OperatorSignedIn("clerk"),)


def work(door: FrontDoor, name: str) -> list[bytes]:
    """One person signs in and does something; the whole log then."""
    device = door.sign_in(CLERK.operator, CLERK.password)
    device.journal.decide(RequestId(name), step)
    leaves = list(device.ledger.leaves(0, device.ledger.head().size))
    device.close()
    return leaves


def push(outpost: Outpost, door: FrontDoor) -> int:
    """Whatever is outstanding."""
    device = door.sign_in(CLERK.operator, CLERK.password)
    try:
        return outpost.office(door).push(device.ledger, ignore_progress)
    finally:
        device.close()


def patient_of(outpost: Outpost, folders: DeviceFolders) -> Patient:
    """The device as a technician opens it, the clerk's password typed."""
    home = folders.data.parent
    settings = f'central = "{outpost.url}"\nprinter = "papers"\n'
    (home / "settings.toml").write_text(settings, encoding="utf-8")
    return Patient(home, outpost.clock, SystemRandom(), lambda vault: vault.sign_in(CLERK))


def code(outpost: Outpost, device: str = "suge-01") -> str:
    """A one-time code of head office's."""
    return offer_code(outpost.central, "C06", device, timedelta(minutes=10)).text()


def cloned(outpost: Outpost, to: Path) -> DeviceFolders:
    """Everything of that computer's disk, on another one."""
    shutil.copytree(outpost.folders.data.parent, to)
    return DeviceFolders.below(to)


def test_a_cloned_disk_is_found_both_logs_are_kept_and_the_device_goes_on(outpost: Outpost, tmp_path: Path) -> None:
    """The whole way: fork, alarm, both locked, a new epoch, and what both wrote is at head office."""
    work(outpost.door(), "before")
    clone_folders = cloned(outpost, tmp_path / "clone")
    original, clone = outpost.door(), front_door(clone_folders, outpost.clock)
    here, there = work(original, "here"), work(clone, "there")
    assert len(push_and_log(outpost, original)) >= len(here)
    with pytest.raises(CentralConflict, match="fork"):
        push(outpost, clone)
    with pytest.raises(DeviceLocked, match="forked"):
        clone.sign_in(CLERK.operator, CLERK.password)
    assert isinstance(outpost.freshen(original).fault, DeviceLocked)
    with patient_of(outpost, outpost.folders) as patient:
        assert ("suge-01", 2) == _log_of(begin_epoch(patient, code(outpost), SystemRandom()).origin)
    assert work(outpost.door(), "anew")
    assert 0 < push(outpost, outpost.door())
    for folders in (outpost.folders, clone_folders):
        with patient_of(outpost, folders) as patient:
            (handed,) = hand_in_rest(patient, SystemRandom(), ignore_progress)
        assert (None, False) == (handed.fault, handed.witnessed)
    with outpost.central.database.connection_context():
        first = DeviceLog.get(DeviceLog.epoch == 1)
        kept = {leaf for _, leaf in leaves_aside(first)}
        witnessed = {bytes(leaf.data) for leaf in Leaf.select().where(Leaf.log == first)}
    assert set(there) <= kept
    assert set(here) <= witnessed | kept


def push_and_log(outpost: Outpost, door: FrontDoor) -> list[bytes]:
    """What head office has of it afterwards."""
    push(outpost, door)
    with outpost.central.database.connection_context():
        return [bytes(leaf.data) for leaf in Leaf.select().where(Leaf.log == DeviceLog.get(DeviceLog.epoch == 1))]


def _log_of(origin: str) -> tuple[str, int]:
    _, device, epoch = origin.split("/")
    return device, int(epoch)


def test_the_rest_of_an_honest_log_is_witnessed_where_it_belongs(outpost: Outpost) -> None:
    """Enrolled anew before everything was sent: the old log is completed under its old key."""
    written = work(outpost.door(), "unsent")
    with patient_of(outpost, outpost.folders) as patient:
        begin_epoch(patient, code(outpost), SystemRandom())
    with patient_of(outpost, outpost.folders) as patient:
        (handed,) = hand_in_rest(patient, SystemRandom(), ignore_progress)
    assert (len(written), True) == (handed.size, handed.witnessed)
    with patient_of(outpost, outpost.folders) as patient:
        assert Standing.IN_FORCE is patient.device.line.standing()


def test_a_lost_answer_makes_no_third_epoch(outpost: Outpost) -> None:
    """The keys for the new epoch were kept before they were sent: the same code gives the same epoch."""
    typed = code(outpost)
    with patient_of(outpost, outpost.folders) as patient:
        keys = keys_on_the_line(patient.device.epochs.coming_keys())
        enrol(outpost.url, EnrolmentCode.from_text(typed), keys, fresh_request())
    with patient_of(outpost, outpost.folders) as patient:
        told = begin_epoch(patient, typed, SystemRandom())
        assert 2 == told.epoch
        assert keys.log.public_key == patient.device.keys().log_public_key()
        with pytest.raises(DataStale):
            patient.device.begin_epoch(told)


def test_a_code_for_another_device_changes_nothing(outpost: Outpost) -> None:
    """Keys and epoch stay as they are."""
    with patient_of(outpost, outpost.folders) as patient:
        before = patient.device.keys().log_public_key()
        with pytest.raises(FileForeign):
            begin_epoch(patient, code(outpost, "suge-02"), SystemRandom())
        assert (1, before) == (patient.device.enrolment().epoch, patient.device.keys().log_public_key())


def test_a_revoked_device_hands_in_without_a_new_epoch(outpost: Outpost) -> None:
    """Nobody can sign in there any more; a password opens the log for the way to head office only."""
    written = work(outpost.door(), "last")
    with patient_of(outpost, outpost.folders) as patient:
        patient.device.line.end(1, Standing.FORKED)
        with outpost.central.database.connection_context():
            DeviceLog.update(quarantined=True).execute()
        (handed,) = hand_in_rest(patient, SystemRandom(), ignore_progress)
    assert (len(written), False) == (handed.size, handed.witnessed)
