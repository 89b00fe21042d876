"""交付請求書 on A4, filled in so far as the counter knows it; what is asked for stands above the signature."""

from branch_app.documents.box import Box
from branch_app.documents.font import IdentityFont
from branch_app.documents.grid import Field, Type, divide, draw_field, part
from branch_app.documents.sheet import Align, Mark, Rule, Sheet
from branch_app.documents.slip import Column, Ruling, check_slip, draw_table
from branch_app.domain.errors import RecordIncomplete
from branch_app.domain.records.request_form import Requester, RequestFormOrder
from branch_app.domain.values.wareki import wareki
from branch_app.strings import word

MOST_LINES = 12
"""Lines that fit; a form asks for fewer."""
_LEFT, _WIDTH = 18.0, 174.0
_REQUESTER, _TABLE = 61.0, 116.0
_SIGNATURE, _OFFICE = 214.0, 246.0
_RULING = Ruling(7, 8.5, 10)
_SIZE, _SMALL = 10, 8
_LABEL, _TYPE = 28.0, Type(8.5, 12)
_COLUMNS = (
    Column("必要な証明書", 56, Align.LEFT),
    Column("どなたの", 44, Align.LEFT),
    Column("続柄・資格", 24, Align.LEFT),
    Column("通数", 12),
    Column("使いみち", 38, Align.LEFT),
)
_STEPS = ("受付", "本人確認", "審査", "作成", "照合", "交付", "手数料")


def request_form(font: IdentityFont, order: RequestFormOrder) -> bytes:
    """The PDF of one 交付請求書, read back and compared with the order.

    Raises:
        GlyphMissing, PreflightFailed.
        RecordIncomplete: a text does not fit, or there are more lines than the form has (``item`` is lines).
    """
    if len(order.lines) > MOST_LINES:
        raise RecordIncomplete(item="lines", problem="too_long")
    sheet = Sheet(font, f"request-{order.form}", order.issued)
    if order.specimen:
        sheet.watermark("見本", 260, 0.9, 50)
    _draw_head(sheet, order)
    _draw_requester(sheet, order.requester)
    _draw_lines(sheet, order)
    _draw_signature(sheet)
    _draw_office(sheet, order)
    sheet.end_page()
    drawing = sheet.finish()
    check_slip(drawing, {Mark.NUMBER: [order.form], Mark.NAME: [order.requester.name]})
    return drawing.pdf


def _draw_head(sheet: Sheet, order: RequestFormOrder) -> None:
    sheet.text("証明書交付請求書", Box(_LEFT, 16, _WIDTH, 10), 20, "title", Align.CENTRE)
    number = Box(_LEFT + _WIDTH - 52, 30, 52, 9)
    sheet.frame(number, Rule.FRAME)
    sheet.text("請求書番号", number.inset(2), _SMALL, "form")
    with sheet.marked(Mark.NUMBER):
        sheet.text(order.form, number.inset(2), 13, "form", Align.RIGHT)
    sheet.text(f"（宛先）\u3000{order.addressee}", Box(_LEFT, 31, 80, 8), 12, "addressee")
    sheet.text(wareki(order.issued), Box(_LEFT, 42, _WIDTH, 7), 11, "issued", Align.RIGHT)
    sheet.text("次のとおり証明書の交付を請求します。", Box(_LEFT, 42, 100, 7), 11, "statement")


def _draw_requester(sheet: Sheet, requester: Requester) -> None:
    sheet.text("請求者", Box(_LEFT, _REQUESTER - 6, 60, 5.5), _SIZE, "heading")
    box = Box(_LEFT, _REQUESTER, _WIDTH, 44)
    address, kana, name, last = box.rows(11, 8, 14, 11)
    birth, telephone = last.columns(94, 80)
    sheet.frame(box, Rule.FRAME)
    divide(sheet, address, kana, name, last)
    part(sheet, birth, telephone)
    draw_field(sheet, Field("住所", requester.address, "address"), address, _LABEL, _TYPE)
    draw_field(sheet, Field("フリガナ", requester.kana, "kana"), kana, _LABEL, Type(8, 9))
    draw_field(sheet, Field("氏名", requester.name, "name", (Mark.NAME, 0)), name, _LABEL, Type(8.5, 16))
    draw_field(sheet, Field("生年月日", requester.birth, "birth"), birth, _LABEL, _TYPE)
    draw_field(sheet, Field("電話番号", "", "telephone"), telephone, 22, _TYPE)


def _draw_lines(sheet: Sheet, order: RequestFormOrder) -> None:
    sheet.text("請求する証明書", Box(_LEFT, _TABLE - 6, 100, 5.5), _SIZE, "heading")
    rows = [
        (
            word(line.certificate.value),
            line.subject,
            word(f"standing_{line.standing.value}"),
            f"{line.copies}",
            line.purpose,
        )
        for line in order.lines
    ]
    table = draw_table(sheet, (_LEFT, _TABLE), _COLUMNS, rows, _RULING)
    if len(rows) < MOST_LINES:
        sheet.text("以　下　余　白", Box(_LEFT, table.bottom + 1.5, _WIDTH, 5), 9, "end", Align.CENTRE)


def _draw_signature(sheet: Sheet) -> None:
    """The one thing that only the citizen can write."""
    box = Box(_LEFT, _SIGNATURE, _WIDTH, 22)
    sheet.frame(box, Rule.FRAME)
    sheet.text(
        "上の内容に間違いがないことを確かめて、署名してください。", box.inset(4).rows(9, 13)[0], _SIZE, "sign"
    )
    line = box.bottom - 4
    sheet.text("署名", Box(box.x + 60, line - 8, 14, 8), 11, "sign")
    sheet.rule((box.x + 76, line), (box.right - 6, line), Rule.THIN)


def _draw_office(sheet: Sheet, order: RequestFormOrder) -> None:
    """Below: the office's own column, step by step, each with room for a stamp."""
    sheet.text("職員記入欄", Box(_LEFT, _OFFICE - 6, 60, 5.5), _SMALL, "heading")
    evidence = Box(_LEFT + 60, _OFFICE - 6, _WIDTH - 60, 5.5)
    sheet.text(f"本人確認\u3000{order.evidence}", evidence, _SMALL, "evidence", Align.RIGHT)
    box = Box(_LEFT, _OFFICE, _WIDTH, 24)
    widths = [_WIDTH / len(_STEPS)] * len(_STEPS)
    head, room = box.rows(6, 18)
    for step, cell in zip(_STEPS, head.columns(*widths), strict=True):
        sheet.text(step, cell, _SMALL, "step", Align.CENTRE)
    divide(sheet, head, room)
    part(sheet, *box.columns(*widths))
    sheet.frame(box, Rule.FRAME)
    sheet.text(f"{order.office}\u3000受付", Box(_LEFT, box.bottom + 2, _WIDTH, 5), _SMALL, "office", Align.RIGHT)
