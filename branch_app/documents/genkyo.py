"""年金受給権者現況届: the pensioner's form with the certification of 住民票 items on it, for the pension office."""

from dataclasses import dataclass

from branch_app.documents import page as paper
from branch_app.documents.bitmap import Bitmap
from branch_app.documents.box import Box
from branch_app.documents.form import draw_heading
from branch_app.documents.grid import divide, part
from branch_app.documents.kisaijiko import chosen_fields, draw_items
from branch_app.documents.layout import Stationery
from branch_app.documents.sheet import Rule, Sheet
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.resident import Resident
from branch_app.domain.records.snapshots import KisaijikoSnapshot

PURPOSE = "年金受給権者現況届"
"""A paper for this purpose is made on the form of that name."""
_TOP, _ROW, _LABEL, _ROOM = 40.0, 11.0, 34.0, 118.0
_ROWS = ((("基礎年金番号", 10), ("年金コード", 4)), (("電話番号", 0), ("記入年月日", 0)))
"""Labels of what the pensioner writes, and how many boxes for digits."""
_WIDTHS = (116.0, 58.0)
_STATEMENT = "上記の事項は、住民票に記載されている事項と相違ないことを証明する。"


@dataclass(frozen=True, slots=True)
class GenkyoLayout:
    """One pensioner on one sheet."""

    order: PrintOrder
    snapshot: KisaijikoSnapshot
    stationery: Stationery
    subject: Resident

    def pages(self) -> int:
        """Always one."""
        return 1

    def names(self) -> tuple[str, ...]:
        """The pensioner's."""
        return (self.subject.name,)

    def impression(self) -> Bitmap | None:
        """None: nobody's seal stands here."""
        return None

    def draw(self, sheet: Sheet, _page: int, /) -> None:
        """What the pensioner writes, what the city certifies, certification."""
        paper.title(sheet, self.snapshot.purpose_text, "（住民票記載事項証明）")
        top = draw_heading(sheet, _TOP, "一　受給権者が記入する欄（証明の対象ではありません）")
        bottom = _draw_own_part(sheet, top)
        top = draw_heading(sheet, bottom + 7, "二　住民票の記載事項")
        fields = [*chosen_fields(self.order, self.snapshot, self.stationery, self.subject)]
        bottom = draw_items(sheet, fields, Box(paper.LEFT, top, paper.WIDTH, _ROOM))
        paper.end_of_record(sheet, bottom + 2)
        paper.certification(sheet, self.order, _STATEMENT, self.stationery.seal, bottom + 12)


def _draw_own_part(sheet: Sheet, top: float) -> float:
    """Empty places to write in; where they end."""
    box = Box(paper.LEFT, top, paper.WIDTH, _ROW * len(_ROWS))
    rows = box.rows(*[_ROW] * len(_ROWS))
    divide(sheet, *rows)
    for row, cells in zip(rows, _ROWS, strict=True):
        places = row.columns(*_WIDTHS)
        part(sheet, *places)
        for (label, digits), place in zip(cells, places, strict=True):
            _draw_place(sheet, place, label, digits)
    sheet.frame(box, Rule.FRAME)
    return box.bottom


def _draw_place(sheet: Sheet, place: Box, label: str, digits: int) -> None:
    width = min(_LABEL, place.width * 0.45)
    head, room = place.columns(width, place.width - width)
    sheet.spread(label, head.inset(1.6), 8.5)
    sheet.rule((room.x, room.y), (room.x, room.bottom), Rule.HAIR)
    if not digits:
        return
    boxes = room.columns(*[room.width / digits] * digits)
    for box in boxes[1:]:
        sheet.rule((box.x, box.y), (box.x, box.bottom), Rule.HAIR)
