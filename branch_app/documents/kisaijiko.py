"""住民票記載事項証明書: chosen items of one person, for a stated purpose such as 年金現況届."""

from dataclasses import dataclass

from branch_app.documents import page as paper
from branch_app.documents.bitmap import Bitmap
from branch_app.documents.box import Box
from branch_app.documents.grid import Field, Type, divide, draw_field, shown_or_empty
from branch_app.documents.layout import Stationery
from branch_app.documents.sheet import Mark, Rule, Sheet
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.resident import Resident
from branch_app.domain.records.snapshots import KisaijikoSnapshot
from branch_app.domain.values.wareki import wareki

_TOP, _ROW, _LABEL = 44.0, 14.0, 34.0
_TYPE = Type(9.5, 13, shrink=0.95)
_NAME_TYPE = Type(9.5, 18)
_STATEMENT = "上記の事項は、住民票に記載されている事項と相違ないことを証明する。"


@dataclass(frozen=True, slots=True)
class KisaijikoLayout:
    """One person on one sheet."""

    order: PrintOrder
    snapshot: KisaijikoSnapshot
    stationery: Stationery
    subject: Resident

    def pages(self) -> int:
        """Always one."""
        return 1

    def names(self) -> tuple[str, ...]:
        """The subject's."""
        return (self.subject.name,)

    def impression(self) -> Bitmap | None:
        """None: nobody's seal stands here."""
        return None

    def draw(self, sheet: Sheet, _page: int, /) -> None:
        """Items, purpose, certification right below them."""
        paper.title(sheet, "住民票記載事項証明書")
        fields = self._fields()
        box = Box(paper.LEFT, _TOP, paper.WIDTH, _ROW * len(fields))
        rows = box.rows(*[_ROW] * len(fields))
        divide(sheet, *rows)
        for field, row in zip(fields, rows, strict=True):
            draw_field(sheet, field, row, _LABEL, _NAME_TYPE if field.mark else _TYPE)
        sheet.frame(box, Rule.FRAME)
        paper.end_of_record(sheet, box.bottom + 3)
        paper.certification(sheet, self.order, _STATEMENT, self.stationery.seal, box.bottom + 18)

    def _fields(self) -> list[Field]:
        subject = self.subject
        fields = [
            Field("住所", self.snapshot.household.address, "address"),
            Field("氏名", subject.name, "name", (Mark.NAME, 0)),
            Field("生年月日", wareki(subject.birth), "birth"),
            Field("性別", subject.sex.value, "sex"),
            Field("使用目的", self.snapshot.purpose_text, "purpose"),
        ]
        if self.order.issued >= self.stationery.since.kana:
            fields.insert(1, Field("氏名の振り仮名", shown_or_empty(subject.kana), "kana"))
        return fields
