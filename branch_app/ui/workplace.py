"""What the window works with: a branch with a door, and the workplace behind it once somebody is signed in.

Everything concrete is put together in composition; the window knows these protocols. The door needs nothing of what
is imported for the type checker alone, and is there the sooner.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from branch_app.domain.records.enrolment import Operator
from branch_app.ports import (
    AuditFolders,
    CardPresence,
    CardReader,
    CaseBook,
    Clock,
    CloseFolder,
    Drafts,
    MonthTables,
    NameImages,
    Pages,
    ReceiptPrinter,
    ReceiptRenderer,
    RetentionShredder,
    SlipRenderer,
    Sounder,
)
from branch_app.usecases.front_door import Door, Freshened, SecondPersons

if TYPE_CHECKING:
    from branch_app.ui.presenters.status import HeadOffice
    from branch_app.usecases.desk import Desk
    from branch_app.usecases.doctor import Report


class Bench(Protocol):
    """The training table beside the counter: cards to lay on, things that can go wrong with a printer."""

    def cards(self) -> Sequence[str]:
        """Names of those whose card can be laid on."""

    def lay(self, place: int) -> None:
        """Lay that card on the reader."""

    def take(self) -> None:
        """Take the card away."""

    def scenes(self) -> Sequence[str]:
        """Codes of what may happen to the next print."""

    def stage(self, scene: str) -> None:
        """Let it happen to the next print."""

    def clear(self) -> None:
        """Take out the jammed sheet, load paper, let the printer go on."""


class KeptLook(Protocol):
    """How the window looked last, on this device."""

    def read(self) -> str:
        """As ``keep`` got it; "" where there is none. Never raises: a window with the standard look is a window."""

    def keep(self, text: str) -> None:
        """For the next start; may raise a StoreError."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """One person at one counter.

    ``examine`` is the doctor's look at it, ``close`` closes this thread's files; ``bench`` is there in training
    only.
    """

    operator: Operator
    desk: "Desk"
    reader: CardReader
    presence: CardPresence
    names: NameImages
    pages: Pages
    sounder: Sounder
    receipt_renderer: ReceiptRenderer
    receipt_printer: ReceiptPrinter
    slip_renderer: SlipRenderer
    slip_printer: ReceiptPrinter
    office: "HeadOffice"
    second_persons: SecondPersons
    drafts: Drafts
    retention: RetentionShredder
    tables: MonthTables
    closes: CloseFolder
    audits: AuditFolders
    cases: CaseBook
    examine: "Callable[[], Report]"
    close: Callable[[], None]
    bench: Bench | None = None


Session = TypeVar("Session")


class Branch(Protocol[Session]):
    """One device, from the street to the counter."""

    @property
    def door(self) -> Door[Session]:
        """Who may come in."""

    @property
    def clock(self) -> Clock:
        """The device's time."""

    @property
    def training(self) -> bool:
        """Whether every paper says 見本."""

    @property
    def kept_look(self) -> KeptLook:
        """What the next start begins with."""

    def freshen(self) -> Freshened:
        """Restrictions, roster and policy, before anyone signs in; may wait for the line."""

    def examine(self) -> "Report":
        """The doctor's look as far as the device opens without a person; may wait for printer and line."""

    def workplace(self, session: Session) -> Workplace:
        """The counter of somebody who came in; loads what the door did not need."""
