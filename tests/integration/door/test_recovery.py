"""Back in by telephone: head office keeps the code, a person there reads it out, and it is replaced afterwards."""

import shutil
from pathlib import Path

import pytest

from branch_app.composition.device_office import DeviceOffice
from branch_app.domain.errors import BadInput, CentralUnreachable, FileForeign, OperatorUnknown, WrongKey
from branch_app.settings import DeviceFolders
from branch_app.usecases.escrow_code import escrow_code
from db.slots import Holder
from db.vault_file import read_vault
from sync.central.models import RecoveryEscrow
from sync.central.trust.escrow import recovery_code
from tests.fakes.branch import CLERK, front_door
from tests.fakes.device import ignore_progress
from tests.integration.door.conftest import Outpost

NEW_PASSWORD = "a new password 10"  # noqa: S105 - of a test


def _serials(outpost: Outpost) -> set[str]:
    return {slot.name for slot in read_vault(outpost.folders.data).slots_of(Holder.RECOVERY)}


class _BreaksOff:
    """A head office that takes the code in, and whose answer is lost."""

    def __init__(self, outpost: Outpost) -> None:
        self._office = outpost.office(outpost.door())

    def escrow(self, serial: int, code: str) -> None:
        """Taken in, and never heard of again."""
        self._office.escrow(serial, code)
        raise CentralUnreachable(reason="ReadTimeout")


def test_the_first_run_leaves_a_code_with_head_office(outpost: Outpost) -> None:
    """Acknowledged, so there is one code and nothing more to do; nothing of it lies open at head office."""
    device = outpost.door().sign_in(CLERK.operator, CLERK.password)
    assert ({"1"}, False) == (_serials(outpost), device.recovery_codes.wanted())
    code = recovery_code(outpost.central, "suge-01")
    with outpost.central.database.connection_context():
        held = RecoveryEscrow.get()
    assert 48 == len(code.replace("-", ""))
    assert code.encode() not in bytes(held.sealed)
    assert int(outpost.watch.now.timestamp()) == held.told_at
    device.close()


def test_a_forgotten_password_is_replaced_by_telephone(outpost: Outpost) -> None:
    """The code that head office reads out opens, and the person chooses a new password."""
    code = recovery_code(outpost.central, "suge-01")
    door = outpost.door()
    door.recover(code, CLERK.operator, NEW_PASSWORD).close()
    with pytest.raises(WrongKey):
        door.sign_in(CLERK.operator, CLERK.password)
    door.sign_in(CLERK.operator, NEW_PASSWORD).close()


def test_a_code_that_was_read_out_is_replaced(outpost: Outpost) -> None:
    """It stays valid until head office has signed for the next one; then it opens nothing."""
    spoken = recovery_code(outpost.central, "suge-01")
    door = outpost.door()
    device = door.recover(spoken, CLERK.operator, NEW_PASSWORD)
    assert device.recovery_codes.wanted()
    assert escrow_code(outpost.office(door), device.recovery_codes)
    assert not escrow_code(outpost.office(door), device.recovery_codes)
    device.close()
    with pytest.raises(WrongKey):
        door.recover(spoken, CLERK.operator, "yet another 11")
    fresh = recovery_code(outpost.central, "suge-01")
    assert spoken != fresh
    door.recover(fresh, CLERK.operator, "yet another 11").close()


def test_the_next_synchronisation_replaces_it(outpost: Outpost) -> None:
    """Nobody has to think of it: entries go up, and a fresh code with them."""
    spoken = recovery_code(outpost.central, "suge-01")
    device = outpost.door().recover(spoken, CLERK.operator, NEW_PASSWORD)
    office = DeviceOffice(device, outpost.url)
    assert 0 == office.synchronise(ignore_progress).pending
    assert not device.recovery_codes.wanted()
    assert spoken != recovery_code(outpost.central, "suge-01")
    device.close()


def test_a_lost_acknowledgement_leaves_both_codes_valid(outpost: Outpost) -> None:
    """Neither side is ever without a code that opens; the next time settles it."""
    spoken = recovery_code(outpost.central, "suge-01")
    door = outpost.door()
    device = door.recover(spoken, CLERK.operator, NEW_PASSWORD)
    with pytest.raises(CentralUnreachable):
        escrow_code(_BreaksOff(outpost), device.recovery_codes)
    assert device.recovery_codes.wanted()
    device.close()
    held = recovery_code(outpost.central, "suge-01")
    assert spoken != held
    door.recover(spoken, CLERK.operator, NEW_PASSWORD).close()
    device = door.recover(held, CLERK.operator, NEW_PASSWORD)
    escrow_code(outpost.office(door), device.recovery_codes)
    assert 1 == len(_serials(outpost))
    device.close()
    door.recover(recovery_code(outpost.central, "suge-01"), CLERK.operator, NEW_PASSWORD).close()


def test_only_somebody_on_the_roster_comes_back_in(outpost: Outpost) -> None:
    """Looked up before anything is changed: whoever had a password keeps it, and the code is not worn out."""
    code = recovery_code(outpost.central, "suge-01")
    door = outpost.door()
    with pytest.raises(OperatorUnknown):
        door.recover(code, "nobody", NEW_PASSWORD)
    device = door.sign_in(CLERK.operator, CLERK.password)
    assert not device.recovery_codes.wanted()
    device.close()


def test_a_misheard_group_is_named_and_changes_nothing(outpost: Outpost) -> None:
    """The third group, read once more."""
    groups = recovery_code(outpost.central, "suge-01").split("-")
    groups[2] = groups[2][:-1] + str((int(groups[2][-1]) + 1) % 10)
    door = outpost.door()
    with pytest.raises(BadInput) as caught:
        door.recover("-".join(groups), CLERK.operator, NEW_PASSWORD)
    assert 3 == caught.value.facts["group"]
    door.sign_in(CLERK.operator, CLERK.password).close()


def test_forms_left_behind_are_gone(outpost: Outpost) -> None:
    """They lay under passwords that open nothing any more."""
    door = outpost.door()
    device = door.sign_in(CLERK.operator, CLERK.password)
    device.drafts.keep(b"half a form")
    device.close()
    back = door.recover(recovery_code(outpost.central, "suge-01"), CLERK.operator, NEW_PASSWORD)
    assert ([], None) == (list(outpost.folders.drafts.iterdir()), back.drafts.take())
    back.close()


def test_on_another_computer_the_vault_opens_and_the_log_waits(outpost: Outpost, tmp_path: Path) -> None:
    """A board broke: names and keys come back, but a log without its mark is a clone until there is a new epoch."""
    outpost.door().sign_in(CLERK.operator, CLERK.password).close()
    home = tmp_path / "elsewhere"
    shutil.copytree(outpost.folders.data, home / "data")
    door = front_door(DeviceFolders.below(home), outpost.clock)
    assert "suge-01" == door.device
    with pytest.raises(FileForeign) as caught:
        door.recover(recovery_code(outpost.central, "suge-01"), CLERK.operator, NEW_PASSWORD)
    assert "ledger-1.mark" == caught.value.facts["file"]
    assert [CLERK.operator] == [plate.id for plate in door.people() if plate.has_slot]


def test_a_device_that_sent_no_code_has_none(outpost: Outpost) -> None:
    """Said plainly at head office."""
    with pytest.raises(BadInput):
        recovery_code(outpost.central, "suge-02")
