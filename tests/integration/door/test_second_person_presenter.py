"""The second person's dialog without a display: real passwords beside, real answers from head office."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from branch_app.composition.device import Device
from branch_app.composition.door import FrontDoor
from branch_app.domain.errors import AnswerWrong, WrongKey
from branch_app.domain.log.events import OperatorVouched
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.vouching import Vouched, VouchedBy
from branch_app.ui.presenters.second_person import Circle, Manner, SecondPerson, SecondPersonPresenter
from sync.central.trust.vouching import vouch
from tests.fakes.branch import CLERK, OTHER_CLERK
from tests.fakes.direct_work import DirectWork
from tests.integration.door.conftest import Outpost

SUPERVISOR = "supervisor-1"


@dataclass(slots=True)
class Asked:
    """A presenter over one person's desk, and whom it named."""

    door: FrontDoor
    device: Device
    named: list[Pseudonym] = field(default_factory=list)
    presenter: SecondPersonPresenter = field(init=False)

    def __post_init__(self) -> None:
        circle = Circle(self.door.people, self.device.operator.id, self.device.second_persons)
        self.presenter = SecondPersonPresenter(lambda: circle, DirectWork())

    @property
    def state(self) -> SecondPerson:
        """As shown."""
        return self.presenter.state

    def ask(self, action: Vouched = Vouched.VOID) -> None:
        """Somebody else is needed."""
        self.presenter.ask(action, self.named.append)

    def offered(self) -> list[str]:
        """Ids of those who may say yes."""
        return [person.id for person in self.state.people]

    def vouched(self) -> OperatorVouched:
        """The newest entry of the log."""
        with self.device.ledger.exclusive() as writer:
            event = writer.entries(writer.head().size - 1)[0].event
        assert isinstance(event, OperatorVouched)
        return event


@pytest.fixture
def together(door: FrontDoor) -> Iterator[Asked]:
    """Two clerks have a password here; one is at work."""
    device = door.sign_in(CLERK.operator, CLERK.password)
    yield Asked(door, device)
    device.close()


@pytest.fixture
def alone(outpost: Outpost) -> Iterator[Asked]:
    """A one-clerk office with a head office."""
    door = outpost.door()
    device = door.sign_in(CLERK.operator, CLERK.password)
    yield Asked(door, device)
    device.close()


def _read_back(outpost: Outpost, asked: Asked, action: Vouched = Vouched.VOID) -> str:
    challenge = asked.state.challenge
    assert challenge is not None
    return vouch(outpost.central, "suge-01", SUPERVISOR, action, challenge.digits).replace(" ", "")


def test_a_colleague_beside_types_their_password(together: Asked) -> None:
    """Nobody vouches for themselves; who said yes is in the log, and the dialog is gone."""
    together.ask()
    assert (Manner.BESIDE, [OTHER_CLERK.operator]) == (together.state.manner, together.offered())
    together.presenter.answer(OTHER_CLERK.password)
    assert (None, together.named) == (together.state.action, [together.vouched().second])
    assert (VouchedBy.PASSWORD, Vouched.VOID) == (together.vouched().method, together.vouched().action)


def test_a_wrong_password_stays_and_is_told(together: Asked) -> None:
    """Nothing happened; the same person may try again."""
    together.ask()
    together.presenter.answer("guessed wrong")
    assert (WrongKey, Vouched.VOID, []) == (type(together.state.trouble), together.state.action, together.named)
    together.presenter.answer(OTHER_CLERK.password)
    assert 1 == len(together.named)


def test_giving_up_does_nothing(together: Asked) -> None:
    """No act, no name; what is typed afterwards reaches nobody."""
    together.ask()
    together.presenter.give_up()
    together.presenter.answer(OTHER_CLERK.password)
    assert (SecondPerson(), []) == (together.state, together.named)


def test_the_telephone_may_be_chosen_instead(together: Asked) -> None:
    """Supervisors on the roster, with or without a password here; a number to read out is there at once."""
    together.ask()
    together.presenter.go(Manner.TELEPHONE)
    assert [SUPERVISOR] == together.offered()
    assert together.state.challenge is not None
    together.presenter.go(Manner.BESIDE)
    assert ([OTHER_CLERK.operator], None) == (together.offered(), together.state.challenge)


def test_with_nobody_else_here_it_is_the_telephone_at_once(outpost: Outpost, alone: Asked) -> None:
    """One key less in a one-clerk office: the challenge stands there, the answer is typed, done."""
    alone.ask(Vouched.CLOSE)
    assert (Manner.TELEPHONE, [SUPERVISOR]) == (alone.state.manner, alone.offered())
    alone.presenter.answer(_read_back(outpost, alone, Vouched.CLOSE))
    assert (None, [alone.vouched().second]) == (alone.state.action, alone.named)
    assert (VouchedBy.TELEPHONE, Vouched.CLOSE) == (alone.vouched().method, alone.vouched().action)


def test_a_misheard_answer_costs_one_try(outpost: Outpost, alone: Asked) -> None:
    """The same challenge still stands, with one try less; the right answer to it is taken."""
    alone.ask()
    right, before = _read_back(outpost, alone), alone.state.challenge
    alone.presenter.answer(f"{(int(right) + 1) % 10**8:08d}")
    after = alone.state.challenge
    assert before is not None
    assert after is not None
    assert (before.digits, before.tries_left - 1, AnswerWrong) == (
        after.digits,
        after.tries_left,
        type(alone.state.trouble),
    )
    alone.presenter.answer(right)
    assert 1 == len(alone.named)


def test_half_an_answer_is_no_try(alone: Asked) -> None:
    """Enter pressed too early."""
    alone.ask()
    before = alone.state
    for typed in ("", "1234", "1234567"):
        alone.presenter.answer(typed)
    assert before == alone.state


def test_an_answer_for_another_act_is_none(outpost: Outpost, alone: Asked) -> None:
    """What head office said about a void closes no day."""
    alone.ask(Vouched.VOID)
    for_a_void = _read_back(outpost, alone, Vouched.VOID)
    alone.presenter.give_up()
    alone.ask(Vouched.CLOSE)
    alone.presenter.answer(for_a_void)
    assert (AnswerWrong, []) == (type(alone.state.trouble), alone.named)
