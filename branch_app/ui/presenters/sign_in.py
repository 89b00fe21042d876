"""The door: fresh data first, then who comes in, by password, with a supervisor beside, or by telephone.

Also the lock: whoever was at work is chosen already, and somebody else may come in instead.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Generic, TypeVar

from branch_app.domain.errors import DeviceLocked, MadoguchiError, StoreError
from branch_app.domain.records.enrolment import Role
from branch_app.ui.presenters.code_groups import CodeGroups
from branch_app.ui.presenters.new_password import NewPassword, PasswordFault
from branch_app.ui.presenters.presenter import Presenter
from branch_app.ui.work import Lane, Work
from branch_app.usecases.front_door import DataAges, Door, Doorplate, Freshened
from branch_app.usecases.level import Level

RECOVERY_GROUPS = 8

Session = TypeVar("Session")


class Way(Enum):
    """How somebody comes in."""

    PASSWORD = "password"  # noqa: S105 - the name of a way in
    BESIDE = "beside"
    """First sign-in, with a supervisor beside."""
    TELEPHONE = "telephone"
    """Forgotten: the 48 digits that head office reads out."""
    NEW_PASSWORD = "new_password"  # noqa: S105 - the name of a way in


class LockCause(Enum):
    """Why nobody is at work."""

    KEY = "key"
    IDLE = "idle"


@dataclass(frozen=True, slots=True)
class Lock:
    """Whose work lies behind the lock, since when; ``kept`` when a half-filled form was put away for them."""

    operator: str
    since: datetime
    cause: LockCause
    kept: bool


_NO_DATA = DataAges(None, None, None)
_NO_CODE = CodeGroups.empty(RECOVERY_GROUPS)


@dataclass(frozen=True, slots=True)
class SignIn:
    """``wait_s`` counts down to the next try of whoever's password is asked for.

    ``beside`` is the supervisor of a first sign-in; ``data`` how usable the restrictions are; ``closed`` when the
    device's own files do not open, which only the telephone can help.
    """

    people: tuple[Doorplate, ...] = ()
    chosen: Doorplate | None = None
    beside: str = ""
    way: Way = Way.PASSWORD
    code: CodeGroups = _NO_CODE
    wait_s: int = 0
    busy: bool = False
    freshening: bool = False
    ages: DataAges = _NO_DATA
    data: Level = Level.UNKNOWN
    line_fault: MadoguchiError | None = None
    trouble: MadoguchiError | None = None
    password_fault: PasswordFault | None = None
    done: Way | None = None
    lock: Lock | None = None
    closed: bool = False

    @property
    def stopped(self) -> DeviceLocked | None:
        """Head office trusts this device no more: nobody comes in."""
        said = (self.trouble, self.line_fault)
        return next((each for each in said if isinstance(each, DeviceLocked)), None)

    @property
    def supervisors(self) -> tuple[Doorplate, ...]:
        """Who could stand beside."""
        others = (person for person in self.people if person is not self.chosen)
        return tuple(person for person in others if person.has_slot and Role.SUPERVISOR in person.roles)

    @property
    def locked_by(self) -> Doorplate | None:
        """Who was at work."""
        return self.person(self.lock.operator) if self.lock else None

    def choosing(self, operator: str) -> "SignIn":
        """That person's turn, by their password, or by their first sign-in when they have none here."""
        chosen = self.person(operator)
        if chosen is None:
            return replace(self, chosen=None, way=Way.PASSWORD)
        return replace(self, chosen=chosen).going(Way.PASSWORD if chosen.has_slot else Way.BESIDE)

    def going(self, way: Way) -> "SignIn":
        """That way, from its beginning."""
        beside = next((person.id for person in self.supervisors), "")
        return replace(
            self, way=way, beside=beside, code=_NO_CODE, trouble=None, password_fault=None, done=None, wait_s=0
        )

    def listing(self, people: tuple[Doorplate, ...]) -> "SignIn":
        """Another roster: who left it is no longer on the door, who lost their slot comes in anew."""
        before = self.chosen
        listed = replace(self, people=people)
        chosen = listed.person(before.id) if before else None
        if before is None or chosen is None or chosen.has_slot is not before.has_slot:
            return listed.choosing(chosen.id if chosen else "")
        return replace(listed, chosen=chosen)

    def person(self, operator: str) -> Doorplate | None:
        """On today's roster; None otherwise."""
        return next((person for person in self.people if person.id == operator), None)


class SignInPresenter(Presenter[SignIn], Generic[Session]):
    """One door.

    Args:
        door: of this device.
        work: where it may take its time.
        freshen: pulls restrictions and roster.
        entered: hears of whoever came in.
        now: the time on the wall.
    """

    def __init__(
        self,
        door: Door[Session],
        work: Work,
        freshen: Callable[[], Freshened],
        entered: Callable[[Session], None],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(SignIn())
        self._door = door
        self._work = work
        self._freshen = freshen
        self._entered = entered
        self.now = now

    @property
    def device(self) -> str:
        """What to call this device on the telephone."""
        return self._door.device

    def arrive(self, lock: Lock | None = None) -> None:
        """The screen comes up: names and ages at once, fresh data as soon as head office answers."""
        try:
            state = SignIn(people=self._door.people(), lock=lock, freshening=True)
            state = self._aged(state, self._door.data_ages())
            self._door.refuse_ended()
        except DeviceLocked as error:
            state = replace(state, trouble=error)
        except StoreError as error:
            self._become(SignIn(closed=True, trouble=error, way=Way.TELEPHONE))
            return
        self._become(self._waiting(state.choosing(lock.operator)) if lock else state)
        self._ask()

    def renew(self) -> None:
        """Ask head office, once more if need be."""
        if not self.state.freshening and not self.state.closed:
            self._change(freshening=True)
            self._ask()

    def choose(self, operator: str) -> None:
        """Whose turn it is; without a slot here it is their first time."""
        if not self.state.busy and any(person.id == operator for person in self.state.people):
            self._become(self._waiting(self.state.choosing(operator)))

    def choose_beside(self, supervisor: str) -> None:
        """Which supervisor stands beside."""
        if not self.state.busy and any(person.id == supervisor for person in self.state.supervisors):
            self._become(self._waiting(replace(self.state, beside=supervisor, trouble=None)))

    def go(self, way: Way) -> None:
        """Another way in."""
        if not self.state.busy and not self.state.closed:
            self._become(self._waiting(self.state.going(way)))

    def back(self) -> None:
        """To the way that this person comes in by as a rule."""
        if self.state.chosen is not None:
            self.choose(self.state.chosen.id)

    def type_group(self, place: int, digits: str) -> None:
        """A group of the 48 digits as it stands now."""
        self._change(code=self.state.code.typed(place, digits))

    def tick(self) -> None:
        """Once a second: the wait grows shorter, and with its end its message goes."""
        if self.state.wait_s:
            state = self._waiting(self.state)
            self._become(state if state.wait_s else replace(state, trouble=None))

    def sign_in(self, password: str) -> None:
        """By password."""
        operator = self._may_try()
        if operator and password:
            self._enter(lambda: self._door.sign_in(operator, password))

    def recover(self, password: NewPassword, staff_number: str = "") -> None:
        """By the 48 digits, with a new password; a staff number only where no names can be shown."""
        operator, code = self._may_try() or staff_number, self.state.code.code
        if operator and code and not self.state.busy and self._accepts(password):
            self._enter(lambda: self._door.recover(code, operator, password.first))

    def admit_beside(self, supervisor_password: str, password: NewPassword) -> None:
        """First sign-in with a supervisor beside; afterwards the new person signs in."""
        operator, supervisor = self._may_try(), self.state.beside
        if operator and supervisor and self._accepts(password):
            self._settle(lambda: self._door.admit_beside(supervisor, supervisor_password, operator, password.first))

    def change_password(self, old: str, password: NewPassword) -> None:
        """Another password, on this device."""
        operator = self._may_try()
        if operator and old and self._accepts(password):
            self._settle(lambda: self._door.change_password(operator, old, password.first))

    def complain(self, error: MadoguchiError) -> None:
        """Whoever came in could not be given a counter."""
        self._change(busy=False, trouble=error)

    def _ask(self) -> None:
        self._work.run(
            Lane.LINE, lambda: (self._freshen(), self._door.people()), self._freshened, self._not_freshened
        )

    def _may_try(self) -> str | None:
        chosen = self.state.chosen
        return chosen.id if chosen and not self.state.busy and not self.state.wait_s else None

    def _accepts(self, password: NewPassword) -> bool:
        self._change(password_fault=password.fault)
        return password.fault is None

    def _enter(self, way_in: Callable[[], Session]) -> None:
        self._change(busy=True, trouble=None, password_fault=None)
        self._work.run(Lane.DESK, way_in, self._came_in, self._kept_out)

    def _came_in(self, session: Session) -> None:
        """Busy until somebody arrives anew, because the workplace behind the door is still being laid out."""
        self._change(code=_NO_CODE)
        self._entered(session)

    def _settle(self, deed: Callable[[], None]) -> None:
        way = self.state.way
        self._change(busy=True, trouble=None, password_fault=None, done=None)

        def job() -> tuple[Doorplate, ...]:
            deed()
            return self._door.people()

        def settled(people: tuple[Doorplate, ...]) -> None:
            state = replace(self.state, busy=False).listing(people)
            self._become(replace(state.going(Way.PASSWORD), done=way))

        self._work.run(Lane.DESK, job, settled, self._kept_out)

    def _kept_out(self, error: MadoguchiError) -> None:
        self._become(self._waiting(replace(self.state, busy=False, trouble=error)))

    def _waiting(self, state: SignIn) -> SignIn:
        """A code over the telephone is long enough to need no wait."""
        tried = {Way.TELEPHONE: "", Way.BESIDE: state.beside}.get(
            state.way, state.chosen.id if state.chosen else ""
        )
        return replace(state, wait_s=self._door.wait_seconds(tried) if tried else 0)

    def _aged(self, state: SignIn, ages: DataAges) -> SignIn:
        if ages.usable_until is None or ages.usable_until < self.now():
            return replace(state, ages=ages, data=Level.BAD)
        return replace(state, ages=ages, data=Level.NOTICE if state.line_fault else Level.GOOD)

    def _freshened(self, came: tuple[Freshened, tuple[Doorplate, ...]]) -> None:
        result, people = came
        state = replace(self.state, freshening=False, line_fault=result.fault)
        self._become(self._aged(state.listing(people), result.ages))

    def _not_freshened(self, error: MadoguchiError) -> None:
        state = replace(self.state, freshening=False, line_fault=error)
        self._become(self._aged(state, state.ages))
