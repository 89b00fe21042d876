"""The door: fresh data first, then who comes in, by password, with a supervisor beside, or by telephone.

Also the lock: whoever was at work is chosen already, and somebody else may come in instead.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Generic, TypeVar

from branch_app.domain.errors import MadoguchiError
from branch_app.ui.presenters.presenter import Presenter
from branch_app.ui.work import Lane, Work
from branch_app.usecases.front_door import DataAges, Door, Doorplate, Freshened

Session = TypeVar("Session")


class Way(Enum):
    """How somebody comes in."""

    PASSWORD = "password"  # noqa: S105 - the name of a way in
    BESIDE = "beside"
    """First sign-in, with a supervisor beside."""
    TELEPHONE = "telephone"
    """Forgotten: the 48 digits that head office reads out."""
    NEW_PASSWORD = "new_password"  # noqa: S105 - the name of a way in


_NO_DATA = DataAges(None, None)


@dataclass(frozen=True, slots=True)
class SignIn:
    """``wait_s`` counts down to the chosen person's next try; ``locked_by`` is whose work lies behind the lock."""

    people: tuple[Doorplate, ...] = ()
    chosen: Doorplate | None = None
    way: Way = Way.PASSWORD
    wait_s: int = 0
    busy: bool = False
    freshening: bool = False
    ages: DataAges = _NO_DATA
    line_fault: MadoguchiError | None = None
    trouble: MadoguchiError | None = None
    done: Way | None = None
    locked_by: str = ""


class SignInPresenter(Presenter[SignIn], Generic[Session]):
    """One door. ``freshen`` pulls restrictions and roster; ``entered`` hears of whoever came in."""

    def __init__(
        self,
        door: Door[Session],
        work: Work,
        freshen: Callable[[], Freshened],
        entered: Callable[[Session], None],
    ) -> None:
        super().__init__(SignIn())
        self._door = door
        self._work = work
        self._freshen = freshen
        self._entered = entered

    def arrive(self, locked_by: str = "") -> None:
        """The screen comes up: names and ages at once, fresh data as soon as head office answers."""
        people = self._door.people()
        chosen = next((person for person in people if person.id == locked_by), None)
        self._become(SignIn(people=people, ages=self._door.data_ages(), locked_by=locked_by, freshening=True))
        if chosen is not None:
            self.choose(chosen.id)
        self._work.run(Lane.LINE, self._freshen, self._freshened, self._not_freshened)

    def choose(self, operator: str) -> None:
        """Whose turn it is; without a slot here it is their first time."""
        chosen = next((person for person in self.state.people if person.id == operator), None)
        if chosen is None or self.state.busy:
            return
        way = Way.PASSWORD if chosen.has_slot else Way.BESIDE
        self._change(chosen=chosen, way=way, trouble=None, done=None, wait_s=self._door.wait_seconds(operator))

    def go(self, way: Way) -> None:
        """Another way in."""
        if not self.state.busy:
            self._change(way=way, trouble=None, done=None)

    def tick(self) -> None:
        """Once a second: the wait grows shorter."""
        if self.state.wait_s and self.state.chosen:
            self._change(wait_s=self._door.wait_seconds(self.state.chosen.id))

    def sign_in(self, password: str) -> None:
        """By password."""
        operator = self._may_try()
        if operator:
            self._enter(lambda: self._door.sign_in(operator, password))

    def recover(self, code: str, password: str) -> None:
        """By the 48 digits, with a new password."""
        operator = self._may_try()
        if operator:
            self._enter(lambda: self._door.recover(code, operator, password))

    def admit_beside(self, supervisor: str, supervisor_password: str, password: str) -> None:
        """First sign-in with a supervisor beside; afterwards the new person signs in."""
        operator = self._may_try()
        if operator:
            self._settle(lambda: self._door.admit_beside(supervisor, supervisor_password, operator, password))

    def change_password(self, old: str, new: str) -> None:
        """Another password, on this device."""
        operator = self._may_try()
        if operator:
            self._settle(lambda: self._door.change_password(operator, old, new))

    def _may_try(self) -> str | None:
        chosen = self.state.chosen
        return chosen.id if chosen and not self.state.busy and not self.state.wait_s else None

    def _enter(self, way_in: Callable[[], Session]) -> None:
        self._change(busy=True, trouble=None)
        self._work.run(Lane.DESK, way_in, self._came_in, self._kept_out)

    def _came_in(self, session: Session) -> None:
        self._change(busy=False, locked_by="")
        self._entered(session)

    def _settle(self, deed: Callable[[], None]) -> None:
        way = self.state.way
        self._change(busy=True, trouble=None, done=None)

        def settled(_none: None) -> None:
            people = self._door.people()
            chosen = next((person for person in people if person.id == self._chosen_id()), None)
            self._change(busy=False, people=people, chosen=chosen, way=Way.PASSWORD, done=way)

        self._work.run(Lane.DESK, deed, settled, self._kept_out)

    def _kept_out(self, error: MadoguchiError) -> None:
        self._change(busy=False, trouble=error, wait_s=self._door.wait_seconds(self._chosen_id()))

    def _chosen_id(self) -> str:
        return self.state.chosen.id if self.state.chosen else ""

    def _freshened(self, result: Freshened) -> None:
        """The roster may have changed: who left it is no longer on the door."""
        people = self._door.people()
        kept = next((person for person in people if person.id == self._chosen_id()), None)
        self._become(
            replace(
                self.state,
                freshening=False,
                ages=result.ages,
                line_fault=result.fault,
                people=people,
                chosen=kept,
            )
        )

    def _not_freshened(self, error: MadoguchiError) -> None:
        self._change(freshening=False, line_fault=error)
