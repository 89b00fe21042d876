"""Getting back in by the code that head office keeps."""

from pathlib import Path

import pytest

from branch_app.domain.errors import BadInput, OperatorUnknown, WrongKey
from db.machine import OwnerFileSecret
from db.recovery import acknowledge_code, announce_code, recover
from db.recovery_code import new_code
from db.vault import Credentials, Vault
from tests.fakes.store import CHEAP, CLERK, Desk

NEW = Credentials("op-7", "after the fire")


def test_a_code_opens_without_any_password(desk: Desk) -> None:
    """Every file opens for the new operator, the old slots are gone."""
    key = desk.counter.make_key("ledger.db").reveal()
    code = announce_code(desk.vault, desk.counter).code
    vault, counter = recover(desk.folder.data, desk.secret, code, NEW, CHEAP)
    assert key == counter.key("ledger.db").reveal() == vault.sign_in(NEW).key("ledger.db").reveal()
    with pytest.raises(OperatorUnknown):
        vault.sign_in(CLERK)


def test_a_code_opens_on_a_new_machine(desk: Desk, tmp_path: Path) -> None:
    """A broken board takes the machine secret with it, not the files of either ring."""
    desk.vault.machine_ring().make_key("device.db")
    code = announce_code(desk.vault, desk.counter).code
    board = OwnerFileSecret(tmp_path / "board" / "machine.key")
    recover(desk.folder.data, board, code, NEW, CHEAP)
    vault = Vault.open(desk.folder.data, board, CHEAP)
    vault.machine_ring().key("device.db")


def test_another_code(desk: Desk) -> None:
    """A well-formed code that is not ours opens nothing and changes nothing."""
    announce_code(desk.vault, desk.counter)
    with pytest.raises(WrongKey):
        recover(desk.folder.data, desk.secret, new_code(), NEW, CHEAP)
    desk.vault.sign_in(CLERK)


def test_no_code_was_ever_made(desk: Desk) -> None:
    """Without a code there is no way in."""
    with pytest.raises(WrongKey):
        recover(desk.folder.data, desk.secret, new_code(), NEW, CHEAP)


def test_the_old_code_counts_until_the_new_one_is_escrowed(desk: Desk) -> None:
    """There is never a moment without a code that head office holds."""
    old = announce_code(desk.vault, desk.counter)
    acknowledge_code(desk.vault, old.serial)
    new = announce_code(desk.vault, desk.counter)
    recover(desk.folder.data, desk.secret, old.code, NEW, CHEAP)
    acknowledge_code(desk.vault, new.serial)
    with pytest.raises(WrongKey):
        recover(desk.folder.data, desk.secret, old.code, NEW, CHEAP)
    recover(desk.folder.data, desk.secret, new.code, NEW, CHEAP)


def test_acknowledging_a_code_that_is_not_there(desk: Desk) -> None:
    """A wrong serial removes nothing."""
    code = announce_code(desk.vault, desk.counter)
    with pytest.raises(BadInput):
        acknowledge_code(desk.vault, code.serial + 1)
    recover(desk.folder.data, desk.secret, code.code, NEW, CHEAP)


def test_a_code_hides_itself(desk: Desk) -> None:
    """No code in a repr."""
    code = announce_code(desk.vault, desk.counter)
    assert code.code not in repr(code)
