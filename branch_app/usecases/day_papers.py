"""日計表 and 納入書 of the day that was closed last, from the folded log; made again at will until 開始."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from branch_app.domain.deciders.counter import Counter
from branch_app.domain.deciders.drawer import Drawer
from branch_app.domain.deciders.sheets import Sheets, Stock
from branch_app.domain.errors import OutOfOrder
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.day_sheet import CashBalance, CashLine, DaySheetOrder, SheetLine, SoldLine
from branch_app.domain.records.receipt import Anchor
from branch_app.domain.records.remittance import AccountLine, RemittanceOrder
from branch_app.ports import ReceiptPrinter, SlipRenderer
from branch_app.usecases.day_report import certificate_lines
from branch_app.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class DayPapers:
    """The files as they were sent."""

    day_sheet: bytes
    remittance: bytes


def print_day_papers(desk: Desk, renderer: SlipRenderer, printer: ReceiptPrinter) -> DayPapers:
    """Make both, then print both, on ordinary paper.

    Raises:
        OutOfOrder: the day is open: its figures may still change.
        DocumentError: one could not be made; nothing was printed.
        PrinterAbsent, PrinterRefused, PrintInDoubt: one did not come out, or nobody knows.
    """
    papers = DayPapers(renderer.day_sheet(day_sheet_order(desk)), renderer.remittance(remittance_order(desk)))
    day, time = desk.journal.state.day.business_date, desk.clock.now().strftime("%H%M%S")
    printer.print(papers.day_sheet, f"day-sheet-{day}-{time}")
    printer.print(papers.remittance, f"remittance-{day}-{time}")
    return papers


def day_sheet_order(desk: Desk) -> DaySheetOrder:
    """The closed day, certificate by certificate, coin by coin, sheet by sheet.

    Raises:
        OutOfOrder: the day is open.
    """
    state = _closed(desk)
    return DaySheetOrder(
        office=desk.enrolment.issuer.office,
        device=desk.enrolment.device,
        business_date=_day(state),
        forms=state.day.applications,
        last_running=state.issuance.next_running - 1,
        lines=tuple(_sold(state)),
        cash=_cash(state.drawer),
        sheets=tuple(_sheets(state.morning, state.sheets)),
        anchor=_anchor(desk),
        specimen=desk.specimen,
        supplement=state.day.supplement,
    )


def remittance_order(desk: Desk) -> RemittanceOrder:
    """The closed day's takings in cash by 収入科目 of its date; what no row names is under the certificate's code.

    Raises:
        OutOfOrder: the day is open.
    """
    state = _closed(desk)
    day, device = _day(state), desk.enrolment.device
    return RemittanceOrder(
        office=desk.enrolment.issuer.office,
        device=device,
        number=f"{desk.enrolment.office}-{device}-{day:%Y%m%d}",
        business_date=day,
        lines=tuple(_accounts(desk, state, day)),
        anchor=_anchor(desk),
        specimen=desk.specimen,
        supplement=state.day.supplement,
    )


def _closed(desk: Desk) -> Counter:
    state = desk.journal.refresh()
    if state.day.open or state.day.claims is None:
        raise OutOfOrder(now="day open", then="day papers")
    return state


def _day(state: Counter) -> date:
    return date.fromisoformat(state.day.business_date)


def _anchor(desk: Desk) -> Anchor:
    head = desk.journal.ledger.head()
    return Anchor(head.size, head.root)


def _sold(state: Counter) -> Iterator[SoldLine]:
    for line in certificate_lines(state):
        yield SoldLine(
            line.certificate, line.delivered, line.here, line.voided, line.free, line.yen, line.refunded_yen
        )


def _cash(drawer: Drawer) -> CashBalance:
    lines = tuple(CashLine(count.denomination_yen, count.pieces) for count in drawer.counts)
    return CashBalance(
        float_yen=drawer.float_yen,
        charged_yen=drawer.charged_yen,
        refunded_yen=drawer.refunded_yen,
        lines=lines,
        reason=drawer.reason,
        cashless_yen=drawer.cashless_yen,
        cashless_refunded_yen=drawer.cashless_refunded_yen,
        paid_in_yen=drawer.paid_in_yen,
        paid_out_yen=drawer.paid_out_yen,
    )


def _sheets(morning: Sheets, evening: Sheets) -> Iterator[SheetLine]:
    """Stocks count from the log's beginning; a day is what came between."""
    for stock in evening.stocks.values():
        before = morning.stocks.get(stock.name) or Stock(stock.name, stock.numbered, stock.next_number)
        yield SheetLine(
            stock=stock.name,
            carried=before.rest + morning.in_hand(stock.name),
            received=stock.received - before.received,
            returned=stock.returned - before.returned,
            issued=stock.issued - before.issued,
            spoilt=stock.spoilt - before.spoilt,
            lost=stock.lost - before.lost,
            in_hand=evening.in_hand(stock.name),
            rest=stock.rest,
        )


def _accounts(desk: Desk, state: Counter, day: date) -> Iterator[AccountLine]:
    tables = desk.tables_on(day)
    sums: dict[str, tuple[int, int]] = {}
    for code, taken in state.takings.items():
        account = tables.account(Certificate(code), day)
        charged, refunded = sums.get(account, (0, 0))
        cash_in = taken.charged_yen - taken.cashless_yen
        cash_out = taken.refunded_yen - taken.cashless_refunded_yen
        sums[account] = charged + cash_in, refunded + cash_out
    for account, (charged, refunded) in sums.items():
        yield AccountLine(account, charged, refunded)
