"""What every certificate has around its body: title, certification with the seal, footer."""

from branch_app.documents.bitmap import Bitmap
from branch_app.documents.box import A4_WIDTH, Box
from branch_app.documents.sheet import Align, Mark, Rule, Sheet
from branch_app.domain.records.certificate import Issuer, PrintOrder
from branch_app.domain.values.wareki import wareki

LEFT, WIDTH = 18.0, 174.0
_PICTURE = 24.0
"""Kept free on both sides of the title, for the detection images."""
_TITLE = Box(LEFT, 18, WIDTH, 10).inset(_PICTURE)
_SUBTITLE = Box(LEFT, 28.5, WIDTH, 6).inset(_PICTURE)
_FOOTER = 274.0
_SEAL_GAP = 5.0
_SYMBOL = 30.0
_SYMBOL_BOTTOM = 268.4
"""The digital seal stands in the lower left corner of every front, its caption between it and the footer."""


def title(sheet: Sheet, text: str, subtitle: str = "") -> None:
    """The certificate's name, and below it what it covers."""
    sheet.text(text, _TITLE, 19, "title", Align.CENTRE)
    if subtitle:
        sheet.text(subtitle, _SUBTITLE, 9.5, "title", Align.CENTRE)


def certification(sheet: Sheet, order: PrintOrder, statement: str, seal: Bitmap, top: float) -> None:
    """認証文, date, issuer and seal, 44 mm high from ``top``."""
    sheet.text(statement, Box(LEFT, top, WIDTH, 7), 11, "statement")
    signature(sheet, order, seal, top)


def signature(sheet: Sheet, order: PrintOrder, seal: Bitmap, top: float) -> None:
    """The certification without its 認証文: for a paper that says it in its own way, above ``top`` + 7 mm."""
    if order.data_as_of is not None:
        note = f"この証明書は、{wareki(order.data_as_of)}現在の記録により作成したものです。"
        sheet.text(note, Box(LEFT, top + 7, WIDTH, 5), 8.5, "data_as_of")
    sheet.text(wareki(order.issued), Box(LEFT + _SYMBOL + 6, top + 12, 60, 6.2), 12, "issued")
    width, height = seal.size_mm
    x, y = LEFT + WIDTH - 8 - width, top + 13
    with sheet.marked(Mark.SEAL):
        sheet.bitmap(seal, x, y)
    sheet.text("この印は黒色です", Box(x - 5, y + height + 0.8, width + 10, 3.5), 6.5, "caption", Align.CENTRE)
    _issuer(sheet, order.issuer, Box(LEFT + 40, top + 17.5, x - _SEAL_GAP - LEFT - 40, 17))


def _issuer(sheet: Sheet, issuer: Issuer, room: Box) -> None:
    """The mayor; or on two lines who acts for the mayor (職務代理者), and that person's own office and name.

    The title then holds both, parted by U+3000: 川崎市長職務代理者, 川崎市副市長.
    """
    acting, _, title = issuer.title.rpartition("\u3000")
    person = f"{title}\u3000\u3000{issuer.name}"
    if not acting:
        sheet.text(person, Box(room.x, room.y + 1.5, room.width, 10), 16, "issuer", Align.RIGHT)
        return
    upper, lower = Box(room.x + 10, room.y + 1.5, room.width - 10, room.height).rows(7.5, 9.5)
    sheet.text(acting, upper, 14, "issuer.title")
    sheet.text(person, lower, 16, "issuer")


def digital_seal(sheet: Sheet, symbol: Bitmap) -> None:
    """The seal by which the page is checked, at most 30 mm square; everything else stays away from it."""
    box = seal_box(symbol)
    with sheet.marked(Mark.SYMBOL):
        sheet.bitmap(symbol, box.x, box.y)
    caption = Box(LEFT, _SYMBOL_BOTTOM + 0.9, _SYMBOL + 20, 3.2)
    sheet.text("電子シール（BSI TR-03171）　真偽の確認用", caption, 6, "caption")


def seal_box(symbol: Bitmap) -> Box:
    """Where that symbol stands on every front: whoever reads it in a scan knows from it how the page lies."""
    return Box(on_dots(LEFT), on_dots(_SYMBOL_BOTTOM - symbol.size_mm[1]), *symbol.size_mm)


def on_dots(mm: float) -> float:
    """The nearest place where a dot of a printer with 600 of them an inch begins."""
    return round(mm / 25.4 * 600) * 25.4 / 600


def end_of_record(sheet: Sheet, top: float) -> None:
    """以下余白: nothing may be added below."""
    sheet.text("以　下　余　白", Box(LEFT, top, WIDTH, 6), 9, "end_of_record", Align.CENTRE)


def continued(sheet: Sheet, top: float) -> None:
    """In the place of the certification on every page but the last."""
    sheet.text("（次の頁に続く）", Box(LEFT, top, WIDTH, 7), 10, "continued", Align.RIGHT)


def footer(sheet: Sheet, order: PrintOrder, page: int, pages: int) -> None:
    """Issue number, page n/N, job and office, on every page, front and back."""
    sheet.rule((LEFT, _FOOTER), (LEFT + WIDTH, _FOOTER), Rule.THIN)
    upper, lower = Box(LEFT, _FOOTER + 1, WIDTH, 5), Box(LEFT, _FOOTER + 5.6, WIDTH, 4)
    sheet.text("発行番号", Box(LEFT, upper.y, 15, upper.height), 8, "footer")
    with sheet.marked(Mark.NUMBER):
        sheet.text(order.number, Box(LEFT + 15, upper.y, 62, upper.height), 9, "number")
    with sheet.marked(Mark.PAGE):
        sheet.text(f"{page}／{pages}", Box(A4_WIDTH / 2 - 15, upper.y, 30, upper.height), 10, "page", Align.CENTRE)
    office = Box(LEFT + WIDTH - 70, upper.y, 70, upper.height)
    sheet.text(f"{order.issuer.office}\u3000発行", office, 8, "office", Align.RIGHT)
    sheet.text("処理番号", Box(LEFT, lower.y, 15, lower.height), 6.5, "footer")
    with sheet.marked(Mark.JOB):
        sheet.text(order.job, Box(LEFT + 15, lower.y, 70, lower.height), 6.5, "job")


def specimen(sheet: Sheet) -> None:
    """見本 across the page, light enough to read everything through it."""
    sheet.watermark("見本", 260, 0.9, 50)
