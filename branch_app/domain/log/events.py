"""What can happen at a counter. Each event is one kind of ledger entry; its fields are what the log says for good.

No event holds personal data: persons are pseudonyms, every other personal field is a commitment. Fields named
application, item, job, attempt and subject are lifted into the entry's header.
"""

from dataclasses import dataclass
from typing import ClassVar

from branch_app.domain.values.identifiers import (
    ApplicationId,
    Commitment,
    IssueNumber,
    ItemId,
    JobId,
    Pseudonym,
    SheetNumber,
)
from branch_app.domain.values.reasons import CashReason, PaperReason


@dataclass(frozen=True, slots=True)
class Event:
    """Root of all kinds."""

    kind: ClassVar[str]


@dataclass(frozen=True, slots=True)
class ApplicationEvent(Event):
    """Something happened to an application."""

    application: ApplicationId


@dataclass(frozen=True, slots=True)
class ItemEvent(ApplicationEvent):
    """Something happened to an item of an application."""

    item: ItemId


@dataclass(frozen=True, slots=True)
class JobEvent(Event):
    """Something happened to one copy."""

    job: JobId


@dataclass(frozen=True, slots=True)
class DeviceEnrolled(Event):
    """The device may write this log: office, device name, epoch and business-clock zone are fixed here."""

    kind = "device.enrolled"
    office: str
    device: str
    epoch: int


@dataclass(frozen=True, slots=True)
class RegisterSwitched(Event):
    """A replica generation came into use; ``as_of`` is the time central vouches for."""

    kind = "register.switched"
    register: str
    generation: int
    change_seq: int
    as_of: str
    rows: int


@dataclass(frozen=True, slots=True)
class OperatorSignedIn(Event):
    """An operator unlocked the device."""

    kind = "operator.signed_in"
    role: str


@dataclass(frozen=True, slots=True)
class ClockAccepted(Event):
    """Two persons, or central's signed time, set a new trusted time."""

    kind = "clock.accepted"
    wall: str
    second: Pseudonym | None


@dataclass(frozen=True, slots=True)
class DayOpened(Event):
    """開始: the drawer holds the float (釣銭準備金)."""

    kind = "day.opened"
    business_date: str
    float_yen: int


@dataclass(frozen=True, slots=True)
class StockReceived(Event):
    """Security or plain paper came in: ``first`` to ``first + count − 1`` when numbered."""

    kind = "stock.received"
    stock: str
    numbered: bool
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class NextSheetConfirmed(Event):
    """A person read the next number off the tray, after loading and after every jam."""

    kind = "stock.next_confirmed"
    stock: str
    next_number: int


@dataclass(frozen=True, slots=True)
class SheetsSpoilt(Event):
    """Sheets spoilt outside any job (test page, torn while loading)."""

    kind = "stock.spoilt"
    stock: str
    sheets: tuple[SheetNumber, ...]
    reason: PaperReason
    note: Commitment | None = None


@dataclass(frozen=True, slots=True)
class ApplicationAccepted(ApplicationEvent):
    """受付: a numbered 交付請求書."""

    kind = "application.accepted"
    form: str


@dataclass(frozen=True, slots=True)
class PinTried(Event):
    """One PIN try that this device itself judged or saw: ``left`` after it, −1 when the card has no limit."""

    kind = "card.pin_tried"
    card: Pseudonym
    card_kind: str
    accepted: bool
    left: int


@dataclass(frozen=True, slots=True)
class ApplicationIdentified(ApplicationEvent):
    """本人確認: how the applicant was identified, the evidence committed; without revocation: 失効未確認."""

    kind = "application.identified"
    subject: Pseudonym
    method: str
    evidence: Commitment
    revocation_checked: bool


@dataclass(frozen=True, slots=True)
class ItemRequested(ItemEvent):
    """One certificate in ``copies`` copies for a subject."""

    kind = "item.requested"
    subject: Pseudonym
    certificate: str
    copies: int
    purpose: Commitment


@dataclass(frozen=True, slots=True)
class ItemAuthorised(ItemEvent):
    """審査: entitled, unrestricted, data fresh; the subject's snapshot is committed and kept as an opening."""

    kind = "item.authorised"
    register: str
    generation: int
    change_seq: int
    as_of: str
    restrictions_version: int
    snapshot: Commitment


@dataclass(frozen=True, slots=True)
class ItemRefused(ItemEvent):
    """Refused; the reason itself is committed because it may reveal a restriction."""

    kind = "item.refused"
    reason: Commitment


@dataclass(frozen=True, slots=True)
class ItemPrepared(ItemEvent):
    """Every copy is rendered and checked; nothing is paid yet."""

    kind = "item.prepared"


@dataclass(frozen=True, slots=True)
class ItemRenderFailed(ItemEvent):
    """The paper could not be made."""

    kind = "item.render_failed"
    reason: str


@dataclass(frozen=True, slots=True)
class ItemCancelled(ItemEvent):
    """Withdrawn before payment."""

    kind = "item.cancelled"


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
class QuoteLine:
    """Unit fee in yen of one item as this office and channel charge it that day; exempt lines charge nothing."""

    item: ItemId
    unit_fee_yen: int
    copies: int
    exempt: bool
    exemption: Commitment | None


@dataclass(frozen=True, slots=True)
class ApplicationQuoted(ApplicationEvent):
    """手数料: every item is prepared or refused, the sum is known."""

    kind = "application.quoted"
    lines: tuple[QuoteLine, ...]
    total_yen: int


@dataclass(frozen=True, slots=True)
class ApplicationCharged(ApplicationEvent):
    """収納: cash in, change out."""

    kind = "application.charged"
    charged_yen: int
    tendered_yen: int
    change_yen: int


@dataclass(frozen=True, slots=True)
class ApplicationExempt(ApplicationEvent):
    """Nothing to pay."""

    kind = "application.exempt"


@dataclass(frozen=True, slots=True)
class ApplicationRefunded(ApplicationEvent):
    """還付: cash out, for one voided job, by two persons."""

    kind = "application.refunded"
    job: JobId
    refunded_yen: int
    second: Pseudonym


@dataclass(frozen=True, slots=True)
class ApplicationSettled(ApplicationEvent):
    """Every job ended."""

    kind = "application.settled"


@dataclass(frozen=True, slots=True)
class ApplicationCancelled(ApplicationEvent):
    """Withdrawn, or nothing could be issued."""

    kind = "application.cancelled"


@dataclass(frozen=True, slots=True)
class JobReserved(JobEvent):
    """The printer and the sheets are this attempt's; restrictions were looked at once more."""

    kind = "job.reserved"
    attempt: int
    printer: str
    stock: str
    sheets: tuple[SheetNumber, ...]
    restrictions_version: int


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
class JobReturned(JobEvent):
    """The citizen brought the paper back: the sheet counts as returned and then as spoilt."""

    kind = "job.returned"


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


@dataclass(frozen=True, slots=True)
class CashCount:
    """So many notes or coins of one denomination."""

    denomination_yen: int
    pieces: int


@dataclass(frozen=True, slots=True)
class DrawerCounted(Event):
    """The drawer was counted by denomination; a difference has its reason."""

    kind = "drawer.counted"
    counts: tuple[CashCount, ...]
    counted_yen: int
    expected_yen: int
    reason: CashReason | None
    note: Commitment | None = None


@dataclass(frozen=True, slots=True)
class DayClosed(Event):
    """締め: forms = log = cash = sheets, by two persons. These are the branch's claims; central folds its own."""

    kind = "day.closed"
    business_date: str
    applications: int
    delivered: int
    charged_yen: int
    refunded_yen: int
    counted_yen: int
    sheets_rest: int
    last_running: int
    second: Pseudonym


KINDS: dict[str, type[Event]] = {
    value.kind: value
    for value in tuple(globals().values())
    if isinstance(value, type) and issubclass(value, Event) and hasattr(value, "kind")
}
"""Every kind this build understands."""
