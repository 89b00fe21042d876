"""Files of keys: made once, for the owner's eyes only; and openings that die with their shelf."""

import stat
from datetime import date
from pathlib import Path

import pytest

from branch_app.domain.errors import FileDamaged, KeyMissing
from branch_app.domain.log.commitment import Opening, Retention
from sync.central.trust.authority import prepare_line
from sync.central.trust.keys import load_keys
from sync.central.trust.vault import OpeningVault

OPENING = Opening("cd" * 32, "reason", b"s" * 32, b"restricted", Retention.REFUSAL)


def test_keys_are_the_same_after_a_restart(tmp_path: Path) -> None:
    """What devices trust does not change."""
    first, second = load_keys(tmp_path), load_keys(tmp_path)
    assert (first.verifier, first.seal_public, first.pin) == (second.verifier, second.seal_public, second.pin)


def test_key_files_are_private(tmp_path: Path) -> None:
    """Nobody but the owner reads them."""
    load_keys(tmp_path / "keys")
    prepare_line(tmp_path / "keys", ("localhost",))
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "keys").iterdir()}
    assert modes == {0o600}


def test_the_root_stays_when_the_server_gets_another_name(tmp_path: Path) -> None:
    """A new address is a new server certificate under the same CA."""
    first = prepare_line(tmp_path, ("localhost",))
    before = first.certificate.read_bytes()
    assert prepare_line(tmp_path, ("localhost",)).certificate.read_bytes() == before
    second = prepare_line(tmp_path, ("localhost", "127.0.0.1"))
    assert second.root == first.root
    assert second.certificate.read_bytes() != before


def test_a_shredded_shelf_tells_nothing(tmp_path: Path) -> None:
    """Without its key file an opening is lost, and says so."""
    vault = OpeningVault(tmp_path)
    shelf = vault.shelf(OPENING, date(2012, 3, 31))
    sealed = vault.lock(OPENING, shelf)
    assert shelf == "refusal-2011"
    assert vault.unlock(sealed, OPENING.commitment, shelf) == OPENING
    (tmp_path / f"{shelf}.key").unlink()
    with pytest.raises(KeyMissing):
        vault.unlock(sealed, OPENING.commitment, shelf)


def test_an_opening_belongs_to_its_commitment(tmp_path: Path) -> None:
    """Moved to another entry, or altered, it does not open."""
    vault = OpeningVault(tmp_path)
    sealed = vault.lock(OPENING, "s")
    with pytest.raises(FileDamaged):
        vault.unlock(sealed, "ef" * 32, "s")
    with pytest.raises(FileDamaged):
        vault.unlock(sealed[:-1] + bytes([sealed[-1] ^ 1]), OPENING.commitment, "s")
