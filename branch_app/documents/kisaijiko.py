"""住民票記載事項証明書: chosen items of one person, for a stated purpose."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from branch_app.documents import page as paper
from branch_app.documents.bitmap import Bitmap
from branch_app.documents.box import Box
from branch_app.documents.grid import Field, Type, divide, draw_field, shown_or_empty
from branch_app.documents.layout import Stationery
from branch_app.documents.person import PersonItems
from branch_app.documents.sheet import Rule, Sheet
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.resident import Resident
from branch_app.domain.records.snapshots import JuminhyoOptions, KisaijikoItem, KisaijikoSnapshot

_TOP, _ROOM, _ROW, _LABEL = 44.0, 150.0, 14.0, 34.0
_TYPE = Type(9.5, 13, shrink=0.95)
_NAME_TYPE = Type(9.5, 18)
_STATEMENT = "上記の事項は、住民票に記載されている事項と相違ないことを証明する。"
_CHOSEN = JuminhyoOptions(head_and_relationship=True, honseki=True, nationality_and_stay=True)
"""What was chosen is shown, and nothing else is on the paper."""


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
        fields = [*chosen_fields(self.order, self.snapshot, self.stationery, self.subject)]
        fields.append(Field("使用目的", self.snapshot.purpose_text, "purpose"))
        bottom = draw_items(sheet, fields, Box(paper.LEFT, _TOP, paper.WIDTH, _ROOM))
        paper.end_of_record(sheet, bottom + 3)
        paper.certification(sheet, self.order, _STATEMENT, self.stationery.seal, bottom + 18)


def draw_items(sheet: Sheet, fields: list[Field], room: Box) -> float:
    """One row each, lower where they are many; where they end."""
    height = min(_ROW, room.height / len(fields))
    box = Box(room.x, room.y, room.width, height * len(fields))
    rows = box.rows(*[height] * len(fields))
    divide(sheet, *rows)
    for field, row in zip(fields, rows, strict=True):
        draw_field(sheet, field, row, _LABEL, _NAME_TYPE if field.mark else _TYPE)
    sheet.frame(box, Rule.FRAME)
    return box.bottom


def chosen_fields(
    order: PrintOrder, snapshot: KisaijikoSnapshot, stationery: Stationery, subject: Resident
) -> Iterator[Field]:
    """In the order of the paper; 旧氏 and 通称 stand below the name and are never left out.

    本籍 comes with its 筆頭者; a foreign resident has 国籍・地域 instead. 振り仮名 are there from their day on.
    """
    fields = {
        **PersonItems(order.issued, stationery.since, _CHOSEN).fields(subject, 0),
        "address": Field("住所", snapshot.household.address, "address"),
        "head": Field("世帯主", shown_or_empty(snapshot.household.head), "head"),
    }
    if "kana" in fields:
        fields["kana"] = replace(fields["kana"], label="氏名の振り仮名")
    other_names = {"former_name": subject.former_name, "alias": subject.foreign and subject.foreign.alias}
    for name, borne in other_names.items():
        if borne is None:
            fields.pop(name, None)
    for item in KisaijikoItem:
        if item in snapshot.items:
            yield from (fields[name] for name in _TOGETHER.get(item, (item.value,)) if name in fields)


_TOGETHER = {
    KisaijikoItem.NAME: ("name", "former_name", "alias"),
    KisaijikoItem.HONSEKI: ("honseki", "hittousha", "nationality"),
}
