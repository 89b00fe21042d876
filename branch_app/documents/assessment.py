"""調定額内訳書 on A4: a month's 調定 by 会計年度 and 収入科目, for whoever books it."""

from datetime import date

from branch_app.documents.box import Box
from branch_app.documents.font import IdentityFont
from branch_app.documents.grid import part
from branch_app.documents.sheet import Align, Mark, Rule, Sheet
from branch_app.documents.slip import Column, Ruling, check_slip, draw_table, yen
from branch_app.domain.reconcile.assessment import AssessmentLine, AssessmentOrder
from branch_app.domain.values.wareki import era_year

_LEFT, _WIDTH, _TITLE_TOP, _TOP, _FOOTER = 18.0, 174.0, 16.0, 32.0, 274.0
_COLUMNS = (
    Column("会計年度", 18, Align.LEFT),
    Column("収入科目", 72, Align.LEFT),
    Column("コード", 16, Align.LEFT),
    Column("件数", 12),
    Column("収納額", 20),
    Column("戻出額", 16),
    Column("調定額", 20),
)
_RULING = Ruling(7, 8, 8)
_SIZE, _SMALL = 10, 7.5


def assessment(font: IdentityFont, order: AssessmentOrder) -> bytes:
    """The PDF of one 調定額内訳書, read back and compared with the order.

    Raises:
        GlyphMissing, RecordIncomplete, PreflightFailed.
    """
    day = date(order.year, order.month, 1)
    sheet = Sheet(font, f"assessment-{order.device}-{order.year}-{order.month:02d}", day)
    if order.specimen:
        sheet.watermark("見本", 260, 0.9, 50)
    sheet.text(
        "調\u3000定\u3000額\u3000内\u3000訳\u3000書", Box(_LEFT, _TITLE_TOP, _WIDTH, 10), 18, "title", Align.CENTRE
    )
    _draw_head(sheet, order)
    rows = [*(_row(line) for line in order.lines), _sum(order.lines)]
    table = draw_table(sheet, (_LEFT, _TOP + 16), _COLUMNS, rows, _RULING)
    _draw_late(sheet, order, table.bottom + 4)
    _draw_foot(sheet, order)
    sheet.end_page()
    drawing = sheet.finish()
    check_slip(drawing, {Mark.NUMBER: [_month(order)], Mark.AMOUNT: [yen(order.assessed_yen)]})
    return drawing.pdf


def _month(order: AssessmentOrder) -> str:
    era, year = era_year(date(order.year, order.month, 1))
    return f"{era}{'元' if year == 1 else year}年{order.month}月分"


def _fiscal(year: int) -> str:
    era, of_era = era_year(date(year, 4, 1))
    return f"{era}{'元' if of_era == 1 else of_era}年度"


def _row(line: AssessmentLine) -> tuple[str, ...]:
    sums = (line.charged_yen, line.refunded_yen, line.assessed_yen)
    return (_fiscal(line.fiscal_year), line.account, line.code, f"{line.copies:,}", *map(yen, sums))


def _sum(lines: tuple[AssessmentLine, ...]) -> tuple[str, ...]:
    sums = (
        sum(line.charged_yen for line in lines),
        sum(line.refunded_yen for line in lines),
        sum(line.assessed_yen for line in lines),
    )
    return ("計", "", "", f"{sum(line.copies for line in lines):,}", *map(yen, sums))


def _draw_head(sheet: Sheet, order: AssessmentOrder) -> None:
    box = Box(_LEFT, _TOP, _WIDTH, 10)
    month, office, amount = box.columns(44, 70, 60)
    sheet.frame(box, Rule.FRAME)
    part(sheet, month, office, amount)
    with sheet.marked(Mark.NUMBER):
        sheet.text(_month(order), month.inset(2), 11, "month", Align.CENTRE)
    sheet.text(order.office, office.inset(2), _SIZE, "office", Align.CENTRE)
    label, figures = amount.columns(20, 40)
    sheet.text("調定額", label.inset(2), _SIZE, "amount")
    with sheet.marked(Mark.AMOUNT):
        sheet.text(yen(order.assessed_yen), figures.inset(2), 11, "amount", Align.RIGHT)


def _draw_late(sheet: Sheet, order: AssessmentOrder, top: float) -> None:
    """What was given back for a year that takes nothing more is an expenditure of its own, and no 調定."""
    late = sum(line.late_yen for line in order.lines)
    text = f"出納整理期間を過ぎた年度への還付（歳出）\u3000{yen(late)}"
    sheet.text(text, Box(_LEFT, top, _WIDTH, 6), _SIZE, "late")


def _draw_foot(sheet: Sheet, order: AssessmentOrder) -> None:
    box = Box(_LEFT, _FOOTER, _WIDTH, 6)
    sheet.text(f"記録 {order.anchor.text}", box, _SMALL, "anchor")
    sheet.text(f"端末 {order.device}", box, _SMALL, "device", Align.RIGHT)
