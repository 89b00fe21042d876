"""A half-filled form is kept for its owner only."""

import pytest

from branch_app.composition.door import FrontDoor
from branch_app.domain.errors import FileDamaged
from branch_app.settings import DeviceFolders
from db.drafts import SealedDraft
from tests.fakes.branch import CLERK, OTHER_CLERK, SetClock, front_door

FORM = "見本　太郎 昭和50年4月1日".encode()


@pytest.fixture
def kept(door: FrontDoor) -> FrontDoor:
    """clerk-1 left a form behind and locked."""
    device = door.sign_in(CLERK.operator, CLERK.password)
    device.drafts.keep(FORM)
    device.close()
    return door


def _taken(door: FrontDoor, operator: str, password: str) -> bytes | None:
    device = door.sign_in(operator, password)
    body = device.drafts.take()
    device.close()
    return body


def test_its_owner_finds_it_again(kept: FrontDoor, folders: DeviceFolders, clock: SetClock) -> None:
    """After a lock and after a restart, as often as it takes: taking it removes nothing."""
    assert FORM == _taken(kept, CLERK.operator, CLERK.password)
    assert FORM == _taken(front_door(folders, clock), CLERK.operator, CLERK.password)


def test_nobody_else_sees_it(kept: FrontDoor) -> None:
    """Another operator finds none of their own."""
    assert _taken(kept, OTHER_CLERK.operator, OTHER_CLERK.password) is None


def test_another_operators_keys_do_not_open_it(kept: FrontDoor, folders: DeviceFolders) -> None:
    """Not even with the file in hand: what every operator shares is not what it lies under."""
    (path,) = folders.drafts.iterdir()
    other = kept.sign_in(OTHER_CLERK.operator, OTHER_CLERK.password)
    for key in (other.drafts._key, other.ring.master, other.ring.make_key("print")):
        with pytest.raises(FileDamaged):
            SealedDraft(path, "suge-01", key).take()
    other.close()


def test_the_file_says_nothing(kept: FrontDoor, folders: DeviceFolders) -> None:
    """Neither its name nor its bytes name the clerk or the citizen."""
    (path,) = folders.drafts.iterdir()
    assert "clerk" not in path.name
    assert FORM not in path.read_bytes()
    assert 0o600 == path.stat().st_mode & 0o777


def test_it_survives_a_new_password(kept: FrontDoor) -> None:
    """The person's own key is sealed anew, the form stays where it is."""
    kept.change_password(CLERK.operator, CLERK.password, "another password 9")
    assert FORM == _taken(kept, CLERK.operator, "another password 9")


def test_the_newest_form_counts_until_it_is_discarded(kept: FrontDoor, folders: DeviceFolders) -> None:
    """One form a person; gone is gone, and to discard nothing is no error."""
    device = kept.sign_in(CLERK.operator, CLERK.password)
    device.drafts.keep(b"newer")
    assert (b"newer", 1) == (device.drafts.take(), len(list(folders.drafts.iterdir())))
    device.drafts.discard()
    device.drafts.discard()
    assert (None, 0) == (device.drafts.take(), len(list(folders.drafts.iterdir())))
    device.close()


@pytest.mark.parametrize("damage", [b"", b"MGDR1", b"something else entirely"])
def test_a_damaged_form_is_told_and_can_be_discarded(
    kept: FrontDoor, folders: DeviceFolders, damage: bytes
) -> None:
    """Never half a form."""
    (path,) = folders.drafts.iterdir()
    path.write_bytes(damage)
    device = kept.sign_in(CLERK.operator, CLERK.password)
    with pytest.raises(FileDamaged):
        device.drafts.take()
    device.drafts.discard()
    assert device.drafts.take() is None
    device.close()
