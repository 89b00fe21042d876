"""戸籍の附票の写し and 除附票の写し: every address since the 戸籍 was made, of all of it or of some.

Since 2022-01-11 生年月日 and 性別 always stand on it. Whether 本籍 and 筆頭者 do, the snapshot says:
who is named on a paper, and what its back seals, is read off that.
"""

from dataclasses import dataclass

from branch_app.documents import page as paper
from branch_app.documents.bitmap import Bitmap
from branch_app.documents.box import Box
from branch_app.documents.flow import Page, pour, tall
from branch_app.documents.fuhyo_rows import FuhyoRows
from branch_app.documents.grid import OMITTED
from branch_app.documents.layout import Stationery
from branch_app.documents.row import draw_rows
from branch_app.documents.sheet import Rule, Sheet
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.koseki import KosekiState
from branch_app.domain.records.snapshots import FuhyoSnapshot, Scope
from branch_app.domain.rules.kinship import full_name

_TOP, _BOTTOM, _CERTIFICATION_TOP = 38.0, 216.0, 226.0
_SCOPES = {Scope.WHOLE: "全部", Scope.PART: "一部"}
_STATEMENT = "この写しは、{}の{}の原本と相違ないことを証明する。"


@dataclass(frozen=True, slots=True)
class FuhyoLayout:
    """One 附票 on as many pages as it needs: ``head`` on each of them, ``body`` page by page."""

    order: PrintOrder
    snapshot: FuhyoSnapshot
    stationery: Stationery
    head: Page
    body: tuple[Page, ...]

    def pages(self) -> int:
        """As poured."""
        return len(self.body)

    def names(self) -> tuple[str, ...]:
        """氏名 of each person shown."""
        fuhyo = self.snapshot.fuhyo
        return tuple(full_name(fuhyo.hittousha, fuhyo.persons[index].name) for index in self.snapshot.shown)

    def impression(self) -> Bitmap | None:
        """None: nobody's seal stands here."""
        return None

    def draw(self, sheet: Sheet, page: int, /) -> None:
        """本籍 and 筆頭者, persons with their addresses, certification on the last page."""
        kind = "戸籍の附票" if self.snapshot.fuhyo.state is KosekiState.CURRENT else "戸籍の除附票"
        scope = _SCOPES[self.snapshot.scope]
        paper.title(sheet, "\u3000".join(f"{kind}の写し"), f"（{scope}）")
        rows = (*self.head, *self.body[page - 1])
        bottom = draw_rows(sheet, rows, Box(paper.LEFT, _TOP, paper.WIDTH, 0))
        sheet.frame(Box(paper.LEFT, _TOP, paper.WIDTH, bottom - _TOP), Rule.FRAME)
        if page < self.pages():
            paper.continued(sheet, bottom + 2)
            return
        paper.end_of_record(sheet, bottom + 2)
        statement = _STATEMENT.format(kind, scope)
        paper.certification(sheet, self.order, statement, self.stationery.seal, _CERTIFICATION_TOP)


def fuhyo_layout(order: PrintOrder, snapshot: FuhyoSnapshot, stationery: Stationery) -> FuhyoLayout:
    """Set in rows and poured.

    Raises:
        GlyphMissing, RecordIncomplete.
    """
    rows = FuhyoRows(snapshot.fuhyo, stationery.faces, _facts(order, stationery))
    fuhyo = snapshot.fuhyo
    head = rows.head(*((fuhyo.honseki, fuhyo.hittousha) if snapshot.honseki else (OMITTED, OMITTED)))
    persons = [rows.person(index, place) for place, index in enumerate(snapshot.shown)]
    return FuhyoLayout(order, snapshot, stationery, head, pour(persons, _BOTTOM - _TOP - tall(head)))


def _facts(order: PrintOrder, stationery: Stationery) -> tuple[str, ...]:
    """What stands beside each name on that day."""
    return ("birth", "sex") if order.issued >= stationery.since.fuhyo_identity else ()
