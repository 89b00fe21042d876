"""住民票の写し, 世帯票: four persons a sheet; what was not asked for is 【省略】, what is not there 【空欄】."""

from dataclasses import dataclass
from datetime import date

from branch_app.documents import page as paper
from branch_app.documents.bitmap import Bitmap
from branch_app.documents.box import Box
from branch_app.documents.grid import EMPTY, OMITTED, UNUSED, Field, Type, divide, draw_field, part, shown_or_empty
from branch_app.documents.layout import Stationery
from branch_app.documents.sheet import Align, Mark, Rule, Sheet
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.resident import RELATIONSHIPS, Resident
from branch_app.domain.records.snapshots import JuminhyoSnapshot, Scope
from branch_app.domain.values.wareki import wareki

PERSONS_A_SHEET = 4
_HOUSEHOLD = Box(paper.LEFT, 38, paper.WIDTH, 17)
_PERSONS_TOP, _PERSON_HEIGHT, _PERSON_GAP = 57.5, 40.1, 1.6
_CERTIFICATION_TOP = 226.0
_NUMBER_WIDTH, _LABEL, _SHORT_LABEL = 7.0, 21.0, 16.0
_HEAD_ROW, _ROW, _KANA_ROW = 14.5, 6.4, 5.0
_SMALL, _KANA, _NAME = Type(6.6, 9.5), Type(6.2, 7.5), Type(7.5, 14)
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
        shown = self._shown()
        fields = self._fields(shown[index], index) if index < len(shown) else _unused()
        if self.order.issued < self.stationery.since.kana:
            del fields["kana"]
        _draw_person(sheet, body, fields)
        sheet.frame(box, Rule.FRAME)

    def _fields(self, member: Resident, index: int) -> dict[str, Field]:
        options, at = self.snapshot.options, f"members[{index}]"
        texts = {
            "kana": shown_or_empty(member.kana),
            "name": member.name,
            "birth": wareki(member.birth),
            "sex": member.sex.value,
            "relationship": _relationship(member) if options.head_and_relationship else OMITTED,
            "became_resident": wareki(member.became_resident),
            "address_since": _date(member.address_since),
            "notified": _date(member.notified),
            "juminhyo_code": shown_or_empty(member.juminhyo_code) if options.juminhyo_code else OMITTED,
            "honseki": shown_or_empty(member.honseki) if options.honseki else OMITTED,
            "hittousha": shown_or_empty(member.hittousha) if options.honseki else OMITTED,
            "previous_address": shown_or_empty(member.previous_address),
        }
        fields = {item: Field(_LABELS[item], text, f"{at}.{item}") for item, text in texts.items()}
        fields["name"] = Field(_LABELS["name"], member.name, f"{at}.name", (Mark.NAME, index))
        return fields


_LABELS = {
    "kana": "振り仮名",
    "name": "氏名",
    "birth": "生年月日",
    "sex": "性別",
    "relationship": "続柄",
    "became_resident": "住民となった\n年月日",
    "address_since": "住所を定めた\n年月日",
    "notified": "届出日",
    "juminhyo_code": "住民票コード",
    "honseki": "本籍",
    "hittousha": "筆頭者",
    "previous_address": "前住所",
}


def _unused() -> dict[str, Field]:
    """An unused place is filled, so that nothing can be typed into it."""
    return {item: Field(label, UNUSED, item) for item, label in _LABELS.items()}


def _date(day: date | None) -> str:
    return EMPTY if day is None else wareki(day)


def _relationship(member: Resident) -> str:
    """妻の子 is 12 + 20."""
    return "の".join(RELATIONSHIPS[code] for code in member.relationship)


def _draw_person(sheet: Sheet, body: Box, fields: dict[str, Field]) -> None:
    head, *rows = body.rows(_HEAD_ROW, _ROW, _ROW, _ROW, _ROW)
    divide(sheet, head, *rows)
    name, birth, sex = head.columns(91, 50, 26)
    part(sheet, name, birth, sex)
    _draw_name(sheet, name, fields)
    draw_field(sheet, fields["birth"], birth, _SHORT_LABEL, _SMALL)
    draw_field(sheet, fields["sex"], sex, 12, _SMALL)
    for row, (items, widths) in zip(rows, _ROWS, strict=True):
        cells = row.columns(*widths)
        part(sheet, *cells)
        for item, cell in zip(items, cells, strict=True):
            draw_field(sheet, fields[item], cell, _LABEL, _SMALL)


_ROWS = (
    (("relationship", "became_resident", "notified"), (55, 56, 56)),
    (("juminhyo_code", "address_since"), (55, 112)),
    (("honseki", "hittousha"), (111, 56)),
    (("previous_address",), (167,)),
)


def _draw_name(sheet: Sheet, box: Box, fields: dict[str, Field]) -> None:
    if "kana" not in fields:
        draw_field(sheet, fields["name"], box, _LABEL, _NAME)
        return
    kana, name = box.rows(_KANA_ROW, box.height - _KANA_ROW)
    draw_field(sheet, fields["kana"], kana, _LABEL, _KANA)
    sheet.rule((name.x, name.y), (name.right, name.y), Rule.HAIR)
    draw_field(sheet, fields["name"], name, _LABEL, _NAME)
