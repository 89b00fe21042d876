"""What the log says of a copy that its fold has forgotten: of a form that ended on an earlier day."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from branch_app.domain.deciders.issuance.evolve import evolve
from branch_app.domain.deciders.issuance.printing import returned
from branch_app.domain.deciders.issuance.state import Issuance
from branch_app.domain.errors import BadInput
from branch_app.domain.log import events
from branch_app.domain.values.identifiers import ApplicationId, ItemId, JobId, SheetNumber
from branch_app.domain.values.payment import Means


def reopen(state: Issuance, reopened: events.JobReopened) -> tuple[events.Event, ...]:
    """返却 of a paper handed over on an earlier day: the copy is taken up again, and its paper is back.

    Raises:
        BadInput: the number was never given, is open today, or was voided or cancelled.
    """
    return (reopened, *returned(evolve(state, reopened), reopened.job))


def reopened(happened: Iterable[events.Event], application: ApplicationId, job: JobId) -> events.JobReopened:
    """The copy and its form as those events leave them; events of other forms may lie between them.

    Raises:
        BadInput: they do not tell of this copy from 受付 to 交付.
    """
    told = _Told(application, job)
    for event in happened:
        told.hear(event)
    return told.reopened()


@dataclass(slots=True)
class _Told:
    application: ApplicationId
    job: JobId
    form: str | None = None
    prepared: events.JobPrepared | None = None
    sheets: tuple[SheetNumber, ...] = ()
    requested: dict[ItemId, events.ItemRequested] = field(default_factory=dict)
    fees: dict[ItemId, int] = field(default_factory=dict)
    charged_yen: int = 0
    refunded_yen: int = 0
    receipts: int = 0
    means: Means = Means.CASH
    slip: str = ""

    def hear(self, event: events.Event) -> None:
        """Take in the next event."""
        match event:
            case events.JobPrepared(job=job) if job == self.job:
                self.prepared = event
            case events.JobPrinted(job=job) if job == self.job:
                self.sheets = event.sheets
            case events.ApplicationEvent(application=application) if application == self.application:
                self._hear_of_form(event)

    def _hear_of_form(self, event: events.ApplicationEvent) -> None:
        match event:
            case events.ApplicationAccepted():
                self.form = event.form
            case events.ItemRequested():
                self.requested[event.item] = event
            case events.ApplicationQuoted():
                self.fees |= {line.item: 0 if line.exempt else line.unit_fee_yen for line in event.lines}
            case events.ApplicationCharged():
                self.charged_yen, self.means, self.slip = event.charged_yen, event.means, event.slip
            case events.ApplicationRefunded():
                self.refunded_yen += event.refunded_yen
            case events.ApplicationReceipted() | events.ApplicationReceiptReissued():
                self.receipts = event.copy

    def reopened(self) -> events.JobReopened:
        """All of it at once."""
        prepared = self.prepared
        if self.form is None or prepared is None or prepared.item not in self.fees:
            raise BadInput(at="number")
        requested = self.requested[prepared.item]
        return events.JobReopened(
            self.application,
            prepared.item,
            job=self.job,
            number=prepared.number,
            form=self.form,
            subject=requested.subject,
            certificate=requested.certificate,
            pages=prepared.pages,
            file=prepared.file,
            subject_id=prepared.subject_id,
            sheets=self.sheets,
            copy_fee_yen=self.fees[prepared.item],
            charged_yen=self.charged_yen,
            refunded_yen=self.refunded_yen,
            receipts=self.receipts,
            means=self.means,
            slip=self.slip,
        )
