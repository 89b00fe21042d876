"""戸籍全部事項証明書 and 個人事項証明書, of a 戸籍 in force, of a 除籍, and of a 改製原戸籍 kept by computer."""

from dataclasses import dataclass

from branch_app.documents import page as paper
from branch_app.documents.bitmap import Bitmap
from branch_app.documents.box import Box
from branch_app.documents.flow import Page, pour, tall
from branch_app.documents.koseki_rows import KosekiRows, blank
from branch_app.documents.layout import Stationery
from branch_app.documents.row import draw_rows
from branch_app.documents.sheet import Rule, Sheet
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.koseki import KosekiState
from branch_app.domain.records.snapshots import KosekiSnapshot, Scope

_TOP, _BOTTOM, _CERTIFICATION_TOP = 36.0, 216.0, 226.0
_AIR = 2.0
_WIDE, _NARROW, _MOST_WIDE = "\u3000", " ", 9
"""Between the characters of a title, and how many it may have to be set wide."""
_KINDS = {KosekiState.CURRENT: "戸籍", KosekiState.REMOVED: "除籍", KosekiState.REFORMED: "改製原戸籍"}
_TITLES = {Scope.WHOLE: "全部事項証明書", Scope.PART: "個人事項証明書"}
_STATEMENTS = {
    Scope.WHOLE: "これは、{}に記録されている事項の全部を証明した書面である。",
    Scope.PART: "これは、{}中の一部の者について記録されている事項の全部を証明した書面である。",
}


@dataclass(frozen=True, slots=True)
class KosekiLayout:
    """One 戸籍 on as many pages as it needs: ``head`` on each of them, ``body`` page by page."""

    order: PrintOrder
    snapshot: KosekiSnapshot
    stationery: Stationery
    head: Page
    body: tuple[Page, ...]

    def pages(self) -> int:
        """As poured."""
        return len(self.body)

    def names(self) -> tuple[str, ...]:
        """氏名 of the 筆頭者, then 名 of each person shown."""
        koseki = self.snapshot.koseki
        return (koseki.hittousha, *(koseki.persons[index].name for index in self.snapshot.shown))

    def impression(self) -> Bitmap | None:
        """None: nobody's seal stands here."""
        return None

    def draw(self, sheet: Sheet, page: int, /) -> None:
        """本籍 and 氏名, what is poured, certification on the last page."""
        kind = _KINDS[self.snapshot.koseki.state]
        title = kind + _TITLES[self.snapshot.scope]
        paper.title(sheet, (_WIDE if len(title) <= _MOST_WIDE else _NARROW).join(title))
        rows = (*self.head, *self.body[page - 1], blank(_AIR))
        bottom = draw_rows(sheet, rows, Box(paper.LEFT, _TOP, paper.WIDTH, 0))
        sheet.frame(Box(paper.LEFT, _TOP, paper.WIDTH, bottom - _TOP), Rule.FRAME)
        if page < self.pages():
            paper.continued(sheet, bottom + 2)
            return
        paper.end_of_record(sheet, bottom + 2)
        statement = _STATEMENTS[self.snapshot.scope].format(kind)
        paper.certification(sheet, self.order, statement, self.stationery.seal, _CERTIFICATION_TOP)


def koseki_layout(order: PrintOrder, snapshot: KosekiSnapshot, stationery: Stationery) -> KosekiLayout:
    """Set in rows and poured.

    Raises:
        GlyphMissing, RecordIncomplete.
    """
    rows = KosekiRows(snapshot.koseki, stationery.faces)
    head = rows.head()
    persons = (rows.person(index, shown) for shown, index in enumerate(snapshot.shown, 1))
    body = pour((rows.history(), *persons), _BOTTOM - _AIR - _TOP - tall(head))
    return KosekiLayout(order, snapshot, stationery, head, body)
