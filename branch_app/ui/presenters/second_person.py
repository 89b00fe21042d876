"""もう一人の確認: a second person with a password beside the first, or a supervisor on the telephone."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from branch_app.domain.errors import MadoguchiError
from branch_app.domain.records.enrolment import Role
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.vouching import ANSWER_DIGITS, GRAVE, Challenge, Vouched
from branch_app.ui.presenters.presenter import Presenter
from branch_app.ui.work import Lane, Work
from branch_app.usecases.front_door import AT_DESK, Doorplate, SecondPersons

Heard = TypeVar("Heard")


class Manner(Enum):
    """How the second person says yes."""

    BESIDE = "beside"
    TELEPHONE = "telephone"


@dataclass(frozen=True, slots=True)
class SecondPerson:
    """``action`` is None while nobody is asked for; ``people`` are those who may say yes in that manner."""

    action: Vouched | None = None
    manner: Manner = Manner.BESIDE
    people: tuple[Doorplate, ...] = ()
    chosen: str = ""
    challenge: Challenge | None = None
    busy: bool = False
    trouble: MadoguchiError | None = None


@dataclass(frozen=True, slots=True)
class Circle:
    """Who could be asked: everybody on the roster, and who is signed in and so cannot vouch for themselves."""

    people: Callable[[], tuple[Doorplate, ...]]
    operator: str
    persons: SecondPersons


class SecondPersonPresenter(Presenter[SecondPerson]):
    """Asks once for one act; ``then`` gets the second person's stand-in."""

    def __init__(self, circle: Callable[[], Circle], work: Work) -> None:
        super().__init__(SecondPerson())
        self._circle = circle
        self._work = work
        self._then: Callable[[Pseudonym], None] = lambda _second: None
        self._asked = 0

    def ask(self, action: Vouched, then: Callable[[Pseudonym], None]) -> None:
        """Somebody else is needed for this."""
        self._then = then
        self._asked += 1
        self._become(SecondPerson(action))
        self.go(Manner.BESIDE if self._who(Manner.BESIDE) else Manner.TELEPHONE)

    def go(self, manner: Manner) -> None:
        """The other manner; by telephone a number is made up to be read out."""
        action = self.state.action
        if action is None or self.state.busy:
            return
        people = self._who(manner)
        chosen = people[0].id if people else ""
        self._change(manner=manner, people=people, chosen=chosen, challenge=None, trouble=None)
        if manner is Manner.TELEPHONE:
            self._challenge(action)

    def choose(self, operator: str) -> None:
        """Who it is."""
        if any(person.id == operator for person in self.state.people):
            self._change(chosen=operator, trouble=None)

    def answer(self, typed: str) -> None:
        """Their password, or the digits that they read out."""
        action, chosen, persons = self.state.action, self.state.chosen, self._circle().persons
        if action is None or not chosen or self.state.busy or not typed:
            return
        self._change(busy=True, trouble=None)
        if self.state.manner is Manner.BESIDE:
            self._run(lambda: persons.beside(chosen, typed, action))
        elif len(typed) == ANSWER_DIGITS:
            self._run(lambda: persons.by_telephone(chosen, action, typed))
        else:
            self._change(busy=False)

    def give_up(self) -> None:
        """Nobody is there: the act does not happen, even where somebody's yes is on its way."""
        self._asked += 1
        self._then = lambda _second: None
        self._become(SecondPerson())

    def _who(self, manner: Manner) -> tuple[Doorplate, ...]:
        circle = self._circle()
        others = (person for person in circle.people() if person.id != circle.operator)
        if manner is Manner.TELEPHONE:
            return tuple(person for person in others if Role.SUPERVISOR in person.roles)
        if self.state.action in GRAVE:
            others = (person for person in others if Role.SUPERVISOR in person.roles)
        return tuple(person for person in others if person.has_slot and AT_DESK & set(person.roles))

    def _run(self, says_yes: Callable[[], Pseudonym]) -> None:
        self._work.run(Lane.DESK, says_yes, self._if_still_asked(self._agreed), self._if_still_asked(self._refused))

    def _if_still_asked(self, hear: Callable[[Heard], None]) -> Callable[[Heard], None]:
        """A yes was said to one act and may not reach another one."""
        asked = self._asked

        def heard(word: Heard) -> None:
            if asked == self._asked:
                hear(word)

        return heard

    def _challenge(self, action: Vouched) -> None:
        persons = self._circle().persons
        self._work.run(
            Lane.DESK,
            lambda: persons.challenge(action),
            self._if_still_asked(self._challenged),
            self._if_still_asked(lambda error: self._change(trouble=error)),
        )

    def _agreed(self, second: Pseudonym) -> None:
        then, self._then = self._then, lambda _second: None
        self._become(SecondPerson())
        then(second)

    def _challenged(self, challenge: Challenge) -> None:
        if self.state.manner is Manner.TELEPHONE:
            self._change(challenge=challenge)

    def _refused(self, error: MadoguchiError) -> None:
        self._change(busy=False, trouble=error)
        action = self.state.action
        if self.state.manner is Manner.TELEPHONE and action is not None:
            self._challenge(action)
