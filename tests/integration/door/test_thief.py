"""What a thief gets: each answer of docs/security.md, tried."""

import shutil
from pathlib import Path

import pytest

from branch_app.composition.machine import machine_secret
from branch_app.composition.stick import reply_key_of, written_stick
from branch_app.domain.errors import (
    DeviceLocked,
    EnvelopeNotTrusted,
    FileForeign,
    KeyMissing,
    StickRefused,
    WrongKey,
)
from branch_app.domain.records.standing import WhyRevoked
from branch_app.settings import DeviceFolders
from db.device import DeviceFile
from db.vault import Credentials, Vault
from sync.central.stick import read_stick
from sync.central.trust.revocation import revoke
from sync.client.feeds import fetch_restrictions
from sync.wire.bundle import Direction, StickLetter, pack, unpack
from sync.wire.messages import signed
from tests.fakes.branch import CHEAP, CLERK, SetClock, city, front_door
from tests.fakes.device import SystemRandom, fresh_keys, fresh_request
from tests.integration.door.conftest import Outpost
from tests.integration.door.test_new_epoch import patient_of
from tests.integration.door.test_stick import work


def carried_off(folders: DeviceFolders, to: Path) -> DeviceFolders:
    """The data folder alone: a backup, or what a thief could reach."""
    shutil.copytree(folders.data, to / "data")
    return DeviceFolders(to / "data", to / "machine")


def test_a_backup_opens_nowhere_else_whatever_password_is_known(folders: DeviceFolders, tmp_path: Path) -> None:
    """Without the machine secret there is no ring, and another computer's secret is not it."""
    stolen = carried_off(folders, tmp_path / "thief")
    with pytest.raises(KeyMissing):
        Vault.open(stolen.data, machine_secret(stolen), CHEAP)
    machine_secret(stolen).create()
    with pytest.raises(FileForeign):
        Vault.open(stolen.data, machine_secret(stolen), CHEAP)


def test_no_file_of_a_device_names_a_resident_in_clear(folders: DeviceFolders) -> None:
    """Names and addresses of the people of the replica, in no byte of any file, data folder and machine folder."""
    words = {resident.name for home in city().households for resident in home.members}
    spoken = [
        form.encode(code)
        for form in words
        for code in ("utf-8", "utf-16-le", "shift_jis_2004", "euc_jp")
        if _writable(form, code)
    ]
    for path in [*folders.data.rglob("*"), *folders.machine.rglob("*")]:
        if path.is_file():
            data = path.read_bytes()
            assert not [word for word in spoken if word in data], path.name


def _writable(text: str, code: str) -> bool:
    try:
        text.encode(code)
    except UnicodeEncodeError:
        return False
    return True


def test_a_backup_put_back_without_the_retention_keys_opens_no_opening(outpost: Outpost, tmp_path: Path) -> None:
    """They lie outside the data folder: here too, by the right password, the log stands and its people do not."""
    work(outpost, "one")
    device = outpost.door().sign_in(CLERK.operator, CLERK.password)
    openings = list(device.ledger.openings(0, device.ledger.head().size))
    device.close()
    assert openings
    shutil.move(outpost.folders.retention, tmp_path / "gone")
    outpost.folders.retention.mkdir()
    with patient_of(outpost, outpost.folders) as patient:
        ring = patient.ring
        assert ring is not None
        ledger = patient.ledger(ring)
        assert [] == list(ledger.openings(0, ledger.head().size))
        assert ledger.verify() == ledger.head()


def test_a_whole_disk_opens_what_must_work_before_anyone_signs_in(folders: DeviceFolders, tmp_path: Path) -> None:
    """The list, the roster and the device's own keys; residents and log want a password, which must be guessed."""
    shutil.copytree(folders.data.parent, tmp_path / "disk")
    stolen = DeviceFolders.below(tmp_path / "disk")
    vault = Vault.open(stolen.data, machine_secret(stolen), CHEAP)
    ring = vault.machine_ring()
    file = DeviceFile.open(stolen.data, ring)
    assert file.restrictions.current().residents
    assert file.enrolment().roster
    assert 64 == len(file.keys().sign_log(b"anything"))
    file.close()
    for name in ("ledger-1.db", "register-1.db", "print", "retention"):
        with pytest.raises(KeyMissing):
            ring.key(name)
    with pytest.raises(WrongKey):
        vault.unlock(Credentials(CLERK.operator, "not the password"))


def test_a_stolen_disk_gets_nothing_once_it_was_revoked(outpost: Outpost) -> None:
    """Its keys still sign, and head office answers none of them with anything but the end."""
    door = outpost.door()
    session = outpost.office(door)._session
    assert fetch_restrictions(session)
    with outpost.central.database.connection_context():
        revoke(outpost.central, "suge-01", WhyRevoked.STOLEN)
    with pytest.raises(DeviceLocked):
        fetch_restrictions(session)


def test_a_running_device_that_was_signed_in_stops_at_its_next_contact(outpost: Outpost, clock: SetClock) -> None:
    """Whoever sits at it sees what its operator could see until then; afterwards the door is shut, too."""
    with outpost.central.database.connection_context():
        revoke(outpost.central, "suge-01", WhyRevoked.STOLEN)
    door = outpost.door()
    outpost.freshen(door)
    with pytest.raises(DeviceLocked):
        front_door(outpost.folders, clock).sign_in(CLERK.operator, CLERK.password)


def test_a_stick_opens_to_its_receiver_alone(outpost: Outpost) -> None:
    """On the way out not even to the device that wrote it; on the way back to nobody without a password there."""
    work(outpost, "one")
    with patient_of(outpost, outpost.folders) as patient:
        up = written_stick(patient, SystemRandom())
        transport, reply_key = patient.device.keys().transport(), reply_key_of(patient)
    with pytest.raises(StickRefused, match="foreign"):
        unpack(up, Direction.TO_CENTRAL, transport)
    down = read_stick(outpost.central, up).file
    with pytest.raises(StickRefused, match="foreign"):
        unpack(down, Direction.TO_DEVICE, outpost.central.keys.seal)
    with pytest.raises(StickRefused, match="foreign"):
        unpack(down, Direction.TO_DEVICE, transport)
    assert unpack(down, Direction.TO_DEVICE, reply_key)
    with patient_of(outpost, outpost.folders) as nobody:
        nobody.__dict__["ring"] = None
        with pytest.raises(WrongKey):
            reply_key_of(nobody)


def test_a_stick_that_somebody_made_up_is_believed_nowhere(outpost: Outpost) -> None:
    """Sealing takes public keys only; what is inside must be signed by a device that head office knows."""
    stranger = fresh_keys()
    letter = StickLetter(fresh_request(), "suge-01", 1, number=9, reply_key=bytes(32), routes=(), parts=())
    forged = pack([signed(letter, stranger.log)], Direction.TO_CENTRAL, outpost.central.keys.seal_public)
    with pytest.raises(EnvelopeNotTrusted):
        read_stick(outpost.central, forged)
