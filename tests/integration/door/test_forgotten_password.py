"""A forgotten password with a line: dismissed, invited, admitted; presenters, real stores, a running central."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from branch_app.composition.device import Device
from branch_app.composition.door import FrontDoor
from branch_app.domain.errors import WrongKey
from branch_app.domain.records.enrolment import Role
from branch_app.ui.presenters.admit import AdmitPresenter
from branch_app.ui.presenters.new_password import NewPassword
from branch_app.ui.presenters.sign_in import SignInPresenter, Way
from sync.central.people import Newcomer, dismiss, invite
from tests.fakes.branch import CLERK, OTHER_CLERK
from tests.fakes.direct_work import DirectWork
from tests.integration.door.conftest import Outpost

UNTIL = date(2027, 3, 31)
COLLEAGUE = Newcomer(OTHER_CLERK.operator, "受付　二郎", (Role.CLERK,), UNTIL)
FORGETFUL = Newcomer(CLERK.operator, "窓口　一枝", (Role.CLERK,), UNTIL)
KNOWN = NewPassword(OTHER_CLERK.password, OTHER_CLERK.password)
OWN = NewPassword("my very own 9", "my very own 9")
WEEK = timedelta(days=7)


@dataclass(slots=True)
class Counter:
    """One device with its door, and who came in by it last."""

    outpost: Outpost
    door: FrontDoor
    entered: list[Device]
    screen: SignInPresenter[Device]

    def come_in(self, operator: str, password: str) -> Device | None:
        """By the door; None for who is kept out."""
        before = len(self.entered)
        self.screen.arrive()
        self.screen.choose(operator)
        self.screen.sign_in(password)
        return self.entered[-1] if len(self.entered) > before else None

    def retry(self) -> None:
        """F5 at the door, a minute after head office did something."""
        self.outpost.pass_time(timedelta(minutes=1))
        self.screen.renew()

    def admit(self, beside: Device, who: Newcomer, code: str, password: NewPassword) -> AdmitPresenter[Device]:
        """Ctrl+H, F3 with a colleague at work."""
        presenter = AdmitPresenter(self.door, lambda: beside, DirectWork())
        presenter.ask()
        presenter.choose(who.id)
        for place, digits in enumerate(code.split("-")):
            presenter.type_group(place, digits)
        presenter.admit(password)
        return presenter

    def has_slot(self, operator: str) -> bool | None:
        """As the door shows it; None for who is not on it."""
        person = self.screen.state.person(operator)
        return person.has_slot if person else None


@pytest.fixture
def counter(outpost: Outpost) -> Iterator[Counter]:
    """Two clerks with passwords; the first one has a half-filled form here, and forgets the password."""
    door, entered = outpost.door(), list[Device]()
    screen = SignInPresenter(door, DirectWork(), lambda: outpost.freshen(door), entered.append, outpost.clock.now)
    made = Counter(outpost, door, entered, screen)
    code = invite(outpost.central, "C06", COLLEAGUE, WEEK)
    forgetful = made.come_in(CLERK.operator, CLERK.password)
    assert forgetful is not None
    assert made.admit(forgetful, COLLEAGUE, code, KNOWN).state.admitted is not None
    forgetful.drafts.keep(b"half filled")
    forgetful.close()
    yield made
    for device in entered:
        device.close()
    door.close()


def test_the_whole_way_back(counter: Counter) -> None:
    """Off the roster, on it again, a code beside a colleague, a new password; nobody else notices."""
    central = counter.outpost.central
    dismiss(central, "C06", CLERK.operator)
    counter.screen.arrive()
    counter.screen.choose(CLERK.operator)
    counter.retry()
    assert (None, None) == (counter.has_slot(CLERK.operator), counter.screen.state.chosen)
    assert counter.has_slot(COLLEAGUE.id) is True
    code = invite(central, "C06", FORGETFUL, WEEK)
    counter.retry()
    assert counter.has_slot(CLERK.operator) is False
    counter.screen.choose(CLERK.operator)
    assert Way.BESIDE is counter.screen.state.way
    colleague = counter.come_in(COLLEAGUE.id, KNOWN.first)
    assert colleague is not None
    size = colleague.ledger.head().size
    assert counter.admit(colleague, FORGETFUL, code, OWN).state.admitted is not None
    assert counter.come_in(CLERK.operator, CLERK.password) is None
    assert WrongKey is type(counter.screen.state.trouble)
    back = counter.come_in(CLERK.operator, OWN.first)
    assert back is not None
    assert (CLERK.operator, None) == (back.operator.id, back.drafts.take())
    assert back.ledger.head().size > size
    assert counter.come_in(COLLEAGUE.id, KNOWN.first) is not None


def test_dismissed_alone_lets_nobody_in(counter: Counter) -> None:
    """Before the invitation the old password opens nothing, and a code from before is nobody's."""
    dismiss(counter.outpost.central, "C06", CLERK.operator)
    counter.retry()
    assert counter.come_in(CLERK.operator, CLERK.password) is None
    code = invite(counter.outpost.central, "C06", FORGETFUL, WEEK)
    dismiss(counter.outpost.central, "C06", CLERK.operator)
    counter.retry()
    colleague = counter.come_in(COLLEAGUE.id, KNOWN.first)
    assert colleague is not None
    assert counter.admit(colleague, FORGETFUL, code, OWN).state.admitted is None


def test_the_invitation_counts_once(counter: Counter) -> None:
    """Read over somebody's shoulder, it sets no second password."""
    dismiss(counter.outpost.central, "C06", CLERK.operator)
    counter.retry()
    code = invite(counter.outpost.central, "C06", FORGETFUL, WEEK)
    counter.retry()
    colleague = counter.come_in(COLLEAGUE.id, KNOWN.first)
    assert colleague is not None
    assert counter.admit(colleague, FORGETFUL, code, OWN).state.admitted is not None
    with pytest.raises(WrongKey):
        counter.door.admit_by_code(colleague, CLERK.operator, code, "somebody else's 1")
    assert counter.come_in(CLERK.operator, OWN.first) is not None
