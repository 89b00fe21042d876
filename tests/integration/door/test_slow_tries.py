"""Whoever guesses waits, also after a restart; nobody is locked out for good."""

from datetime import timedelta

import pytest

from branch_app.composition.door import FrontDoor
from branch_app.domain.errors import TooManyTries, WrongKey
from branch_app.domain.values.vouching import Vouched
from branch_app.settings import DeviceFolders
from tests.fakes.branch import CLERK, OTHER_CLERK, SetClock, front_door


def _guess(door: FrontDoor, operator: str = CLERK.operator) -> None:
    with pytest.raises(WrongKey):
        door.sign_in(operator, "guessed wrong")


def _three_guesses(door: FrontDoor) -> None:
    for _ in range(3):
        _guess(door)


def test_after_three_wrong_tries_even_the_right_password_waits(door: FrontDoor, clock: SetClock) -> None:
    """Five seconds, told as a fact; a try made too early costs nothing."""
    _three_guesses(door)
    for _ in range(3):
        with pytest.raises(TooManyTries) as caught:
            door.sign_in(CLERK.operator, CLERK.password)
    assert {"seconds": 5} == caught.value.facts
    clock.advance(timedelta(seconds=5))
    door.sign_in(CLERK.operator, CLERK.password).close()


def test_each_further_try_waits_twice_as_long(door: FrontDoor, clock: SetClock) -> None:
    """5, 10, 20, 40, 80, 160, 300, 300 seconds."""
    _three_guesses(door)
    waits = []
    for _ in range(8):
        waits.append(door.wait_seconds(CLERK.operator))
        clock.advance(timedelta(seconds=waits[-1]))
        _guess(door)
    assert [5, 10, 20, 40, 80, 160, 300, 300] == waits


def test_a_right_password_begins_anew(door: FrontDoor) -> None:
    """Two slips, then right: the next three are free again."""
    _guess(door)
    _guess(door)
    door.sign_in(CLERK.operator, CLERK.password).close()
    _guess(door)
    _guess(door)
    assert 0 == door.wait_seconds(CLERK.operator)


def test_one_persons_guesses_hold_up_nobody_else(door: FrontDoor) -> None:
    """Counted by person."""
    _three_guesses(door)
    assert (5, 0) == (door.wait_seconds(CLERK.operator), door.wait_seconds(OTHER_CLERK.operator))
    door.sign_in(OTHER_CLERK.operator, OTHER_CLERK.password).close()


def test_a_restart_forgets_nothing(door: FrontDoor, folders: DeviceFolders, clock: SetClock) -> None:
    """The tries lie in the device's file."""
    _three_guesses(door)
    clock.advance(timedelta(seconds=2))
    again = front_door(folders, clock)
    with pytest.raises(TooManyTries) as caught:
        again.sign_in(CLERK.operator, CLERK.password)
    assert {"seconds": 3} == caught.value.facts


def test_a_reboot_begins_the_wait_anew(door: FrontDoor, folders: DeviceFolders, clock: SetClock) -> None:
    """The whole of it, from the first look; then it passes like any other."""
    _three_guesses(door)
    clock.boot, clock.monotonic = "boot-2", 50
    again = front_door(folders, clock)
    assert 5 == again.wait_seconds(CLERK.operator)
    clock.advance(timedelta(seconds=5))
    again.sign_in(CLERK.operator, CLERK.password).close()


def test_the_wall_clock_set_forward_helps_nobody(door: FrontDoor, clock: SetClock) -> None:
    """Only the monotonic clock counts."""
    _three_guesses(door)
    clock.wall += timedelta(hours=1)
    assert 5 == door.wait_seconds(CLERK.operator)


def test_a_try_cut_short_counts(door: FrontDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program ended while the password was looked at: that was a try."""

    class PowerCutError(BaseException):
        pass

    def cut(*_arguments: object) -> None:
        raise PowerCutError

    monkeypatch.setattr("db.vault.open_operator", cut)
    for _ in range(3):
        with pytest.raises(PowerCutError):
            door.sign_in(CLERK.operator, CLERK.password)
    assert 5 == door.wait_seconds(CLERK.operator)


def test_a_password_change_and_a_second_person_share_the_tries(door: FrontDoor) -> None:
    """It is one password, wherever it is asked for."""
    device = door.sign_in(CLERK.operator, CLERK.password)
    with pytest.raises(WrongKey):
        door.change_password(OTHER_CLERK.operator, "guessed wrong", "another password 9")
    with pytest.raises(WrongKey):
        device.second_persons.beside(OTHER_CLERK.operator, "guessed wrong", Vouched.VOID)
    _guess(door, OTHER_CLERK.operator)
    with pytest.raises(TooManyTries):
        device.second_persons.beside(OTHER_CLERK.operator, OTHER_CLERK.password, Vouched.VOID)
    device.close()
