"""領収書: what was paid, on ordinary paper; every further one says 再発行."""

from dataclasses import dataclass

from branch_app.domain.deciders.issuance import decide
from branch_app.domain.deciders.issuance.state import Application, Issuance
from branch_app.domain.deciders.states import ItemState
from branch_app.domain.deciders.two_persons import Actors
from branch_app.domain.errors import OutOfOrder
from branch_app.domain.log.events import ApplicationReceipted, ApplicationReceiptReissued
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.receipt import Anchor, ReceiptLine, ReceiptOrder
from branch_app.domain.values.identifiers import ApplicationId, Pseudonym, RequestId
from branch_app.domain.values.payment import Payment
from branch_app.ports import ReceiptPrinter, ReceiptRenderer
from branch_app.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class IssuedReceipt:
    """Which of the form's receipts it is, counted from 1, and its file as it was sent."""

    copy: int
    pdf: bytes

    @property
    def reissued(self) -> bool:
        """Whether it says 再発行."""
        return self.copy > 1


def receipted(desk: Desk, application: ApplicationId) -> bool:
    """Whether the form has a receipt, as far as this process knows: another one takes two persons."""
    form = desk.journal.state.issuance.applications.get(application)
    return form is not None and form.receipts > 0


def issue_receipt(
    desk: Desk,
    application: ApplicationId,
    renderer: ReceiptRenderer,
    printer: ReceiptPrinter,
    request: RequestId | None = None,
    second: Pseudonym | None = None,
) -> IssuedReceipt:
    """Count it in the log, then make and print it, with the log's size and root on it.

    One that never came out stays counted, so that no second paper looks like the first. From the second on a
    ``second`` person agreed (``Vouched.REISSUE``).

    Raises:
        SecondPersonNeeded: a second one (再発行), and alone.
        OutOfOrder: that ``request`` has its receipt already: a key pressed twice prints one.
        OutOfOrder: nothing was paid.
        ClockError: its date could not be believed.
        BadInput: no such form today.
        DocumentError: it could not be made.
        PrinterAbsent, PrinterRefused, PrintInDoubt: it did not come out, or nobody knows.
    """
    size, actors = desk.journal.refresh().size, Actors(desk.journal.operator, second)
    entries = desk.journal.decide(
        request or desk.new_request(), lambda state: decide.receipt(state.issuance, application, actors)
    )
    if entries[0].seq < size:
        raise OutOfOrder(now="receipted", then="receipted")
    kinds = ApplicationReceipted | ApplicationReceiptReissued
    (counted,) = (entry.event for entry in entries if isinstance(entry.event, kinds))
    pdf = renderer.receipt(_order(desk, desk.journal.state.issuance, application, counted.copy))
    printer.print(pdf, f"receipt-{application}-{counted.copy}")
    return IssuedReceipt(counted.copy, pdf)


def _order(desk: Desk, state: Issuance, application: ApplicationId, copy: int) -> ReceiptOrder:
    paid, head = state.application(application), desk.journal.ledger.head()
    return ReceiptOrder(
        office=desk.enrolment.issuer.office,
        form=paid.form,
        issued=desk.today(),
        lines=_lines(state, paid),
        total_yen=paid.charged_yen,
        tendered_yen=paid.tendered_yen,
        change_yen=paid.change_yen,
        refunded_yen=paid.refunded_yen,
        copy=copy,
        anchor=Anchor(head.size, head.root),
        specimen=desk.specimen,
        payment=Payment(paid.means, paid.slip),
        refund_slips=paid.refund_slips,
    )


def _lines(state: Issuance, paid: Application) -> tuple[ReceiptLine, ...]:
    return tuple(
        ReceiptLine(Certificate(item.certificate), item.copies, item.copy_fee_yen)
        for item in state.items_of(paid.id)
        if item.state is ItemState.PREPARED
    )
