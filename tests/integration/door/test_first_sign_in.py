"""A person's first sign-in at a device: by head office's code, or a supervisor beside; they choose the password."""

from datetime import date, timedelta

import pytest

from branch_app.composition.door import FrontDoor
from branch_app.domain.errors import BadInput, OperatorUnknown, TooManyTries, WrongKey
from branch_app.domain.records.enrolment import Role
from branch_app.domain.values.digit_groups import grouped
from db.vault import Credentials
from sync.central.people import Newcomer, invite
from tests.fakes.branch import CLERK, OTHER_CLERK
from tests.integration.door.conftest import Outpost

NEW = Newcomer("clerk-9", "新人　九子", (Role.CLERK,), date(2027, 3, 31))
PASSWORD = "my very own 9"  # noqa: S105 - of a test
SUPERVISOR = Credentials("supervisor-1", "a supervisor's own")
WRONG = grouped([1, 2, 3, 4])


def _invited(outpost: Outpost) -> tuple[FrontDoor, str]:
    code = invite(outpost.central, "C06", NEW, timedelta(days=7))
    door = outpost.door()
    outpost.freshen(door)
    return door, code


def test_a_code_lets_a_newcomer_in(outpost: Outpost) -> None:
    """Invited at head office, pulled, admitted while a clerk is signed in; from then on by their own password."""
    door, code = _invited(outpost)
    clerk = door.sign_in(CLERK.operator, CLERK.password)
    door.admit_by_code(clerk, NEW.id, code, PASSWORD)
    clerk.close()
    device = door.sign_in(NEW.id, PASSWORD)
    assert (NEW.id, NEW.name) == (device.operator.id, device.operator.name)
    device.close()


def test_a_code_counts_once(outpost: Outpost) -> None:
    """Whoever finds the slip of paper afterwards changes nobody's password, also after a restart."""
    door, code = _invited(outpost)
    clerk = door.sign_in(CLERK.operator, CLERK.password)
    door.admit_by_code(clerk, NEW.id, code, PASSWORD)
    with pytest.raises(WrongKey):
        outpost.door().admit_by_code(clerk, NEW.id, code, "somebody else's 1")
    clerk.close()
    door.sign_in(NEW.id, PASSWORD).close()


def test_a_code_is_good_until_its_day(outpost: Outpost) -> None:
    """A week; then head office gives another."""
    door, code = _invited(outpost)
    outpost.pass_time(timedelta(days=7, seconds=1))
    clerk = door.sign_in(CLERK.operator, CLERK.password)
    with pytest.raises(WrongKey):
        door.admit_by_code(clerk, NEW.id, code, PASSWORD)
    clerk.close()


def test_a_new_code_replaces_the_old_one_and_a_forgotten_password(outpost: Outpost) -> None:
    """Invited again: the new code counts, the old one no more; a form kept under the old password is gone."""
    door, first = _invited(outpost)
    clerk = door.sign_in(CLERK.operator, CLERK.password)
    door.admit_by_code(clerk, NEW.id, first, PASSWORD)
    newcomer = door.sign_in(NEW.id, PASSWORD)
    newcomer.drafts.keep(b"half a form")
    newcomer.close()
    _, second = _invited(outpost)
    with pytest.raises(WrongKey):
        door.admit_by_code(clerk, NEW.id, first, "another password 9")
    door.admit_by_code(clerk, NEW.id, second, "another password 9")
    clerk.close()
    again = door.sign_in(NEW.id, "another password 9")
    assert again.drafts.take() is None
    again.close()


def test_guessing_a_code_slows_down(outpost: Outpost) -> None:
    """Three free tries, then five seconds; a mistyped group is told and is no try."""
    door, code = _invited(outpost)
    clerk = door.sign_in(CLERK.operator, CLERK.password)
    for _ in range(4):
        with pytest.raises(BadInput):
            door.admit_by_code(clerk, NEW.id, code[:-1] + str((int(code[-1]) + 1) % 10), PASSWORD)
    for _ in range(3):
        with pytest.raises(WrongKey):
            door.admit_by_code(clerk, NEW.id, WRONG, PASSWORD)
    with pytest.raises(TooManyTries):
        door.admit_by_code(clerk, NEW.id, code, PASSWORD)
    outpost.clock.advance(timedelta(seconds=5))
    door.admit_by_code(clerk, NEW.id, code, PASSWORD)
    clerk.close()


def test_without_an_invitation_no_code_is_right(outpost: Outpost) -> None:
    """Somebody on the roster whom nobody invited, and somebody not on it."""
    door = outpost.door()
    clerk = door.sign_in(CLERK.operator, CLERK.password)
    with pytest.raises(WrongKey):
        door.admit_by_code(clerk, OTHER_CLERK.operator, WRONG, PASSWORD)
    with pytest.raises(OperatorUnknown):
        door.admit_by_code(clerk, "nobody", WRONG, PASSWORD)
    clerk.close()


def test_too_short_a_password_spends_no_code(outpost: Outpost) -> None:
    """Refused before the code is looked at."""
    door, code = _invited(outpost)
    clerk = door.sign_in(CLERK.operator, CLERK.password)
    with pytest.raises(BadInput):
        door.admit_by_code(clerk, NEW.id, code, "short")
    door.admit_by_code(clerk, NEW.id, code, PASSWORD)
    clerk.close()


@pytest.fixture
def supervised(door: FrontDoor) -> FrontDoor:
    """The supervisor has a slot; nobody is signed in."""
    device = door.sign_in(CLERK.operator, CLERK.password)
    device.vault.add_operator(device.ring, SUPERVISOR)
    device.close()
    return door


def test_a_supervisor_beside_lets_somebody_in(supervised: FrontDoor) -> None:
    """Nobody need be signed in; the new person chooses the password, the supervisor's stays as it was."""
    supervised.admit_beside(SUPERVISOR.operator, SUPERVISOR.password, "auditor-1", PASSWORD)
    for operator, password in (("auditor-1", PASSWORD), (SUPERVISOR.operator, SUPERVISOR.password)):
        supervised.sign_in(operator, password).close()


def test_a_clerk_beside_is_not_enough(supervised: FrontDoor) -> None:
    """Only a supervisor lets people in; nor does a stranger come in with one."""
    with pytest.raises(OperatorUnknown):
        supervised.admit_beside(CLERK.operator, CLERK.password, "auditor-1", PASSWORD)
    with pytest.raises(OperatorUnknown):
        supervised.admit_beside(SUPERVISOR.operator, SUPERVISOR.password, "nobody", PASSWORD)


def test_a_wrong_password_beside_slows_down(supervised: FrontDoor) -> None:
    """It is the supervisor's password that is guessed."""
    for _ in range(3):
        with pytest.raises(WrongKey):
            supervised.admit_beside(SUPERVISOR.operator, "guessed wrong", "auditor-1", PASSWORD)
    assert 5 == supervised.wait_seconds(SUPERVISOR.operator)
    with pytest.raises(OperatorUnknown):
        supervised.sign_in("auditor-1", PASSWORD)
