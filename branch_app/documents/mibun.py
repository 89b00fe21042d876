"""身分証明書: that nothing was notified which takes away somebody's rights; the 本籍 knows, nobody else does."""

from dataclasses import dataclass

from branch_app.documents import page as paper
from branch_app.documents.bitmap import Bitmap
from branch_app.documents.box import Box
from branch_app.documents.field_rows import FieldRows
from branch_app.documents.grid import Field
from branch_app.documents.layout import Stationery
from branch_app.documents.row import draw_rows
from branch_app.documents.sheet import Mark, Rule, Sheet
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.snapshots import MibunSnapshot
from branch_app.domain.rules.kinship import full_name
from branch_app.domain.values.wareki import wareki

_TOP, _CERTIFICATION_TOP = 40.0, 226.0
_DENIALS = (
    "禁治産又は準禁治産の宣告の通知を受けていない。",
    "後見の登記の通知を受けていない。",
    "破産宣告又は破産手続開始決定の通知を受けていない。",
)
_LINE, _INDENT, _SIZE = 11.0, 10.0, 12.5
_STATEMENT = "上記のとおり相違ないことを証明する。"


@dataclass(frozen=True, slots=True)
class MibunLayout:
    """One person on one sheet."""

    order: PrintOrder
    snapshot: MibunSnapshot
    stationery: Stationery

    def pages(self) -> int:
        """Always one."""
        return 1

    def names(self) -> tuple[str, ...]:
        """The person's."""
        return (self._name(),)

    def impression(self) -> Bitmap | None:
        """None: nobody's seal stands here."""
        return None

    def draw(self, sheet: Sheet, _page: int, /) -> None:
        """Who it is, what has not been notified, certification."""
        paper.title(sheet, "身\u3000分\u3000証\u3000明\u3000書")
        rows = FieldRows(self.stationery.faces)
        bottom = draw_rows(sheet, tuple(map(rows.row, self._fields())), Box(paper.LEFT, _TOP, paper.WIDTH, 0))
        sheet.frame(Box(paper.LEFT, _TOP, paper.WIDTH, bottom - _TOP), Rule.FRAME)
        line = Box(paper.LEFT, bottom + 12, paper.WIDTH, _LINE)
        sheet.text("上記の者については、本日現在、次のとおりである。", line, _SIZE, "denial")
        for number, denial in enumerate(_DENIALS, 1):
            place = Box(line.x + _INDENT, line.y + number * _LINE, line.width - _INDENT, _LINE)
            sheet.text(f"{number}\u3000{denial}", place, _SIZE, "denial")
        paper.end_of_record(sheet, line.y + (len(_DENIALS) + 1) * _LINE + 4)
        paper.certification(sheet, self.order, _STATEMENT, self.stationery.seal, _CERTIFICATION_TOP)

    def _fields(self) -> tuple[Field, ...]:
        koseki, at = self.snapshot.koseki, f"persons[{self.snapshot.person}]"
        birth = koseki.persons[self.snapshot.person].birth
        return (
            Field("本籍", koseki.honseki, "honseki"),
            Field("筆頭者", koseki.hittousha, "hittousha"),
            Field("氏名", self._name(), f"{at}.name", (Mark.NAME, 0)),
            Field("生年月日", wareki(birth), f"{at}.birth"),
        )

    def _name(self) -> str:
        koseki = self.snapshot.koseki
        return full_name(koseki.hittousha, koseki.persons[self.snapshot.person].name)
