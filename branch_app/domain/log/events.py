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


@dataclass(frozen=True, slots=True)
class Event:
    """Root of all kinds."""

    kind: ClassVar[str]


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
    reason: str


@dataclass(frozen=True, slots=True)
class ApplicationAccepted(Event):
    """受付: a numbered 交付請求書."""

    kind = "application.accepted"
    application: ApplicationId
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
class ApplicationIdentified(Event):
    """本人確認: how the applicant was identified, the evidence committed; without revocation: 失効未確認."""

    kind = "application.identified"
    application: ApplicationId
    subject: Pseudonym
    method: str
    evidence: Commitment
    revocation_checked: bool


@dataclass(frozen=True, slots=True)
class ItemRequested(Event):
    """One certificate in ``copies`` copies for a subject."""

    kind = "item.requested"
    application: ApplicationId
    item: ItemId
    subject: Pseudonym
    certificate: str
    copies: int
    purpose: Commitment


@dataclass(frozen=True, slots=True)
class ItemAuthorised(Event):
    """審査: entitled, unrestricted, data fresh; the subject's snapshot is committed and kept as an opening."""

    kind = "item.authorised"
    application: ApplicationId
    item: ItemId
    register: str
    generation: int
    change_seq: int
    as_of: str
    restrictions_version: int
    snapshot: Commitment


@dataclass(frozen=True, slots=True)
class ItemRefused(Event):
    """Refused; the reason itself is committed because it may reveal a restriction."""

    kind = "item.refused"
    application: ApplicationId
    item: ItemId
    reason: Commitment


@dataclass(frozen=True, slots=True)
class ItemPrepared(Event):
    """Every copy is rendered and checked; nothing is paid yet."""

    kind = "item.prepared"
    application: ApplicationId
    item: ItemId


@dataclass(frozen=True, slots=True)
class ItemRenderFailed(Event):
    """The paper could not be made."""

    kind = "item.render_failed"
    application: ApplicationId
    item: ItemId
    reason: str


@dataclass(frozen=True, slots=True)
class ItemCancelled(Event):
    """Withdrawn before payment."""

    kind = "item.cancelled"
    application: ApplicationId
    item: ItemId


@dataclass(frozen=True, slots=True)
class JobPrepared(Event):
    """One copy has its number and its immutable file: pages, digest and subject are committed."""

    kind = "job.prepared"
    application: ApplicationId
    item: ItemId
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
class ApplicationQuoted(Event):
    """手数料: every item is prepared or refused, the sum is known."""

    kind = "application.quoted"
    application: ApplicationId
    lines: tuple[QuoteLine, ...]
    total_yen: int


@dataclass(frozen=True, slots=True)
class ApplicationCharged(Event):
    """収納: cash in, change out."""

    kind = "application.charged"
    application: ApplicationId
    charged_yen: int
    tendered_yen: int
    change_yen: int


@dataclass(frozen=True, slots=True)
class ApplicationExempt(Event):
    """Nothing to pay."""

    kind = "application.exempt"
    application: ApplicationId


@dataclass(frozen=True, slots=True)
class ApplicationRefunded(Event):
    """還付: cash out, for one voided job, by two persons."""

    kind = "application.refunded"
    application: ApplicationId
    job: JobId
    refunded_yen: int
    second: Pseudonym


@dataclass(frozen=True, slots=True)
class ApplicationSettled(Event):
    """Every job ended."""

    kind = "application.settled"
    application: ApplicationId


@dataclass(frozen=True, slots=True)
class ApplicationCancelled(Event):
    """Withdrawn, or nothing could be issued."""

    kind = "application.cancelled"
    application: ApplicationId


@dataclass(frozen=True, slots=True)
class JobReserved(Event):
    """The printer and the sheets are this attempt's; restrictions were looked at once more."""

    kind = "job.reserved"
    job: JobId
    attempt: int
    printer: str
    stock: str
    sheets: tuple[SheetNumber, ...]
    restrictions_version: int


@dataclass(frozen=True, slots=True)
class JobSpooled(Event):
    """The printer took the file, or may have: ``printer_job`` is −1 when its answer was lost."""

    kind = "job.spooled"
    job: JobId
    attempt: int
    printer_job: int


@dataclass(frozen=True, slots=True)
class JobPrinted(Event):
    """Paper came out. ``decided_by`` is printer or person."""

    kind = "job.printed"
    job: JobId
    attempt: int
    sheets: tuple[SheetNumber, ...]
    decided_by: str


@dataclass(frozen=True, slots=True)
class JobNotPrinted(Event):
    """Nothing came out; the sheets go back to the rest."""

    kind = "job.not_printed"
    job: JobId
    attempt: int
    decided_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class JobUnknown(Event):
    """Nobody knows yet; a person must look."""

    kind = "job.unknown"
    job: JobId
    attempt: int
    reason: str


@dataclass(frozen=True, slots=True)
class JobLost(Event):
    """A sheet left the tray and cannot be found."""

    kind = "job.lost"
    job: JobId
    attempt: int
    sheets: tuple[SheetNumber, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class JobSpoilt(Event):
    """書損: paper came out and may not be handed over."""

    kind = "job.spoilt"
    job: JobId
    attempt: int
    reason: str


@dataclass(frozen=True, slots=True)
class JobChecked(Event):
    """照合: page count and subject agree."""

    kind = "job.checked"
    job: JobId
    attempt: int
    pages: int


@dataclass(frozen=True, slots=True)
class JobDelivered(Event):
    """交付."""

    kind = "job.delivered"
    job: JobId


@dataclass(frozen=True, slots=True)
class JobUncollected(Event):
    """Nobody took it by the close."""

    kind = "job.uncollected"
    job: JobId


@dataclass(frozen=True, slots=True)
class JobWithheld(Event):
    """A hold arrived between print and hand-over."""

    kind = "job.withheld"
    job: JobId


@dataclass(frozen=True, slots=True)
class JobReturned(Event):
    """The citizen brought the paper back: the sheet counts as returned and then as spoilt."""

    kind = "job.returned"
    job: JobId


@dataclass(frozen=True, slots=True)
class JobVoided(Event):
    """取消: by two persons, with the reason; ``office_fault`` decides the refund."""

    kind = "job.voided"
    job: JobId
    reason: str
    office_fault: bool
    second: Pseudonym


@dataclass(frozen=True, slots=True)
class JobCancelled(Event):
    """Withdrawn before anything was reserved; its number is accounted for."""

    kind = "job.cancelled"
    job: JobId


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
    reason: str | None


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


KINDS: dict[str, type[Event]] = {cls.kind: cls for cls in Event.__subclasses__()}
