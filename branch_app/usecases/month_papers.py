"""月末: the month's 調定 on paper, and as tables with the month's 本人通知 records."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from branch_app.domain.errors import BadInput
from branch_app.domain.reconcile.assessment import MONTHS, AssessmentOrder
from branch_app.domain.reconcile.notices import Notice
from branch_app.domain.records.receipt import Anchor
from branch_app.domain.values.exported import Exported
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.ports import CloseFolder, LogHead, MonthTables, ReceiptPrinter, SlipRenderer
from branch_app.usecases.assessment import assessment
from branch_app.usecases.desk import Desk
from branch_app.usecases.export import note_export
from branch_app.usecases.notices import notices


@dataclass(frozen=True, slots=True)
class Month:
    """One device's calendar month: what is booked, and of whom was told to others."""

    order: AssessmentOrder
    told: tuple[Notice, ...]


def look_at_month(desk: Desk, year: int, month: int) -> Month:
    """From the log; a day that is not closed yet is not in the 調定.

    Raises:
        BadInput: no such month, or an account without a code in the tables.
        DataStale: no tables were in force.
    """
    if month not in MONTHS:
        raise BadInput(at="month")
    head = desk.journal.ledger.head()
    order = AssessmentOrder(
        office=desk.enrolment.issuer.office,
        device=desk.enrolment.device,
        year=year,
        month=month,
        lines=assessment(desk, year, month),
        anchor=Anchor(head.size, head.root),
        specimen=desk.specimen,
    )
    last = date(year, month, monthrange(year, month)[1])
    return Month(order, notices(desk, last.replace(day=1), last))


def print_assessment(desk: Desk, seen: Month, renderer: SlipRenderer, printer: ReceiptPrinter) -> bytes:
    """調定額内訳書 of that month, on ordinary paper.

    Raises:
        DocumentError: it could not be made.
        PrinterAbsent, PrinterRefused, PrintInDoubt: it did not come out, or nobody knows.
    """
    pdf = renderer.assessment(seen.order)
    time = desk.clock.now().strftime("%H%M%S")
    printer.print(pdf, f"assessment-{seen.order.year}-{seen.order.month:02d}-{time}")
    return pdf


def write_month(desk: Desk, seen: Month, tables: MonthTables, folder: CloseFolder, second: Pseudonym) -> None:
    """Both tables, by two persons (``Vouched.EXPORT``): one of them is about persons.

    Raises:
        SecondPersonNeeded: alone.
        BadInput: the folder cannot be written.
    """
    period = f"{seen.order.year}-{seen.order.month:02d}"
    read = LogHead(seen.order.anchor.size, seen.order.anchor.root)
    note_export(desk.journal, desk.new_request(), Exported.MONTH, period, read, second)
    name = f"{seen.order.device}-{period}"
    folder.save(f"assessment-{name}.csv", tables.assessment(seen.order.lines))
    folder.save(f"notices-{name}.csv", tables.notices(seen.told))
