"""The back of a sheet (スクランブル画像): what it is for, its symbols over the page, the footer of its front."""

from collections.abc import Sequence

from branch_app.documents import page as paper
from branch_app.documents.bitmap import Bitmap
from branch_app.documents.box import Box
from branch_app.documents.seals.place import AREA, grid_of
from branch_app.documents.sheet import Align, Mark, Rule, Sheet
from branch_app.domain.records.certificate import PrintOrder

_HEAD = Box(paper.LEFT, 12, paper.WIDTH, 6)
_NOTE = Box(paper.LEFT, 18.2, paper.WIDTH, 8.4)
_NOTE_TEXT = (
    "この面の画像は、おもて面の記載を暗号化したもので、証明書の真偽を確かめるときに使います。"
    "切り取ったり、書き込んだり、重ねて貼ったりしないでください。"
)


def draw_back(sheet: Sheet, order: PrintOrder, symbols: Sequence[Bitmap], page: int, pages: int) -> None:
    """One back, with every symbol on it.

    Raises:
        RecordIncomplete: the paper says more than a back has room for.
    """
    sheet.text("真偽確認用画像（見本）" if order.specimen else "真偽確認用画像", _HEAD, 11, "title", Align.CENTRE)
    sheet.text(_NOTE_TEXT, _NOTE, 7.5, "note", Align.CENTRE)
    sheet.rule((AREA.x, AREA.y - 3), (AREA.right, AREA.y - 3), Rule.THIN)
    for index, (symbol, (x, y)) in enumerate(zip(symbols, grid_of(symbols).places(len(symbols)), strict=True)):
        with sheet.marked(Mark.SHARE, index):
            sheet.bitmap(symbol, paper.on_dots(x), paper.on_dots(y))
    paper.footer(sheet, order, page, pages)
