"""A newcomer by head office's code, without a display, while a colleague is at work."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from branch_app.composition.device import Device
from branch_app.composition.door import FrontDoor
from branch_app.domain.errors import WrongKey
from branch_app.domain.records.enrolment import Role
from branch_app.domain.values.digit_groups import grouped
from branch_app.ui.presenters.admit import Admit, AdmitPresenter
from branch_app.ui.presenters.new_password import NewPassword, PasswordFault
from branch_app.ui.work import Lane
from sync.central.people import Newcomer, invite
from tests.fakes.branch import CLERK
from tests.fakes.waiting_work import WaitingWork
from tests.integration.door.conftest import Outpost

NEW = Newcomer("clerk-9", "新人　九子", (Role.CLERK,), date(2027, 3, 31))
OWN = NewPassword("my very own 9", "my very own 9")


@dataclass(frozen=True, slots=True)
class Asking:
    """Who is new here was asked; ``code`` is what head office told the newcomer."""

    presenter: AdmitPresenter[Device]
    door: FrontDoor
    code: str
    work: WaitingWork

    def type(self, code: str) -> None:
        """Group by group."""
        for place, digits in enumerate(code.split("-")):
            self.presenter.type_group(place, digits)


@pytest.fixture
def asking(outpost: Outpost) -> Iterator[Asking]:
    """A clerk is signed in."""
    code = invite(outpost.central, "C06", NEW, timedelta(days=7))
    door = outpost.door()
    assert outpost.freshen(door).fault is None
    device = door.sign_in(CLERK.operator, CLERK.password)
    work = WaitingWork()
    presenter = AdmitPresenter(door, lambda: device, work)
    presenter.ask()
    presenter.choose(NEW.id)
    yield Asking(presenter, door, code, work)
    device.close()


def test_a_newcomer_gets_a_password_of_their_own(asking: Asking) -> None:
    """They are told of, are new no more, and can sign in."""
    asking.type(asking.code)
    asking.presenter.admit(OWN)
    state = asking.presenter.state
    assert state.admitted is not None
    assert (NEW.id, NEW.name) == (state.admitted.id, state.admitted.name)
    assert NEW.id not in [person.id for person in state.people]
    asking.door.sign_in(NEW.id, OWN.first).close()


def test_only_people_without_a_password_are_listed(asking: Asking) -> None:
    """Whoever has one needs no code."""
    listed = [person.id for person in asking.presenter.state.people]
    assert NEW.id in listed
    assert CLERK.operator not in listed


def test_half_a_code_and_a_misheard_one_are_not_sent(asking: Asking) -> None:
    """Nothing is tried before every group is right."""
    asking.type(asking.code[:-1])
    asking.presenter.admit(OWN)
    asking.presenter.type_group(3, f"{asking.code[-6:-1]}{(int(asking.code[-1]) + 1) % 10}")
    asking.presenter.admit(OWN)
    assert ((3,), None, None) == (
        asking.presenter.state.code.wrong,
        asking.presenter.state.trouble,
        asking.presenter.state.admitted,
    )


def test_a_foreign_code_is_told(asking: Asking) -> None:
    """Well formed, but not theirs; the form stays."""
    asking.type(grouped([1, 2, 3, 4]))
    asking.presenter.admit(OWN)
    state = asking.presenter.state
    assert (WrongKey, NEW.id, False) == (type(state.trouble), state.chosen, state.busy)


def test_a_bad_password_spends_no_code(asking: Asking) -> None:
    """Told first; the code is good afterwards."""
    asking.type(asking.code)
    asking.presenter.admit(NewPassword("short", "short"))
    assert PasswordFault.SHORT is asking.presenter.state.password_fault
    asking.presenter.admit(OWN)
    assert asking.presenter.state.admitted is not None


def test_another_name_begins_anew(asking: Asking) -> None:
    """One person's digits are not the next one's; leaving forgets everything."""
    asking.type(asking.code)
    asking.presenter.choose("supervisor-1")
    assert "" == asking.presenter.state.code.code
    asking.presenter.leave()
    assert Admit() == asking.presenter.state


def test_what_comes_after_the_dialog_was_left_opens_nothing(asking: Asking) -> None:
    """Esc or the lock while the password is being set: the person is admitted, and the dialog stays away."""
    asking.type(asking.code)
    asking.work.hold(Lane.DESK)
    asking.presenter.admit(OWN)
    asking.presenter.leave()
    asking.work.let_go()
    assert Admit() == asking.presenter.state
    asking.door.sign_in(NEW.id, OWN.first).close()
