"""Who may come in: on the roster, with a slot here and the right password."""

from datetime import timedelta

import pytest

from branch_app.composition.door import FrontDoor
from branch_app.domain.errors import BadInput, OperatorUnknown, WrongKey
from branch_app.domain.records.enrolment import Role
from branch_app.settings import DeviceFolders
from tests.fakes.branch import CLERK, OTHER_CLERK, SetClock, front_door


def test_the_door_names_everybody_on_the_roster(door: FrontDoor) -> None:
    """Name, roles, and whether they have a slot here; nobody has signed in yet."""
    shown = {plate.id: (plate.name, plate.roles, plate.has_slot) for plate in door.people()}
    assert ("窓口　一枝", (Role.CLERK,), True) == shown["clerk-1"]
    assert ("係長　三恵", (Role.CLERK, Role.SUPERVISOR), False) == shown["supervisor-1"]
    assert "suge-01" == door.device


def test_a_right_password_opens(door: FrontDoor) -> None:
    """The device is in that person's hands, with their roles."""
    device = door.sign_in(CLERK.operator, CLERK.password)
    assert ("clerk-1", (Role.CLERK,)) == (device.operator.id, device.operator.roles)
    device.close()


def test_one_after_the_other_on_one_device(door: FrontDoor) -> None:
    """Lock and operator switch: the log goes on in the other's name."""
    first = door.sign_in(CLERK.operator, CLERK.password)
    first.close()
    second = door.sign_in(OTHER_CLERK.operator, OTHER_CLERK.password)
    assert first.journal.operator != second.journal.operator
    assert first.journal.state.size + 1 == second.journal.state.size
    second.close()


@pytest.mark.parametrize("operator", ["nobody", "supervisor-1"])
def test_a_stranger_or_one_without_a_slot_stays_outside(door: FrontDoor, operator: str) -> None:
    """No try is counted for a name that has no password here."""
    for _ in range(5):
        with pytest.raises(OperatorUnknown):
            door.sign_in(operator, "some password")
    assert 0 == door.wait_seconds(operator)


def test_past_the_last_day_nobody_comes_in(folders: DeviceFolders, clock: SetClock) -> None:
    """The computer's own date refuses; it takes nobody's slot, because a clock may be wrong."""
    clock.advance(timedelta(days=366 * 80))
    door = front_door(folders, clock)
    with pytest.raises(OperatorUnknown):
        door.sign_in(CLERK.operator, CLERK.password)
    clock.advance(timedelta(days=-366 * 80))
    door.sign_in(CLERK.operator, CLERK.password).close()


def test_a_new_password_counts_and_the_old_one_no_more(door: FrontDoor) -> None:
    """On this device only; it asks for the old one."""
    with pytest.raises(WrongKey):
        door.change_password(CLERK.operator, "not the old one", "another password 9")
    door.change_password(CLERK.operator, CLERK.password, "another password 9")
    with pytest.raises(WrongKey):
        door.sign_in(CLERK.operator, CLERK.password)
    door.sign_in(CLERK.operator, "another password 9").close()


def test_a_new_password_is_not_too_short(door: FrontDoor) -> None:
    """Refused before the old one is tried; the old one stays."""
    with pytest.raises(BadInput):
        door.change_password(CLERK.operator, CLERK.password, "seven77")
    door.sign_in(CLERK.operator, CLERK.password).close()
