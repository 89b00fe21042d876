"""Who may open a device's files."""

import hashlib
from pathlib import Path

import pytest

from branch_app.domain.errors import (
    BadInput,
    FileDamaged,
    FileForeign,
    FileTooNew,
    KeyMissing,
    OperatorUnknown,
    StoreError,
    WrongKey,
)
from db.keyring import KeyRing
from db.machine import OwnerFileSecret
from db.slots import Argon2Cost, Holder, open_operator
from db.vault import Credentials, Vault
from db.vault_file import NAME, VaultFile
from tests.fakes.store import CHEAP, CLERK, DEVICE, Desk

SECOND = Credentials("op-2", "another password")


def reopened(desk: Desk) -> Vault:
    """The same vault after a restart."""
    return Vault.open(desk.folder.data, desk.secret, CHEAP)


def material(ring: KeyRing, file: str) -> bytes:
    """Bytes of a file's key, for comparing."""
    return ring.key(file).reveal()


def test_a_file_key_survives_a_restart(desk: Desk) -> None:
    """The key made today opens the file tomorrow."""
    made = desk.counter.make_key("ledger.db").reveal()
    assert made == material(reopened(desk).sign_in(CLERK), "ledger.db")


def test_every_file_has_a_key_of_its_own(desk: Desk) -> None:
    """No key opens two files."""
    assert desk.counter.make_key("a.db").reveal() != desk.counter.make_key("b.db").reveal()


def test_a_file_made_by_one_operator_opens_for_the_next(desk: Desk) -> None:
    """Slots open rings, not files."""
    desk.vault.add_operator(desk.counter, SECOND)
    made = desk.counter.make_key("later.db").reveal()
    assert made == material(desk.vault.sign_in(SECOND), "later.db")


def test_wrong_password(desk: Desk) -> None:
    """Another password opens nothing, and nothing is overwritten."""
    before = (desk.folder.data / NAME).read_bytes()
    with pytest.raises(WrongKey):
        desk.vault.sign_in(Credentials(CLERK.operator, "wrong password"))
    assert before == (desk.folder.data / NAME).read_bytes()


def test_password_of_another_operator(desk: Desk) -> None:
    """A password opens its own slot only."""
    desk.vault.add_operator(desk.counter, SECOND)
    with pytest.raises(WrongKey):
        desk.vault.sign_in(Credentials(SECOND.operator, CLERK.password))


def test_unknown_operator(desk: Desk) -> None:
    """Nobody without a slot signs in."""
    with pytest.raises(OperatorUnknown):
        desk.vault.sign_in(SECOND)


def test_the_same_password_in_another_composition(desk: Desk) -> None:
    """か + voicing mark is が: keyboards differ, people do not."""
    desk.vault.add_operator(desk.counter, Credentials("op-3", "がががががががが"))
    desk.vault.sign_in(Credentials("op-3", "か\u3099" * 8))


def test_short_password_is_refused(desk: Desk) -> None:
    """A new password has eight characters at least."""
    with pytest.raises(BadInput):
        desk.vault.add_operator(desk.counter, Credentials("op-2", "seven77"))


def test_the_machine_ring_does_not_open_the_counters_files(desk: Desk) -> None:
    """Before anyone signs in the log stays closed."""
    desk.counter.make_key("ledger.db")
    with pytest.raises(KeyMissing):
        desk.vault.machine_ring().key("ledger.db")


def test_password_change(desk: Desk) -> None:
    """The new password opens, the old one does not, the files keep their keys."""
    made = desk.counter.make_key("ledger.db").reveal()
    desk.vault.change_password(CLERK, "a new password")
    with pytest.raises(WrongKey):
        desk.vault.sign_in(CLERK)
    assert made == material(desk.vault.sign_in(Credentials(CLERK.operator, "a new password")), "ledger.db")


def test_password_change_needs_the_old_one(desk: Desk) -> None:
    """Nobody changes another's password."""
    with pytest.raises(WrongKey):
        desk.vault.change_password(Credentials(CLERK.operator, "wrong password"), "a new password")
    desk.vault.sign_in(CLERK)


def test_a_slot_leaves_with_its_operator(desk: Desk) -> None:
    """Off the roster, off the device."""
    desk.vault.add_operator(desk.counter, SECOND)
    desk.vault.remove_operator(CLERK.operator)
    assert (SECOND.operator,) == desk.vault.operators()
    with pytest.raises(OperatorUnknown):
        desk.vault.sign_in(CLERK)


def test_the_last_slot_stays(desk: Desk) -> None:
    """A device is never locked for good by a roster."""
    with pytest.raises(BadInput):
        desk.vault.remove_operator(CLERK.operator)


def test_carried_to_another_machine(desk: Desk, tmp_path: Path) -> None:
    """The data folder alone opens nothing elsewhere, with the right password neither."""
    other = OwnerFileSecret(tmp_path / "other" / "machine.key")
    other.create()
    with pytest.raises(FileForeign):
        Vault.open(desk.folder.data, other, CHEAP)


def test_the_right_password_with_another_machine_secret(desk: Desk) -> None:
    """An operator's slot wants both; a guessed password is of no use on a stolen backup."""
    (slot,) = VaultFile.from_bytes((desk.folder.data / NAME).read_bytes()).slots_of(Holder.OPERATOR)
    open_operator(slot, DEVICE, CLERK.password, desk.secret.read())
    with pytest.raises(WrongKey):
        open_operator(slot, DEVICE, CLERK.password, bytes(32))


def test_machine_without_a_secret(desk: Desk, tmp_path: Path) -> None:
    """A missing machine secret is said as such."""
    with pytest.raises(KeyMissing):
        Vault.open(desk.folder.data, OwnerFileSecret(tmp_path / "none.key"), CHEAP)


def test_the_machine_secret_is_its_owners_alone(desk: Desk) -> None:
    """A secret that others may read is no secret."""
    path = desk.folder.machine / "machine.key"
    assert 0o600 == path.stat().st_mode & 0o777
    path.chmod(0o644)
    with pytest.raises(FileDamaged):
        desk.secret.read()


def test_a_second_vault_never_overwrites_the_first(desk: Desk) -> None:
    """Set-up run twice stops."""
    before = (desk.folder.data / NAME).read_bytes()
    with pytest.raises(FileForeign):
        Vault.create(desk.folder.data, DEVICE, desk.secret, CLERK, CHEAP)
    assert before == (desk.folder.data / NAME).read_bytes()


def test_every_flipped_byte_is_found(desk: Desk) -> None:
    """Whatever byte of the vault is altered, it does not open."""
    path = desk.folder.data / NAME
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(StoreError):
            reopened(desk)


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99])
def test_truncated(desk: Desk, share: float) -> None:
    """A cut vault is damaged or foreign, never empty."""
    path = desk.folder.data / NAME
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises((FileDamaged, FileForeign)):
        reopened(desk)


def test_missing(desk: Desk) -> None:
    """No vault is not a new vault."""
    (desk.folder.data / NAME).unlink()
    with pytest.raises(FileDamaged):
        reopened(desk)


def test_some_other_file(desk: Desk) -> None:
    """A file of somebody else is foreign."""
    (desk.folder.data / NAME).write_text('{"name": "something else"}')
    with pytest.raises(FileForeign):
        reopened(desk)


def test_newer_vault(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A vault of a later build is left alone."""
    path = desk.folder.data / NAME
    vault = VaultFile.from_bytes(path.read_bytes())
    monkeypatch.setattr("db.vault_file._VERSION", 2)
    path.write_bytes(vault.to_bytes())
    monkeypatch.undo()
    with pytest.raises(FileTooNew):
        reopened(desk)


def test_a_slot_does_not_serve_under_another_name(desk: Desk) -> None:
    """Renaming a slot in the file gives nobody another's rights."""
    path = desk.folder.data / NAME
    renamed = path.read_bytes().replace(b'"op-1"', b'"op-9"')
    path.write_bytes(resealed(renamed))
    with pytest.raises(WrongKey):
        reopened(desk).sign_in(Credentials("op-9", CLERK.password))


def resealed(data: bytes) -> bytes:
    """The file with its digest made right again, as an attacker would."""
    head, _, body = data.partition(b"\n")
    magic, version, _ = head.split(b" ")
    return b" ".join((magic, version, hashlib.sha256(version + b"\n" + body).hexdigest().encode())) + b"\n" + body


def test_the_cost_of_a_slot_is_bounded() -> None:
    """An altered file cannot ask for more memory than a counter has."""
    with pytest.raises(ValueError, match="cost"):
        Argon2Cost(memory_kib=2**31)


def test_credentials_hide_the_password() -> None:
    """No password in a repr."""
    assert CLERK.password not in repr(CLERK)
