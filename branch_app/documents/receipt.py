"""領収書 on A5: what was paid for and how, and nobody's name.

Size and root of the log stand at the foot. Who keeps the paper keeps a witness of the log that needs no server.
"""

from pathlib import Path

from branch_app.documents.box import A5, Box
from branch_app.documents.fonts import Font, font
from branch_app.documents.grid import divide, part
from branch_app.documents.readback import PageFacts, as_read, read_back
from branch_app.documents.sheet import Align, Drawing, Mark, Rule, Sheet
from branch_app.domain.errors import PreflightFailed
from branch_app.domain.records.receipt import ReceiptLine, ReceiptOrder
from branch_app.domain.values.payment import Means
from branch_app.domain.values.wareki import wareki
from branch_app.strings import word

MOST_LINES = 8
"""Lines that fit; a form with more gets one line 「ほか」 for the rest."""
_LEFT, _WIDTH, _ROW = 14.0, 120.0, 8.5
_COLUMNS = (60.0, 20.0, 15.0, 25.0)
_HEADS = ("証明書", "手数料", "通数", "金額")
_MEANS = {
    Means.CARD: "クレジットカード",
    Means.E_MONEY: "電子マネー",
    Means.CODE: "コード決済",
    Means.POSTAL_ORDER: "定額小為替",
}
_TABLE_TOP = 56.0
_SUMS_LEFT = 60.0
_LABEL = 24.0
_MOST_SLIPS = 3
"""Numbers of refunds that stand beside the sums; of more the rest is counted."""
_SLIP_ROW = 5.0
_FOOTER = 190.0
_SIZE, _SMALL = 10.5, 8.0


class ReceiptPapers:
    """The ``ReceiptRenderer`` port; ``resources`` is the folder with the fonts."""

    def __init__(self, resources: Path) -> None:
        self._resources = resources

    def receipt(self, order: ReceiptOrder) -> bytes:
        """The PDF of one 領収書, read back and compared with the order.

        Raises:
            GlyphMissing, RecordIncomplete, PreflightFailed, ResourceDamaged.
        """
        title = f"receipt-{order.form}-{order.copy}"
        sheet = Sheet(font(self._resources, Font.GOTHIC), title, order.issued, A5)
        if order.specimen:
            sheet.watermark("見本", 170, 0.9, 50)
        _draw_head(sheet, order)
        bottom = _draw_table(sheet, order)
        _draw_sums(sheet, order, bottom + 4)
        _draw_foot(sheet, order)
        sheet.end_page()
        drawing = sheet.finish()
        _check(drawing, order)
        return drawing.pdf


def _draw_head(sheet: Sheet, order: ReceiptOrder) -> None:
    sheet.text("領\u3000収\u3000書", Box(_LEFT, 14, _WIDTH, 10), 20, "title", Align.CENTRE)
    if order.reissued:
        box = Box(_LEFT + _WIDTH - 34, 12, 34, 8)
        sheet.frame(box, Rule.FRAME)
        sheet.text(f"再発行（{order.copy}枚目）", box.inset(2), _SIZE, "copy", Align.CENTRE)
    sheet.text("請求書番号", Box(_LEFT, 32, 24, 6), _SMALL, "form")
    with sheet.marked(Mark.NUMBER):
        sheet.text(order.form, Box(_LEFT + 24, 32, 40, 6), _SIZE, "form")
    sheet.text(wareki(order.issued), Box(_LEFT + 70, 32, _WIDTH - 70, 6), _SIZE, "issued", Align.RIGHT)
    statement = "証明書の交付手数料として、次の金額を領収しました。"
    sheet.text(statement, Box(_LEFT, 44, _WIDTH, 7), _SIZE, "statement")


def _draw_table(sheet: Sheet, order: ReceiptOrder) -> float:
    """The lines; where they end."""
    rows = [_HEADS, *(_cells(line) for line in order.lines[: _shown(order)])]
    rest = order.lines[_shown(order) :]
    if rest:
        copies, money = sum(line.copies for line in rest), sum(line.sum_yen for line in rest)
        rows.append(("ほか", "－", f"{copies}", _yen(money)))
    table = Box(_LEFT, _TABLE_TOP, _WIDTH, _ROW * len(rows))
    for row, box in zip(rows, table.rows(*(_ROW for _ in rows)), strict=True):
        head = row is _HEADS
        for cell, place in zip(row, box.columns(*_COLUMNS), strict=True):
            align = Align.CENTRE if head else Align.LEFT if place.x == _LEFT else Align.RIGHT
            sheet.text(cell, place.inset(2), _SMALL if head else _SIZE, "line", align)
    divide(sheet, *table.rows(*(_ROW for _ in rows)))
    part(sheet, *table.columns(*_COLUMNS))
    sheet.frame(table, Rule.FRAME)
    return table.bottom


def _shown(order: ReceiptOrder) -> int:
    return len(order.lines) if len(order.lines) <= MOST_LINES else MOST_LINES - 1


def _cells(line: ReceiptLine) -> tuple[str, str, str, str]:
    unit = _yen(line.unit_yen) if line.unit_yen else "免除"
    return word(line.certificate.value), unit, f"{line.copies}", _yen(line.sum_yen)


def _draw_sums(sheet: Sheet, order: ReceiptOrder, top: float) -> None:
    width = _LEFT + _WIDTH - _SUMS_LEFT
    total = Box(_SUMS_LEFT, top, width, 11)
    sheet.text("合計", total, 13, "total")
    with sheet.marked(Mark.AMOUNT):
        sheet.text(_yen(order.total_yen), total, 17, "total", Align.RIGHT)
    sheet.rule((total.x, total.bottom), (total.right, total.bottom), Rule.FRAME)
    for number, (label, said) in enumerate(_paid(order)):
        box = Box(_SUMS_LEFT, total.bottom + 2 + 7 * number, width, 6.5)
        name, value = box.columns(_LABEL, width - _LABEL)
        sheet.text(label, name, _SIZE, "sum")
        sheet.text(said, value, _SIZE, "sum", Align.RIGHT)
    for number, said in enumerate(_given_back(order)):
        box = Box(_LEFT, total.bottom + 2 + _SLIP_ROW * number, _SUMS_LEFT - _LEFT - 2, _SLIP_ROW)
        sheet.text(said, box, _SMALL, "slip")


def _given_back(order: ReceiptOrder) -> list[str]:
    """Under which numbers the terminal gave money back, as its own papers show them."""
    shown = order.refund_slips[:_MOST_SLIPS]
    rest = len(order.refund_slips) - len(shown)
    head = ["還付の伝票番号"] if shown else []
    return [*head, *shown, *([f"ほか{rest}件"] if rest else [])]


def _paid(order: ReceiptOrder) -> list[tuple[str, str]]:
    """Cash and change; or by what means, and the number that a statement or the terminal's paper is found under."""
    if order.cashless:
        rows = [("支払方法", _MEANS[order.payment.means]), ("伝票番号", order.payment.slip)]
    else:
        rows = [("お預かり", _yen(order.tendered_yen)), ("お釣り", _yen(order.change_yen))]
    return [*rows, *([("うち還付済み", _yen(order.refunded_yen))] if order.refunded_yen else [])]


def _draw_foot(sheet: Sheet, order: ReceiptOrder) -> None:
    sheet.text(order.office, Box(_LEFT, 172, _WIDTH, 8), 12, "office", Align.RIGHT)
    sheet.rule((_LEFT, _FOOTER), (_LEFT + _WIDTH, _FOOTER), Rule.THIN)
    foot = Box(_LEFT, _FOOTER + 1.5, _WIDTH, 5)
    sheet.text(f"記録 {order.anchor.text}", foot, _SMALL, "anchor")
    sheet.text("この領収書は、証明書ではありません。", foot, _SMALL, "foot", Align.RIGHT)


def _yen(amount: int) -> str:
    return f"{amount:,}円"


def _check(drawing: Drawing, order: ReceiptOrder) -> None:
    """Form and sum as they stand in the bytes, every run, and every font inside.

    Raises:
        PreflightFailed: ``fault`` is number, amount, text or fonts.
    """
    pages = read_back(drawing.pdf)
    facts = {
        "number": _marked(pages, Mark.NUMBER) == [order.form],
        "amount": _marked(pages, Mark.AMOUNT) == [_yen(order.total_yen)],
        "text": tuple(map(as_read, drawing.runs)) == tuple(as_read(page.runs) for page in pages),
        "fonts": all(page.fonts_embedded for page in pages),
    }
    for fault, holds in facts.items():
        if not holds:
            raise PreflightFailed(fault=fault)


def _marked(pages: tuple[PageFacts, ...], mark: Mark) -> list[str]:
    return [text for page in pages for (found, _), text in page.marked.items() if found is mark]
