"""納入書 on A4, twice on one sheet: one half stays with whoever takes the money, the other comes back stamped."""

from branch_app.documents.box import A4_HEIGHT, A4_WIDTH, Box
from branch_app.documents.font import IdentityFont
from branch_app.documents.grid import divide, part
from branch_app.documents.sheet import Align, Mark, Rule, Sheet
from branch_app.documents.slip import Column, Ruling, check_slip, draw_table, yen
from branch_app.domain.records.remittance import RemittanceOrder
from branch_app.domain.values.wareki import era_year, fiscal_year, wareki

_LEFT, _WIDTH, _HALF = 18.0, 174.0, A4_HEIGHT / 2
_HALVES = (("納\u3000入\u3000書", "（収納機関控）"), ("領\u3000収\u3000書", "（納入者控）"))
_COLUMNS = (
    Column("収入科目", 84, Align.LEFT),
    Column("収納額", 30),
    Column("還付額", 30),
    Column("納入額", 30),
)
_RULING = Ruling(7, 8.5, 10)
_SIZE, _SMALL = 10, 8


def remittance(font: IdentityFont, order: RemittanceOrder) -> bytes:
    """The PDF of one 納入書, read back and compared with the order.

    Raises:
        GlyphMissing, RecordIncomplete, PreflightFailed.
    """
    sheet = Sheet(font, f"remittance-{order.number}", order.business_date)
    if order.specimen:
        sheet.watermark("見本", 260, 0.9, 50)
    for half, (title, holder) in enumerate(_HALVES):
        _draw_half(sheet, order, half, title, holder)
    _draw_cut(sheet)
    sheet.end_page()
    drawing = sheet.finish()
    check_slip(drawing, {Mark.NUMBER: [order.number] * 2, Mark.AMOUNT: [_sum(order)] * 2})
    return drawing.pdf


def _sum(order: RemittanceOrder) -> str:
    return f"金\u3000{yen(order.total_yen)}"


def _draw_half(sheet: Sheet, order: RemittanceOrder, half: int, title: str, holder: str) -> None:
    top = half * _HALF + 12
    sheet.text(title, Box(_LEFT, top, _WIDTH, 9), 18, "title", Align.CENTRE)
    sheet.text(holder, Box(_LEFT, top + 9, _WIDTH, 5), _SMALL, "holder", Align.CENTRE)
    _draw_facts(sheet, order, Box(_LEFT, top + 18, _WIDTH, 8), half)
    total = Box(_LEFT, top + 30, _WIDTH, 13)
    sheet.frame(total, Rule.FRAME)
    sheet.text("納入金額", total.inset(4), 11, "total")
    with sheet.marked(Mark.AMOUNT, half):
        sheet.text(_sum(order), total.inset(6), 18, "total", Align.RIGHT)
    rows = [
        (line.account, yen(line.charged_yen), yen(line.refunded_yen), yen(line.net_yen)) for line in order.lines
    ]
    draw_table(sheet, (_LEFT, top + 47), _COLUMNS, rows, _RULING)
    _draw_parties(sheet, order, top + 92)


def _draw_facts(sheet: Sheet, order: RemittanceOrder, box: Box, half: int) -> None:
    era, year = era_year(order.business_date.replace(year=fiscal_year(order.business_date), month=4, day=1))
    year_box, day, number = box.columns(40, 66, 68)
    sheet.frame(box, Rule.FRAME)
    part(sheet, year_box, day, number)
    sheet.text(f"{era}{'元' if year == 1 else year}年度", year_box.inset(2), _SIZE, "year", Align.CENTRE)
    sheet.text(f"収納日\u3000{wareki(order.business_date)}", day.inset(2), _SIZE, "day", Align.CENTRE)
    label, text = number.columns(18, 50)
    sheet.text(f"補正{order.supplement}" if order.supplement else "番号", label.inset(2), _SMALL, "number")
    with sheet.marked(Mark.NUMBER, half):
        sheet.text(order.number, text.inset(2), _SIZE, "number", Align.RIGHT)


def _draw_parties(sheet: Sheet, order: RemittanceOrder, top: float) -> None:
    """Who pays in, and room for the stamp of whoever takes it."""
    payer, stamp = Box(_LEFT, top, _WIDTH, 30).columns(116, 58)
    sheet.frame(payer, Rule.FRAME)
    sheet.frame(stamp, Rule.FRAME)
    sheet.text("領収印", Box(stamp.x + 3, stamp.y + 1.5, 30, 5), _SMALL, "stamp")
    office, name, anchor = payer.rows(11, 11, 8)
    divide(sheet, office, name, anchor)
    for label, text, box in (("納入者", order.office, office), ("取扱者氏名", "", name)):
        at, said = box.columns(26, 90)
        sheet.text(label, at.inset(3), _SMALL, "payer")
        sheet.text(text, said.inset(2), 11, "payer")
    sheet.text(f"記録 {order.anchor.text}", anchor.inset(3), _SMALL, "anchor")
    sheet.text(f"端末 {order.device}", anchor.inset(3), _SMALL, "device", Align.RIGHT)


def _draw_cut(sheet: Sheet) -> None:
    """きりとり線."""
    dash, gap, x = 3.0, 2.0, 6.0
    while x < A4_WIDTH - 6:
        sheet.rule((x, _HALF), (x + dash, _HALF), Rule.HAIR)
        x += dash + gap
