"""What stands between the street and the counter: names on the door, how old the data behind it are, who comes in.

The window knows the door by these protocols only.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from branch_app.domain.errors import MadoguchiError
from branch_app.domain.records.enrolment import Operator, Role
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.vouching import Challenge, Vouched
from branch_app.ports import Central, Drafts

AT_DESK = frozenset({Role.CLERK, Role.SUPERVISOR})
"""Roles that may serve citizens."""

Session = TypeVar("Session")


@dataclass(frozen=True, slots=True)
class Doorplate:
    """One person on today's roster; without a slot here their first sign-in is still to come."""

    id: str
    name: str
    roles: tuple[Role, ...]
    has_slot: bool


@dataclass(frozen=True, slots=True)
class DataAges:
    """Central's word for when each was true, and until when the policy lets that list of restrictions be used.

    None when there is none yet.
    """

    restrictions: datetime | None
    roster: datetime | None
    usable_until: datetime | None


@dataclass(frozen=True, slots=True)
class Freshened:
    """The ages after a pull, who lost their slot by it, and what kept the rest from coming."""

    ages: DataAges
    left: tuple[str, ...]
    fault: MadoguchiError | None


class SecondPersons(Protocol):
    """How somebody else says yes. Who did stands in the log before the act."""

    def beside(self, operator: str, password: str, action: Vouched) -> Pseudonym:
        """With a password of their own, at this device.

        Raises:
            TooManyTries, WrongKey, OperatorUnknown.
            SecondPersonNeeded: it is the same person.
        """

    def challenge(self, action: Vouched) -> Challenge:
        """For a supervisor at head office; the open one again while it still takes answers."""

    def by_telephone(self, supervisor: str, action: Vouched, code: str) -> Pseudonym:
        """The eight digits that head office read out for the open challenge.

        Raises:
            BadInput: not eight digits; it was not tried.
            AnswerWrong: ``left`` answers are still taken; at none, ask for a new challenge.
            TooManyTries.
            OperatorUnknown: no supervisor on the roster.
            SecondPersonNeeded: it is the same person.
        """


class SignedIn(Protocol):
    """One person at work."""

    @property
    def operator(self) -> Operator:
        """Who, with roles."""

    @property
    def drafts(self) -> Drafts:
        """This person's half-filled form."""

    @property
    def second_persons(self) -> SecondPersons:
        """For steps that need two."""

    def close(self) -> None:
        """Lock: close this thread's files."""


class Door(Protocol[Session]):
    """The front door; every call may raise a StoreError."""

    @property
    def device(self) -> str:
        """What this device is called on the telephone."""

    def people(self) -> tuple[Doorplate, ...]:
        """Everybody on the roster today."""

    def wait_seconds(self, operator: str) -> int:
        """How long until that person's next try."""

    def refuse_ended(self) -> None:
        """Raise DeviceLocked when head office trusts this device no more, whichever of its programs heard it."""

    def data_ages(self) -> DataAges:
        """Without asking anybody."""

    def freshen(self, central: Central) -> Freshened:
        """Restrictions, then roster and policy, from central; works before anyone has signed in."""

    def sign_in(self, operator: str, password: str) -> Session:
        """Unlock.

        Raises:
            TooManyTries, WrongKey, OperatorUnknown.
        """

    def admit_beside(self, supervisor: str, supervisor_password: str, operator: str, password: str) -> None:
        """First sign-in of ``operator``, who chooses ``password``, with a supervisor beside.

        Raises:
            TooManyTries, WrongKey: the supervisor's password.
            OperatorUnknown: not on the roster, or the one beside is no supervisor.
            BadInput: the new password is too short.
        """

    def admit_by_code(self, beside: Session, operator: str, code: str, password: str) -> None:
        """First sign-in of ``operator`` by head office's one-time code, while ``beside`` is signed in.

        Raises:
            TooManyTries, WrongKey: another code, or one that counted already or is past its day.
            OperatorUnknown: not on the roster.
            BadInput: a group of the code is mistyped, or the new password is too short.
        """

    def change_password(self, operator: str, old: str, new: str) -> None:
        """On this device only.

        Raises:
            TooManyTries, WrongKey, OperatorUnknown, BadInput.
        """

    def recover(self, code: str, operator: str, password: str) -> Session:
        """Back in by the 48 digits that head office reads out.

        Raises:
            BadInput: a misheard group, or too short a password.
            WrongKey, OperatorUnknown.
        """
