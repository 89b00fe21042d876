"""印鑑登録証明書: the registered 印影 at true size, 氏名, 生年月日, 住所; no sex."""

from dataclasses import dataclass

from branch_app.documents import page as paper
from branch_app.documents.bitmap import Bitmap, impression_bitmap
from branch_app.documents.box import Box
from branch_app.documents.grid import Field, Type, divide, draw_field, part
from branch_app.documents.layout import Stationery
from branch_app.documents.person import birth_text
from branch_app.documents.sheet import Mark, Rule, Sheet
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.resident import Resident
from branch_app.domain.records.snapshots import InkanSnapshot

_BODY = Box(paper.LEFT, 44, paper.WIDTH, 54)
_IMPRESSION_WIDTH, _CAPTION_HEIGHT = 50.0, 9.0
_LABEL = 24.0
_TYPE, _NAME_TYPE = Type(9.5, 13, shrink=0.95), Type(9.5, 18)
_STATEMENT = "この写しは、登録されている印影と相違ないことを証明する。"


@dataclass(frozen=True, slots=True)
class InkanLayout:
    """One person's seal on one sheet."""

    order: PrintOrder
    snapshot: InkanSnapshot
    stationery: Stationery
    subject: Resident

    def pages(self) -> int:
        """Always one."""
        return 1

    def names(self) -> tuple[str, ...]:
        """The registrant's."""
        return (self.subject.name,)

    def impression(self) -> Bitmap | None:
        """The registered seal."""
        return impression_bitmap(self.snapshot.seal.impression)

    def draw(self, sheet: Sheet, _page: int, /) -> None:
        """印影 on the left, the person on the right, certification below."""
        paper.title(sheet, "印\u3000鑑\u3000登\u3000録\u3000証\u3000明\u3000書")
        seal, person = _BODY.columns(_IMPRESSION_WIDTH, _BODY.width - _IMPRESSION_WIDTH)
        part(sheet, seal, person)
        _draw_impression(sheet, seal, impression_bitmap(self.snapshot.seal.impression))
        fields = self._fields()
        rows = person.rows(*[person.height / len(fields)] * len(fields))
        divide(sheet, *rows)
        for field, row in zip(fields, rows, strict=True):
            draw_field(sheet, field, row, _LABEL, _NAME_TYPE if field.mark else _TYPE)
        sheet.frame(_BODY, Rule.FRAME)
        paper.end_of_record(sheet, _BODY.bottom + 3)
        paper.certification(sheet, self.order, _STATEMENT, self.stationery.seal, _BODY.bottom + 18)

    def _fields(self) -> list[Field]:
        """旧氏 and 通称 stand with the name: a seal may be cut in either (印鑑登録証明事務処理要領)."""
        subject, since = self.subject, self.stationery.since
        fields = [
            Field("氏名", subject.name, "name", (Mark.NAME, 0)),
            Field("生年月日", birth_text(subject), "birth"),
            Field("住所", self.snapshot.household.address, "address"),
        ]
        if subject.former_name is not None and self.order.issued >= since.former_name:
            fields.insert(1, Field("旧氏", subject.former_name.written, "former_name"))
        if subject.foreign is not None and subject.foreign.alias is not None:
            fields.insert(1, Field("通称", subject.foreign.alias.written, "alias"))
        return fields


def _draw_impression(sheet: Sheet, box: Box, impression: Bitmap) -> None:
    caption, room = box.rows(_CAPTION_HEIGHT, box.height - _CAPTION_HEIGHT)
    divide(sheet, caption, room)
    sheet.spread("印影", caption.inset(box.width / 3), 9.5)
    width, height = impression.size_mm
    with sheet.marked(Mark.IMPRESSION):
        sheet.bitmap(impression, room.x + (room.width - width) / 2, room.middle - height / 2)
