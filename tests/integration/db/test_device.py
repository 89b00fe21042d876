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

from branch_app.domain.errors import FileForeign, KeyMissing
from branch_app.domain.log.commitment import Retention
from db.device import DeviceFile
from db.vault import Vault
from tests.fakes.store import CHEAP, PERIOD, Desk, enrolment


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
