"""日計表 on A4: what a closed day issued, took and used up, for two signatures.

The log's size and its whole root stand at the foot: whoever keeps the paper can show later what the log was that
night, without a server and without us.
"""

from datetime import date

from branch_app.documents.box import Box
from branch_app.documents.font import IdentityFont
from branch_app.documents.grid import divide, part
from branch_app.documents.sheet import Align, Mark, Rule, Sheet
from branch_app.documents.slip import Column, Ruling, check_slip, draw_table, yen
from branch_app.domain.records.day_sheet import CashBalance, DaySheetOrder, SheetLine, SoldLine
from branch_app.domain.values.reasons import CashReason
from branch_app.domain.values.wareki import wareki
from branch_app.strings import word

_LEFT, _WIDTH, _TITLE_TOP, _TOP = 18.0, 174.0, 14.0, 29.0
_SIGNATURES, _SIGNATURE, _FOOTER = 243.0, 24.0, 274.0
_GAP, _HEADING = 5.5, 6.5
_SIZE, _SMALL = 9.5, 7.5
_ROW, _HEAD_SIZE, _ROOM = 5.6, 8, 150.0
"""Row of a table at most, and the height that all rows of the three tables share, in mm."""
_SOLD = (
    Column("証明書", 46, Align.LEFT),
    *(Column(head, 14) for head in ("交付", "未交付", "取消", "無料")),
    *(Column(head, 24) for head in ("収納額", "還付額", "差引額")),
)
_CASH = (Column("金種", 26), Column("枚数", 22), Column("金額", 34))
_BALANCE_LEFT, _BALANCE_ROW = _LEFT + 92, 7.0
_PAPER = (
    Column("用紙", 38, Align.LEFT),
    *(Column(head, 17) for head in ("繰越", "受入", "返却", "交付", "書損", "紛失", "手元", "残")),
)
_REASONS = {
    CashReason.WRONG_CHANGE: "釣銭の誤り",
    CashReason.MISCOUNT: "数え誤り",
    CashReason.FOUND: "発見",
    CashReason.OTHER: "その他",
}
_WEEKDAYS = "月火水木金土日"


def day_sheet(font: IdentityFont, order: DaySheetOrder) -> bytes:
    """The PDF of one 日計表, read back and compared with the order.

    Raises:
        GlyphMissing, RecordIncomplete, PreflightFailed.
    """
    sheet = Sheet(font, f"day-{order.device}-{order.business_date}", order.business_date)
    if order.specimen:
        sheet.watermark("見本", 260, 0.9, 50)
    _draw_head(sheet, order)
    ruling = _ruling(order)
    bottom = _draw_sold(sheet, order.lines, _TOP + 14, ruling)
    bottom = _draw_cash(sheet, order.cash, bottom + _GAP, ruling)
    bottom = _draw_paper(sheet, order.sheets, bottom + _GAP, ruling)
    _draw_agreement(sheet, order, bottom + _GAP)
    _draw_signatures(sheet)
    _draw_foot(sheet, order)
    sheet.end_page()
    drawing = sheet.finish()
    check_slip(drawing, {Mark.NUMBER: [_day(order.business_date)], Mark.AMOUNT: [yen(order.cash.net_yen)]})
    return drawing.pdf


def _ruling(order: DaySheetOrder) -> Ruling:
    """A day of every certificate has lower rows: it stays one sheet for two signatures."""
    rows = len(order.lines) + 2 + len(order.cash.lines) + 2 + len(order.sheets) + 1
    return Ruling(min(_ROW, _ROOM / rows), _HEAD_SIZE, _SIZE - 0.5)


def _day(day: date) -> str:
    return f"{wareki(day)}（{_WEEKDAYS[day.weekday()]}）"


def _draw_head(sheet: Sheet, order: DaySheetOrder) -> None:
    supplement = f"（補正{order.supplement}）" if order.supplement else ""
    title = f"日\u3000計\u3000表{supplement}"
    sheet.text(title, Box(_LEFT, _TITLE_TOP, _WIDTH, 10), 20, "title", Align.CENTRE)
    box = Box(_LEFT, _TOP, _WIDTH, 9)
    day, office, device = box.columns(58, 78, 38)
    sheet.frame(box, Rule.FRAME)
    part(sheet, day, office, device)
    with sheet.marked(Mark.NUMBER):
        sheet.text(_day(order.business_date), day.inset(2), 11, "day", Align.CENTRE)
    sheet.text(order.office, office.inset(2), 11, "office", Align.CENTRE)
    sheet.text(f"端末\u3000{order.device}", device.inset(2), _SIZE, "device", Align.CENTRE)


def _draw_sold(sheet: Sheet, lines: tuple[SoldLine, ...], top: float, ruling: Ruling) -> float:
    """Each certificate and their sum; where the table ends."""
    _heading(sheet, "１\u3000証明書", top)
    counts = [
        (line.delivered, line.here, line.voided, line.free, line.charged_yen, line.refunded_yen, line.net_yen)
        for line in lines
    ]
    sums = tuple(map(sum, zip(*counts, strict=True))) or (0,) * 7
    names = [*(word(line.certificate.value) for line in lines), "計"]
    rows = [(name, *_figures(figures)) for name, figures in zip(names, (*counts, sums), strict=True)]
    return draw_table(sheet, (_LEFT, top + _HEADING), _SOLD, rows, ruling).bottom


def _figures(figures: tuple[int, ...]) -> tuple[str, ...]:
    return (*(f"{count:,}" for count in figures[:4]), *map(yen, figures[4:]))


def _draw_cash(sheet: Sheet, cash: CashBalance, top: float, ruling: Ruling) -> float:
    """What was counted, and beside it what ought to be there; where the longer of both ends."""
    _heading(sheet, "２\u3000現金", top)
    rows = [(yen(line.denomination_yen), f"{line.pieces:,}", yen(line.sum_yen)) for line in cash.lines]
    rows.append(("計", f"{sum(line.pieces for line in cash.lines):,}", yen(cash.counted_yen)))
    table = draw_table(sheet, (_LEFT, top + _HEADING), _CASH, rows, ruling)
    balance = _draw_balance(sheet, cash, top + _HEADING)
    return max(table.bottom, balance)


def _draw_balance(sheet: Sheet, cash: CashBalance, top: float) -> float:
    sums = [
        ("釣銭準備金", cash.float_yen),
        ("収納額", cash.charged_yen),
        ("還付額", cash.refunded_yen),
        *_beside_fees(cash),
        ("あるべき額", cash.expected_yen),
        ("実査額", cash.counted_yen),
        ("過不足", cash.difference_yen),
    ]
    box = Box(_BALANCE_LEFT, top, _LEFT + _WIDTH - _BALANCE_LEFT, _BALANCE_ROW * len(sums))
    rows = box.rows(*(_BALANCE_ROW for _ in sums))
    for (label, amount), row in zip(sums, rows, strict=True):
        sheet.text(label, row.inset(2), _SIZE, "balance")
        sheet.text(yen(amount), row.inset(2), _SIZE, "balance", Align.RIGHT)
    if cash.reason is not None:
        said = f"（{_REASONS[cash.reason]}）"
        sheet.text(said, rows[-1].inset(20), _SMALL, "reason")
    divide(sheet, *rows)
    sheet.frame(box, Rule.FRAME)
    total = Box(box.x, box.bottom + 2, box.width, 11)
    sheet.text("納入額", total.inset(2), 12, "total")
    with sheet.marked(Mark.AMOUNT):
        sheet.text(yen(cash.net_yen), total.inset(2), 16, "total", Align.RIGHT)
    sheet.frame(total, Rule.FRAME)
    return total.bottom


def _beside_fees(cash: CashBalance) -> list[tuple[str, int]]:
    """On days that had such: what of the fees the drawer never saw, and what it saw that was no fee."""
    more = [
        ("うちキャッシュレス", -cash.cashless_net_yen),
        ("入金", cash.paid_in_yen),
        ("出金", -cash.paid_out_yen),
    ]
    return [(label, amount) for label, amount in more if amount]


def _draw_paper(sheet: Sheet, lines: tuple[SheetLine, ...], top: float, ruling: Ruling) -> float:
    _heading(sheet, "３\u3000用紙", top)
    rows = [
        (
            word(line.stock),
            *(
                f"{count:,}"
                for count in (
                    line.carried,
                    line.received,
                    line.returned,
                    line.issued,
                    line.spoilt,
                    line.lost,
                    line.in_hand,
                    line.rest,
                )
            ),
        )
        for line in lines
    ]
    return draw_table(sheet, (_LEFT, top + _HEADING), _PAPER, rows, ruling).bottom


def _draw_agreement(sheet: Sheet, order: DaySheetOrder, top: float) -> None:
    """請求書＝記録＝現金＝用紙: forms are counted by hand, the rest was compared by the machine."""
    box = Box(_LEFT, top, _WIDTH, 9)
    forms, number, verdict = box.columns(76, 46, 52)
    sheet.frame(box, Rule.FRAME)
    part(sheet, forms, number, verdict)
    sheet.text(f"請求書\u3000記録 {order.forms:,}件", forms.inset(2), _SIZE, "forms")
    sheet.text("実数\u3000\u3000\u3000\u3000\u3000枚", forms.inset(2), _SIZE, "forms", Align.RIGHT)
    sheet.rule((forms.right - 22, forms.bottom - 2), (forms.right - 6, forms.bottom - 2), Rule.HAIR)
    sheet.text(f"最終番号\u3000{order.last_running:,}", number.inset(2), _SIZE, "number", Align.CENTRE)
    said = "現金・用紙\u3000一致" if order.agrees else "現金・用紙\u3000不一致"
    sheet.text(said, verdict.inset(2), _SIZE, "verdict", Align.CENTRE)


def _draw_signatures(sheet: Sheet) -> None:
    boxes = Box(_LEFT, _SIGNATURES, _WIDTH, _SIGNATURE).columns(_WIDTH / 2, _WIDTH / 2)
    for label, box in zip(("取扱者", "確認者"), boxes, strict=True):
        sheet.frame(box, Rule.FRAME)
        sheet.text(label, Box(box.x + 3, box.y + 1.5, 30, 6), _SIZE, "signature")
        line = box.bottom - 5
        sheet.text("署名", Box(box.x + 3, line - 6, 12, 6), _SMALL, "signature")
        sheet.rule((box.x + 14, line), (box.right - 5, line), Rule.THIN)


def _draw_foot(sheet: Sheet, order: DaySheetOrder) -> None:
    sheet.rule((_LEFT, _FOOTER), (_LEFT + _WIDTH, _FOOTER), Rule.THIN)
    foot = Box(_LEFT, _FOOTER + 1.5, _WIDTH, 5)
    sheet.text(f"記録 {order.anchor.text}", foot, _SIZE, "anchor")
    size = Box(_LEFT, foot.bottom + 0.5, _WIDTH, 4)
    sheet.text(f"件数 {order.anchor.size:,}\u3000根 {order.anchor.root.hex(' ', 4)}", size, _SMALL, "root")


def _heading(sheet: Sheet, text: str, top: float) -> None:
    sheet.text(text, Box(_LEFT, top, _WIDTH, _HEADING - 1), 10, "heading")
