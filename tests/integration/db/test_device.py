"""``device.db``: what works before anyone signs in."""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from branch_app.domain.errors import DataStale, FileForeign, KeyMissing, OutOfOrder
from branch_app.domain.log.commitment import Retention
from branch_app.domain.records.registers import Restrictions
from db.connection import Durability, open_file
from db.device import DeviceFile
from db.migrations.device import DEVICE
from db.vault import Vault
from tests.fakes.store import CHEAP, PERIOD, Desk, enrolment, restrictions


@pytest.fixture
def device(desk: Desk) -> Iterator[DeviceFile]:
    """A device with keys, not enrolled."""
    device = DeviceFile.create(desk.folder.data, desk.vault.machine_ring())
    yield device
    device.close()


def test_opens_with_the_machine_alone(desk: Desk, device: DeviceFile) -> None:
    """After a restart, before anyone signs in, enrolment and keys are there."""
    device.enrol(enrolment())
    vault = Vault.open(desk.folder.data, desk.secret, CHEAP)
    again = DeviceFile.open(desk.folder.data, vault.machine_ring())
    assert enrolment() == again.enrolment()
    assert device.keys().raw() == again.keys().raw()
    again.close()


def test_not_enrolled(device: DeviceFile) -> None:
    """A device that central never took in says so."""
    with pytest.raises(KeyMissing):
        device.enrolment()


def test_the_newest_epoch_counts(device: DeviceFile) -> None:
    """A new epoch supersedes the old one, a new roster the old roster."""
    device.enrol(enrolment(epoch=2))
    device.enrol(enrolment(epoch=1))
    newer = replace(enrolment(epoch=2), roster=())
    device.enrol(newer)
    assert newer == device.enrolment()


def test_made_once(desk: Desk, device: DeviceFile) -> None:
    """Set-up run twice never makes other keys."""
    with pytest.raises(FileForeign):
        DeviceFile.create(desk.folder.data, desk.vault.machine_ring())


def test_a_missing_list_is_not_an_empty_one(device: DeviceFile) -> None:
    """Fails closed."""
    with pytest.raises(DataStale):
        device.restrictions.current()


def test_a_newer_list_replaces(device: DeviceFile) -> None:
    """Blocks come and go with the version."""
    device.restrictions.replace(restrictions(1, "0000000001"))
    device.restrictions.replace(restrictions(2))
    assert restrictions(2) == device.restrictions.current()


@pytest.mark.parametrize(
    "late",
    [
        restrictions(4),
        restrictions(4, "0000000001", hour=23),
        restrictions(5),
        restrictions(5, "0000000001", hour=5),
        restrictions(6, hour=5),
    ],
)
def test_an_older_list_never_replaces_a_newer_one(device: DeviceFile, late: Restrictions) -> None:
    """An old release list lifts no newer block; nor does another list under the same version."""
    ours = restrictions(5, "0000000001")
    device.restrictions.replace(ours)
    with pytest.raises(DataStale):
        device.restrictions.replace(late)
    assert ours == device.restrictions.current()


@pytest.mark.parametrize("statement", ["UPDATE restrictions SET version = 4", "DELETE FROM restrictions"])
def test_the_file_itself_keeps_the_newest_list(desk: Desk, device: DeviceFile, statement: str) -> None:
    """Whoever asks: no older list, and no list gone."""
    device.restrictions.replace(restrictions(5))
    file = open_file(
        desk.folder.data / "device.db", desk.vault.machine_ring().key("device.db"), DEVICE, Durability.EVERY_COMMIT
    )
    with pytest.raises(OutOfOrder), file.immediate() as connection:
        connection.execute(statement)
    file.close()
    assert restrictions(5) == device.restrictions.current()


def test_the_same_list_vouched_for_again(device: DeviceFile) -> None:
    """Nothing changed since yesterday, and central says so: the list is fresh again."""
    device.restrictions.replace(restrictions(5, "0000000001"))
    device.restrictions.replace(restrictions(5, "0000000001", hour=9))
    assert restrictions(5, "0000000001", hour=9) == device.restrictions.current()


def test_log_signatures(device: DeviceFile) -> None:
    """Checked by the public key, the same every time."""
    keys = device.keys()
    signature = keys.sign_log(b"checkpoint")
    Ed25519PublicKey.from_public_bytes(keys.log_public_key()).verify(signature, b"checkpoint")
    assert signature == keys.sign_log(b"checkpoint")


def test_paper_signatures(device: DeviceFile) -> None:
    """Raw r ‖ s of 64 bytes, checked by the public key, the same every time (RFC 6979)."""
    keys = device.keys()
    signature = keys.sign_paper(b"seal")
    r, s = int.from_bytes(signature[:32]), int.from_bytes(signature[32:])
    keys.paper_public_key().verify(encode_dss_signature(r, s), b"seal", ECDSA(SHA256()))
    assert signature == keys.sign_paper(b"seal")


def test_keys_hide_themselves(device: DeviceFile) -> None:
    """No key bytes in a repr."""
    assert "DeviceKeys(hidden)" == repr(device.keys())


def test_seals(desk: Desk, device: DeviceFile) -> None:
    """Checkpoint, city card and pseudonyms through one port; the verifier is the published HMAC."""
    device.enrol(enrolment(pin_key=b"q" * 32))
    seals = desk.folder.seals(desk.counter, device)
    assert device.keys().sign_log(b"m") == seals.sign_checkpoint(b"m")
    assert device.keys().log_public_key() == seals.log_public_key()
    expected = hmac.new(b"q" * 32, b"salt" + b"123456789" + b"0000", hashlib.sha256).digest()
    assert expected == seals.city_card_verifier(b"salt", "123456789", "0000")
    assert 32 == len(seals.pseudonym_key(Retention.STAFF, PERIOD))
