"""The log read as tables: a row a job, a movement of money, what else the drawer saw, what took two persons.

The fold takes the log as it is and judges nothing, because an auditor needs the tables most when the log is odd.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from branch_app.domain.deciders.states import JobState
from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry
from branch_app.domain.values.identifiers import ApplicationId, IssueNumber, ItemId, JobId, SheetNumber
from branch_app.domain.values.payment import Means
from branch_app.exports.audit.act_rows import ActRow, act_row
from branch_app.exports.audit.drawer_rows import DrawerRow, drawer_row


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One copy: ``entry`` is where its number was given, times are ISO with zone, "" while it has not happened.

    ``sheets`` are all that left the tray for it, spoilt and lost ones included.
    """

    entry: int
    business_date: str
    number: IssueNumber
    job: JobId
    application: ApplicationId
    form: str
    item: ItemId
    certificate: str
    state: JobState
    prepared_at: str
    attempts: int = 0
    sheets: tuple[SheetNumber, ...] = ()
    reserved_at: str = ""
    printed_at: str = ""
    delivered_at: str = ""
    voided_at: str = ""
    void_reason: str = ""
    fee_yen: int = 0
    refunded_yen: int = 0


class Movement(Enum):
    """What happened at the till."""

    CHARGED = "charged"
    EXEMPT = "exempt"
    REFUNDED = "refunded"


@dataclass(frozen=True, slots=True)
class FeeRow:
    """One charge, exemption or refund, in yen; ``number`` names the voided copy of a refund."""

    entry: int
    business_date: str
    at: str
    movement: Movement
    application: ApplicationId
    form: str
    number: str = ""
    charged_yen: int = 0
    tendered_yen: int = 0
    change_yen: int = 0
    refunded_yen: int = 0
    means: Means = Means.CASH
    slip: str = ""


class Rows:
    """The tables so far; entries are added in log order."""

    def __init__(self) -> None:
        self.fees: list[FeeRow] = []
        self.drawer: list[DrawerRow] = []
        self.acts: list[ActRow] = []
        self._jobs: dict[JobId, IssueRow] = {}
        self._jobs_of: dict[ApplicationId, list[JobId]] = {}
        self._forms: dict[ApplicationId, str] = {}
        self._certificates: dict[ItemId, str] = {}
        self._copy_fees: dict[ItemId, int] = {}
        self._business_date = ""

    @property
    def issues(self) -> Iterator[IssueRow]:
        """One row a job, in the order their numbers were given."""
        return iter(self._jobs.values())

    def add(self, entry: Entry) -> None:
        """Take in the next entry."""
        act = act_row(entry, self._business_date)
        if act is not None:
            self.acts.append(act)
        match entry.event:
            case events.DayOpened() as event:
                self._business_date = event.business_date
            case events.ApplicationAccepted() as event:
                self._forms[event.application] = event.form
            case events.ItemRequested() as event:
                self._certificates[event.item] = event.certificate
            case events.ApplicationQuoted() as event:
                self._copy_fees |= {line.item: 0 if line.exempt else line.unit_fee_yen for line in event.lines}
            case events.ApplicationCharged() | events.ApplicationExempt() | events.ApplicationRefunded() as event:
                self._add_movement(entry, event)
            case events.DrawerEvent() as event:
                self.drawer.append(drawer_row(entry, event, self._business_date))
            case events.JobPrepared() as event:
                self._add_job(entry, event)
            case events.JobEvent() as event if event.job in self._jobs:
                self._jobs[event.job] = _after(self._jobs[event.job], event, entry.stamp.wall)

    def _add_job(self, entry: Entry, event: events.JobPrepared) -> None:
        self._jobs_of.setdefault(event.application, []).append(event.job)
        self._jobs[event.job] = IssueRow(
            entry=entry.seq,
            business_date=self._business_date,
            number=event.number,
            job=event.job,
            application=event.application,
            form=self._forms.get(event.application, ""),
            item=event.item,
            certificate=self._certificates.get(event.item, ""),
            state=JobState.PREPARED,
            prepared_at=entry.stamp.wall,
        )

    def _add_movement(
        self, entry: Entry, event: events.ApplicationCharged | events.ApplicationExempt | events.ApplicationRefunded
    ) -> None:
        form = self._forms.get(event.application, "")
        row = FeeRow(entry.seq, self._business_date, entry.stamp.wall, Movement.EXEMPT, event.application, form)
        match event:
            case events.ApplicationCharged():
                self._charge_jobs(event.application)
                money = {name: getattr(event, name) for name in ("charged_yen", "tendered_yen", "change_yen")}
                row = replace(row, movement=Movement.CHARGED, means=event.means, slip=event.slip, **money)
            case events.ApplicationRefunded():
                row = replace(row, movement=Movement.REFUNDED, refunded_yen=event.refunded_yen)
                row = replace(row, means=event.means, slip=event.slip)
                row = self._refund_job(row, event)
        self.fees.append(row)

    def _charge_jobs(self, application: ApplicationId) -> None:
        for job in self._jobs_of.get(application, ()):
            row = self._jobs[job]
            self._jobs[job] = replace(row, fee_yen=self._copy_fees.get(row.item, 0))

    def _refund_job(self, fee: FeeRow, event: events.ApplicationRefunded) -> FeeRow:
        row = self._jobs.get(event.job)
        if row is None:
            return fee
        self._jobs[event.job] = replace(row, refunded_yen=row.refunded_yen + event.refunded_yen)
        return replace(fee, number=row.number)


def _after(row: IssueRow, event: events.JobEvent, at: str) -> IssueRow:
    row = replace(row, state=JobState(event.kind.removeprefix("job.")))
    match event:
        case events.JobReserved():
            return replace(row, attempts=event.attempt, reserved_at=at)
        case events.JobPrinted():
            return replace(row, sheets=row.sheets + event.sheets, printed_at=at)
        case events.JobLost():
            return replace(row, sheets=row.sheets + event.sheets)
        case events.JobDelivered():
            return replace(row, delivered_at=at)
        case events.JobVoided():
            return replace(row, voided_at=at, void_reason=event.reason.value)
        case _:
            return row
