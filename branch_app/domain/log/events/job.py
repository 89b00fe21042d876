"""From number to 交付: what becomes of one copy."""

from dataclasses import dataclass

from branch_app.domain.log.events.base import DataUsed, Event, ItemEvent, JobEvent
from branch_app.domain.values.identifiers import Commitment, IssueNumber, JobId, Pseudonym, SheetNumber
from branch_app.domain.values.payment import Means
from branch_app.domain.values.reasons import PaperReason


@dataclass(frozen=True, slots=True)
class JobPrepared(ItemEvent):
    """One copy has its number and its immutable file: pages, digest and subject are committed."""

    kind = "job.prepared"
    job: JobId
    number: IssueNumber
    running: int
    pages: int
    file: Commitment
    subject_id: Commitment


@dataclass(frozen=True, slots=True)
class JobReserved(JobEvent):
    """The printer and the sheets are this attempt's; restrictions were looked at once more, in that list."""

    kind = "job.reserved"
    attempt: int
    printer: str
    stock: str
    sheets: tuple[SheetNumber, ...]
    restrictions: DataUsed


@dataclass(frozen=True, slots=True)
class ReprintAgreed(Event):
    """再印刷: paper of this copy came out before, or is gone; two persons agree to the next ``attempt``.

    No step of the copy: its reservation follows in the same decision.
    """

    kind = "job.reprint_agreed"
    job: JobId
    attempt: int
    second: Pseudonym


@dataclass(frozen=True, slots=True)
class JobSpooled(JobEvent):
    """The printer took the file, or may have: ``printer_job`` is −1 when its answer was lost."""

    kind = "job.spooled"
    attempt: int
    printer_job: int


@dataclass(frozen=True, slots=True)
class JobPrinted(JobEvent):
    """Paper came out. ``decided_by`` is printer or person."""

    kind = "job.printed"
    attempt: int
    sheets: tuple[SheetNumber, ...]
    decided_by: str


@dataclass(frozen=True, slots=True)
class JobNotPrinted(JobEvent):
    """Nothing came out; the sheets go back to the rest."""

    kind = "job.not_printed"
    attempt: int
    decided_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class JobUnknown(JobEvent):
    """Nobody knows yet; a person must look."""

    kind = "job.unknown"
    attempt: int
    reason: str


@dataclass(frozen=True, slots=True)
class JobLost(JobEvent):
    """A sheet left the tray and cannot be found."""

    kind = "job.lost"
    attempt: int
    sheets: tuple[SheetNumber, ...]
    reason: PaperReason
    note: Commitment | None = None


@dataclass(frozen=True, slots=True)
class JobSpoilt(JobEvent):
    """書損: paper came out and may not be handed over."""

    kind = "job.spoilt"
    attempt: int
    reason: PaperReason
    note: Commitment | None = None


@dataclass(frozen=True, slots=True)
class JobChecked(JobEvent):
    """照合: page count and subject agree."""

    kind = "job.checked"
    attempt: int
    pages: int


@dataclass(frozen=True, slots=True)
class JobDelivered(JobEvent):
    """交付."""

    kind = "job.delivered"


@dataclass(frozen=True, slots=True)
class JobUncollected(JobEvent):
    """Nobody took it by the close."""

    kind = "job.uncollected"


@dataclass(frozen=True, slots=True)
class JobWithheld(JobEvent):
    """A hold arrived between print and hand-over."""

    kind = "job.withheld"


@dataclass(frozen=True, slots=True)
class JobReopened(ItemEvent):
    """A copy handed over on an earlier day is taken up again, because its paper came back.

    The log's fold forgets what has ended, so the entry says again what the entries of that day said: whose it was,
    on which ``sheets``, its fee, and the form's money so far. Head office holds both against each other.
    """

    kind = "job.reopened"
    job: JobId
    number: IssueNumber
    form: str
    subject: Pseudonym
    certificate: str
    pages: int
    file: Commitment
    subject_id: Commitment
    sheets: tuple[SheetNumber, ...]
    copy_fee_yen: int
    charged_yen: int
    refunded_yen: int
    receipts: int
    means: Means
    slip: str


@dataclass(frozen=True, slots=True)
class JobReturned(JobEvent):
    """The citizen brought the paper back: the sheets it was printed on count as returned and then as spoilt."""

    kind = "job.returned"
    sheets: tuple[SheetNumber, ...]


@dataclass(frozen=True, slots=True)
class JobVoided(JobEvent):
    """取消: by two persons, with the reason; ``office_fault`` decides the refund."""

    kind = "job.voided"
    reason: PaperReason
    office_fault: bool
    second: Pseudonym
    note: Commitment | None = None


@dataclass(frozen=True, slots=True)
class JobCancelled(JobEvent):
    """Withdrawn before anything was reserved; its number is accounted for."""

    kind = "job.cancelled"
