"""First sign-in of somebody new by head office's one-time code, while a colleague is signed in."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from branch_app.domain.errors import MadoguchiError
from branch_app.domain.records.enrolment import ADMISSION_GROUPS
from branch_app.ui.presenters.code_groups import CodeGroups
from branch_app.ui.presenters.new_password import NewPassword, PasswordFault
from branch_app.ui.presenters.presenter import Presenter
from branch_app.ui.work import Lane, Work
from branch_app.usecases.front_door import Door, Doorplate

Session = TypeVar("Session")

_NO_CODE = CodeGroups.empty(ADMISSION_GROUPS)


@dataclass(frozen=True, slots=True)
class Admit:
    """``people`` are those on the roster without a password here; ``admitted`` is who got one just now."""

    shown: bool = False
    people: tuple[Doorplate, ...] = ()
    chosen: str = ""
    code: CodeGroups = _NO_CODE
    busy: bool = False
    trouble: MadoguchiError | None = None
    password_fault: PasswordFault | None = None
    admitted: Doorplate | None = None


class AdmitPresenter(Presenter[Admit], Generic[Session]):
    """``session`` is whoever is signed in now and lends the open keys."""

    def __init__(self, door: Door[Session], session: Callable[[], Session], work: Work) -> None:
        super().__init__(Admit())
        self._door = door
        self._session = session
        self._work = work

    def ask(self) -> None:
        """Show who is new here."""
        self._become(self._listed(Admit(shown=True)))

    def choose(self, operator: str) -> None:
        """Whose code it is."""
        if not self.state.busy and any(person.id == operator for person in self.state.people):
            self._change(chosen=operator, code=_NO_CODE, trouble=None, password_fault=None, admitted=None)

    def type_group(self, place: int, digits: str) -> None:
        """A group of the code as it stands now."""
        self._change(code=self.state.code.typed(place, digits), trouble=None)

    def admit(self, password: NewPassword) -> None:
        """With the whole code and the password that the new person chose."""
        operator, code = self.state.chosen, self.state.code.code
        if not operator or not code or self.state.busy:
            return
        self._change(password_fault=password.fault, trouble=None, admitted=None)
        if password.fault is None:
            session = self._session()
            self._change(busy=True)
            self._work.run(
                Lane.DESK,
                lambda: self._door.admit_by_code(session, operator, code, password.first),
                lambda _none: self._admitted(operator),
                self._not_admitted,
            )

    def leave(self) -> None:
        """Close it."""
        self._become(Admit())

    def _admitted(self, operator: str) -> None:
        if not self.state.shown:
            return
        person = next(each for each in self.state.people if each.id == operator)
        self._become(self._listed(Admit(shown=True, admitted=person)))

    def _not_admitted(self, error: MadoguchiError) -> None:
        if self.state.shown:
            self._change(busy=False, trouble=error)

    def _listed(self, state: Admit) -> Admit:
        people = tuple(person for person in self._door.people() if not person.has_slot)
        return replace(state, people=people, chosen=people[0].id if people else "")
