"""住民票の写し, 世帯票: four persons a sheet; what was not asked for is 【省略】, what is not there 【空欄】."""

from dataclasses import dataclass

from branch_app.documents import page as paper
from branch_app.documents.bitmap import Bitmap
from branch_app.documents.box import Box
from branch_app.documents.grid import OMITTED, Field, Type, divide, draw_field, part
from branch_app.documents.layout import Stationery
from branch_app.documents.person import PersonItems
from branch_app.documents.sheet import Align, Rule, Sheet
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.resident import Resident
from branch_app.domain.records.snapshots import JuminhyoSnapshot, Scope

PERSONS_A_SHEET = 4
_HOUSEHOLD = Box(paper.LEFT, 38, paper.WIDTH, 17)
_PERSONS_TOP, _PERSON_HEIGHT, _PERSON_GAP = 56.2, 40.85, 1.3
_CERTIFICATION_TOP = 226.0
_NUMBER_WIDTH, _LABEL, _SHORT_LABEL = 7.0, 21.0, 16.0
_HEAD_ROW, _ROW, _KANA_ROW = 14.1, 5.35, 4.9
_SMALL, _KANA, _NAME = Type(6.2, 9.5), Type(6.2, 7.5), Type(7.5, 14)
_SCOPE = {Scope.WHOLE: "世帯全員", Scope.PART: "世帯の一部"}


@dataclass(frozen=True, slots=True)
class JuminhyoLayout:
    """One household on as many sheets as it needs."""

    order: PrintOrder
    snapshot: JuminhyoSnapshot
    stationery: Stationery

    def pages(self) -> int:
        """Four persons each."""
        return -(-len(self.snapshot.shown) // PERSONS_A_SHEET)

    def names(self) -> tuple[str, ...]:
        """Of the members shown."""
        return tuple(member.name for member in self._shown())

    def impression(self) -> Bitmap | None:
        """None: nobody's seal stands here."""
        return None

    def draw(self, sheet: Sheet, page: int, /) -> None:
        """Household, four places for persons, certification on the last sheet."""
        scope = _SCOPE[self.snapshot.scope]
        paper.title(sheet, "住\u3000民\u3000票\u3000の\u3000写\u3000し", f"（{scope}）")
        self._household(sheet)
        for place in range(PERSONS_A_SHEET):
            self._place(sheet, place, (page - 1) * PERSONS_A_SHEET + place)
        if page < self.pages():
            paper.continued(sheet, _CERTIFICATION_TOP)
            return
        statement = f"この写しは、{scope}の住民票の原本と相違ないことを証明する。"
        paper.certification(sheet, self.order, statement, self.stationery.seal, _CERTIFICATION_TOP)

    def _shown(self) -> list[Resident]:
        shown = set(self.snapshot.shown)
        return [member for member in self.snapshot.household.members if member.id in shown]

    def _household(self, sheet: Sheet) -> None:
        household, options = self.snapshot.household, self.snapshot.options
        address, head = _HOUSEHOLD.rows(8.5, 8.5)
        size = Type(8, 11)
        sheet.frame(_HOUSEHOLD, Rule.FRAME)
        divide(sheet, address, head)
        draw_field(sheet, Field("住所", household.address, "address"), address, 24, size)
        shown = household.head if options.head_and_relationship else OMITTED
        draw_field(sheet, Field("世帯主", shown, "head"), head, 24, size)

    def _place(self, sheet: Sheet, place: int, index: int) -> None:
        top = _PERSONS_TOP + place * (_PERSON_HEIGHT + _PERSON_GAP)
        box = Box(paper.LEFT, top, paper.WIDTH, _PERSON_HEIGHT)
        number, body = box.columns(_NUMBER_WIDTH, box.width - _NUMBER_WIDTH)
        sheet.text(str(index + 1), number, 10, "place", Align.CENTRE)
        part(sheet, number, body)
        items = PersonItems(self.order.issued, self.stationery.since, self.snapshot.options)
        shown = self._shown()
        if index < len(shown):
            _draw_person(sheet, body, items.fields(shown[index], index), _rows_of(shown[index]))
        else:
            _draw_person(sheet, body, items.unused(), _JAPANESE)
        sheet.frame(box, Rule.FRAME)


_Rows = tuple[tuple[tuple[str, ...], tuple[float, ...]], ...]
_THIRDS = (55, 56, 56)
_FIRST_ROW = (("relationship", "became_resident", "notified"), _THIRDS)
_JAPANESE: _Rows = (
    _FIRST_ROW,
    (("juminhyo_code", "address_since"), (55, 112)),
    (("honseki", "hittousha"), (111, 56)),
    (("previous_address",), (167,)),
    (("moving_out",), (167,)),
)
_FOREIGN: _Rows = (
    _FIRST_ROW,
    (("juminhyo_code", "address_since", "nationality"), _THIRDS),
    (("category", "stay"), (55, 112)),
    (("card", "period", "expires"), _THIRDS),
)
_STAYING: _Rows = ((("previous_address",), (167,)),)
_LEAVING: _Rows = ((("previous_address", "moving_out"), (83.5, 83.5)),)


def _rows_of(member: Resident) -> _Rows:
    if member.foreign is None:
        return _JAPANESE
    return _FOREIGN + (_STAYING if member.moving_out is None else _LEAVING)


def _draw_person(sheet: Sheet, body: Box, fields: dict[str, Field], rows: _Rows) -> None:
    head, *lines = body.rows(_HEAD_ROW, *[_ROW] * len(rows))
    divide(sheet, head, *lines)
    name, beside = head.columns(91, 76)
    part(sheet, name, beside)
    _draw_name(sheet, name, fields)
    _draw_beside(sheet, beside, fields)
    for line, (items, widths) in zip(lines, rows, strict=True):
        cells = line.columns(*widths)
        part(sheet, *cells)
        for item, cell in zip(items, cells, strict=True):
            draw_field(sheet, fields[item], cell, _LABEL, _SMALL)


def _draw_name(sheet: Sheet, box: Box, fields: dict[str, Field]) -> None:
    if "kana" not in fields:
        draw_field(sheet, fields["name"], box, _LABEL, _NAME)
        return
    kana, name = box.rows(_KANA_ROW, box.height - _KANA_ROW)
    draw_field(sheet, fields["kana"], kana, _LABEL, _KANA)
    sheet.rule((name.x, name.y), (name.right, name.y), Rule.HAIR)
    draw_field(sheet, fields["name"], name, _LABEL, _NAME)


def _draw_beside(sheet: Sheet, box: Box, fields: dict[str, Field]) -> None:
    """Birth and sex; below them 旧氏 or 通称 where the day knows one."""
    other = fields.get("former_name") or fields.get("alias")
    upper = box
    if other is not None:
        upper, lower = box.rows(box.height / 2, box.height / 2)
        divide(sheet, upper, lower)
        draw_field(sheet, other, lower, _SHORT_LABEL, _SMALL)
    birth, sex = upper.columns(50, 26)
    part(sheet, birth, sex)
    draw_field(sheet, fields["birth"], birth, _SHORT_LABEL, _SMALL)
    draw_field(sheet, fields["sex"], sex, 12, _SMALL)
