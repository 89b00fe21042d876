"""What the log says of the applications of the day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from branch_app.domain.deciders.states import (
    ENDED,
    IN_FLIGHT,
    ApplicationState,
    ItemState,
    JobState,
)
from branch_app.domain.errors import BadInput
from branch_app.domain.values.identifiers import (
    ApplicationId,
    Commitment,
    IssueNumber,
    ItemId,
    JobId,
    Pseudonym,
    SheetNumber,
)
from branch_app.domain.values.origin import Origin
from branch_app.domain.values.payment import Means

RUNNING_DIGITS = 6
NO_SNAPSHOT = Commitment("")
"""Until the item is authorised."""


def running_of(number: IssueNumber) -> int:
    """``C06-suge-01-1-000123`` is 123.

    Raises:
        BadInput: no number of ours.
    """
    tail = number.rpartition("-")[2]
    if not (tail.isascii() and tail.isdecimal() and len(tail) >= RUNNING_DIGITS):
        raise BadInput(at="number")
    return int(tail)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One print of a job: its sheets, and what became of it (printed, not_printed, lost, spoilt; "" while open)."""

    number: int
    sheets: tuple[SheetNumber, ...]
    outcome: str


@dataclass(frozen=True, slots=True)
class Job:
    """One copy; ``refund_due_yen`` stands from its voiding until the cash is given back."""

    id: JobId
    application: ApplicationId
    item: ItemId
    number: IssueNumber
    state: JobState
    pages: int
    file: Commitment
    subject_id: Commitment
    printer: str = ""
    printer_job: int = -1
    attempts: tuple[Attempt, ...] = ()
    refund_due_yen: int = 0

    @property
    def running(self) -> int:
        """The running number that its issue number ends with."""
        return running_of(self.number)

    @property
    def attempt(self) -> int:
        """Number of the latest attempt, 0 before the first."""
        return len(self.attempts)

    @property
    def ever_printed(self) -> bool:
        """Whether paper ever came out of it."""
        return any(attempt.outcome in {"printed", "spoilt", "lost"} for attempt in self.attempts)


@dataclass(frozen=True, slots=True)
class Item:
    """One certificate of one subject; ``purpose`` commits to what it is for, ``release`` to what was released."""

    id: ItemId
    application: ApplicationId
    subject: Pseudonym
    certificate: str
    copies: int
    state: ItemState
    snapshot: Commitment = NO_SNAPSHOT
    purpose: Commitment = NO_SNAPSHOT
    jobs: tuple[JobId, ...] = ()
    unit_fee_yen: int = 0
    exempt: bool = False
    release: Commitment | None = None

    @property
    def copy_fee_yen(self) -> int:
        """What one copy was charged."""
        return 0 if self.exempt else self.unit_fee_yen


@dataclass(frozen=True, slots=True)
class Application:
    """One form (交付請求書): ``method`` is how its applicant was identified, the rest how much was paid and how.

    ``refund_slips`` are the numbers under which a terminal gave money back since the form was taken or reopened.
    """

    id: ApplicationId
    form: str
    state: ApplicationState
    applicant: Pseudonym | None = None
    method: str = ""
    items: tuple[ItemId, ...] = ()
    total_yen: int = 0
    charged_yen: int = 0
    tendered_yen: int = 0
    change_yen: int = 0
    refunded_yen: int = 0
    receipts: int = 0
    means: Means = Means.CASH
    slip: str = ""
    origin: Origin = Origin.COUNTER
    refund_slips: tuple[str, ...] = ()


class Forms(Protocol):
    """All applications since the day opened, and the running number that never starts again within an epoch.

    ``unissued`` are the numbers of voided and cancelled copies: every other one that is not here any more was
    handed over on an earlier day.
    """

    __slots__ = ()

    @property
    def applications(self) -> Mapping[ApplicationId, Application]:
        """By id, in the order accepted."""

    @property
    def items(self) -> Mapping[ItemId, Item]:
        """By id, in the order requested."""

    @property
    def jobs(self) -> Mapping[JobId, Job]:
        """By id, in the order prepared."""

    @property
    def next_running(self) -> int:
        """What the next copy gets."""

    @property
    def unissued(self) -> frozenset[int]:
        """Numbers that no citizen ever had."""

    def application(self, application: ApplicationId) -> Application:
        """Raises BadInput when there is none."""
        try:
            return self.applications[application]
        except KeyError as error:
            raise BadInput(at="application") from error

    def item(self, item: ItemId) -> Item:
        """Raises BadInput when there is none."""
        try:
            return self.items[item]
        except KeyError as error:
            raise BadInput(at="item") from error

    def job(self, job: JobId) -> Job:
        """Raises BadInput when there is none."""
        try:
            return self.jobs[job]
        except KeyError as error:
            raise BadInput(at="job") from error

    def knows_form(self, form: str) -> bool:
        """Whether an application of the day came with the form of that number."""
        return any(application.form == form for application in self.applications.values())

    def items_of(self, application: ApplicationId) -> tuple[Item, ...]:
        """In the order requested."""
        return tuple(self.items[item] for item in self.application(application).items)

    def jobs_of(self, application: ApplicationId) -> tuple[Job, ...]:
        """In the order prepared."""
        return tuple(self.jobs[job] for item in self.items_of(application) for job in item.jobs)

    def in_flight(self) -> Iterator[Job]:
        """Jobs whose paper may be coming out of a printer."""
        return (job for job in self.jobs.values() if job.state in IN_FLIGHT)

    def open_jobs(self) -> Iterator[Job]:
        """Jobs that still ask for something."""
        return (job for job in self.jobs.values() if job.state not in ENDED)


@dataclass(frozen=True, slots=True)
class Issuance(Forms):
    """They as they stand behind one entry of the log."""

    applications: Mapping[ApplicationId, Application] = field(default_factory=dict)
    items: Mapping[ItemId, Item] = field(default_factory=dict)
    jobs: Mapping[JobId, Job] = field(default_factory=dict)
    next_running: int = 1
    unissued: frozenset[int] = frozenset()
