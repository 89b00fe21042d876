"""What a device keeps of the people who work on it, their keys aside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from branch_app.domain.records.enrolment import Enrolment
from branch_app.domain.records.paper_trust import PaperStanding
from branch_app.domain.records.policy import PolicyBundle
from branch_app.domain.rules.slow_down import WrongTries
from branch_app.domain.values.vouching import Challenge, Vouched


class EnrolmentStore(Protocol):
    """Roster, with the rest of what central fixed for this device."""

    def enrolment(self) -> Enrolment:
        """Of the newest epoch.

        Raises:
            KeyMissing: not enrolled.
        """

    def enrol(
        self, enrolment: Enrolment, policies: Sequence[PolicyBundle] = (), papers: PaperStanding | None = None
    ) -> None:
        """Keep what central says now, new tables and the standing of our papers with it, or nothing of it.

        Raises:
            DataStale: it is older than the one held for the same log, or than the tables held; those stand.
        """


class Slots(Protocol):
    """Who can open this device."""

    def operators(self) -> tuple[str, ...]:
        """Ids of those who can."""

    def retire(self, operator: str) -> bool:
        """Take that person's slot with what was kept for them; False when it is the last one, which stays."""


class Passwords(Protocol):
    """Whose password is right on this device."""

    def operators(self) -> tuple[str, ...]:
        """Ids of those who have one here."""

    def check(self, operator: str, password: str) -> None:
        """Nothing but a look.

        Raises:
            OperatorUnknown: nobody of that id has one here.
            WrongKey: another password.
        """


class TryBook(Protocol):
    """Wrong tries by name, kept where a restart does not forget them."""

    def change(self, name: str, change: Callable[[WrongTries], WrongTries]) -> WrongTries:
        """Read, change and keep in one transaction; what ``change`` raises passes, and nothing is kept."""

    def forget(self, name: str) -> None:
        """A right try ends the row."""


class ChallengeBook(Protocol):
    """Challenges that were ever shown here; each counts once."""

    def newest(self) -> Challenge | None:
        """The last one shown, whatever became of it."""

    def add(self, challenge: Challenge) -> None:
        """Show a new one.

        Raises:
            OutOfOrder: these digits were shown before.
        """

    def use(self, action: Vouched) -> Challenge:
        """The newest one with one try fewer, kept before the answer is looked at.

        Raises:
            AnswerWrong: it takes no more answers, or is for another act.
        """

    def end(self, digits: str) -> None:
        """It was answered rightly and takes no more answers."""


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """48 digits to be kept at head office and then forgotten; ``serial`` names them."""

    serial: int
    code: str = field(repr=False)


class RecoveryCodes(Protocol):
    """The codes that open this device without a password."""

    def wanted(self) -> bool:
        """Whether head office holds no code that is secret still: none yet, or the last one was read out."""

    def announce(self) -> RecoveryCode:
        """A new code; whatever codes there were stay valid until ``acknowledge``."""

    def newest(self) -> int:
        """Serial of the code that was announced last; 0 without any."""

    def acknowledge(self, serial: int) -> None:
        """Head office holds that code: every other one goes."""


class Drafts(Protocol):
    """A half-filled form of the person signed in; nobody else can open it."""

    def keep(self, body: bytes) -> None:
        """Put it away encrypted, in place of the one before.

        Raises:
            DiskFull: the one before stands.
        """

    def take(self) -> bytes | None:
        """What was kept; it stays until ``discard`` or the next ``keep``, so that a crash in between costs nothing.

        Raises:
            FileDamaged: altered; only ``discard`` helps.
        """

    def discard(self) -> None:
        """No more draft; no error when there was none."""
