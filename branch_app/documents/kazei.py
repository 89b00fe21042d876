"""市民税・県民税 課税額・非課税・免除証明書: income, deductions, dependants and both taxes of one year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from branch_app.documents import page as paper
from branch_app.documents.bitmap import Bitmap
from branch_app.documents.box import Box
from branch_app.documents.form import NAME, Line, draw_form, halves
from branch_app.documents.grid import UNUSED, Field, divide, part
from branch_app.documents.layout import Stationery
from branch_app.documents.person import birth_text
from branch_app.documents.sheet import Align, Mark, Rule, Sheet
from branch_app.domain.errors import RecordIncomplete
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.resident import Resident
from branch_app.domain.records.snapshots import KazeiSnapshot
from branch_app.domain.records.tax import TaxAmount, TaxRecord, TaxStanding
from branch_app.domain.values.wareki import era_year, wareki

_TITLES = {
    TaxStanding.TAXED: "市民税・県民税課税額証明書",
    TaxStanding.UNTAXED: "市民税・県民税非課税証明書",
    TaxStanding.EXEMPT: "市民税・県民税免除証明書",
}
_STATEMENTS = {
    TaxStanding.TAXED: "上記のとおり課税されていることを証明する。",
    TaxStanding.UNTAXED: "上記のとおり課税されていないことを証明する。",
    TaxStanding.EXEMPT: "上記のとおり免除されていることを証明する。",
}
_TOP, _ROW, _NAME_ROW, _GAP = 40.0, 10.5, 14.0, 4.0
_HEAD, _USUAL_LINES, _MOST_LINES, _LINE, _LOWEST = 7.0, 7, 14, 7.4, 66.0
_CERTIFICATION_TOP = 226.0
_TAX_YEAR_BEGINS = 6
"""The month in which a year's tax is first certified: its era names the year, 令和元年度 for 2019."""


@dataclass(frozen=True, slots=True)
class KazeiLayout:
    """One person and year on one sheet."""

    order: PrintOrder
    snapshot: KazeiSnapshot
    stationery: Stationery
    subject: Resident

    def pages(self) -> int:
        """Always one."""
        return 1

    def names(self) -> tuple[str, ...]:
        """The taxpayer's."""
        return (self.subject.name,)

    def impression(self) -> Bitmap | None:
        """None: nobody's seal stands here."""
        return None

    def draw(self, sheet: Sheet, _page: int, /) -> None:
        """Person, income beside deductions, taxes, certification at the foot."""
        record = self.snapshot.record
        paper.title(sheet, _TITLES[record.standing], fiscal_year_text(record.fiscal_year))
        bottom = draw_form(sheet, _TOP, self._person())
        bottom = _draw_amounts(sheet, bottom + _GAP, record)
        bottom = draw_form(sheet, bottom + _GAP, _taxes(record))
        paper.end_of_record(sheet, bottom + 2.5)
        statement = _STATEMENTS[record.standing]
        paper.certification(sheet, self.order, statement, self.stationery.seal, _CERTIFICATION_TOP)

    def _person(self) -> tuple[Line, ...]:
        record, subject = self.snapshot.record, self.subject
        first = wareki(date(record.fiscal_year, 1, 1))
        return (
            halves(_ROW, Field("現住所", self.snapshot.household.address, "address")),
            halves(_ROW, Field(f"{first}\n現在の住所", record.address, "tax.address")),
            Line(_NAME_ROW, (Field("氏名", subject.name, "name", (Mark.NAME, 0)),), size=NAME),
            halves(_ROW, Field("生年月日", birth_text(subject), "birth")),
        )


def fiscal_year_text(year: int) -> str:
    """``令和8年度（令和7年1月1日から令和7年12月31日までの所得）``."""
    era, number = era_year(date(year, _TAX_YEAR_BEGINS, 1))
    shown = "元" if number == 1 else str(number)
    first, last = wareki(date(year - 1, 1, 1)), wareki(date(year - 1, 12, 31))
    return f"{era}{shown}年度（{first}から{last}までの所得）"


def yen(amount: int) -> str:
    """``1,234円``."""
    return f"{amount:,}円"


def _draw_amounts(sheet: Sheet, top: float, record: TaxRecord) -> float:
    """Income on the left, deductions on the right, a sum below each; where they end.

    Raises:
        RecordIncomplete: more lines than the sheet has.
    """
    for item, amounts in (("income", record.income), ("deductions", record.deductions)):
        if len(amounts) > _MOST_LINES:
            raise RecordIncomplete(item=item, problem="too_long")
    lines = max(_USUAL_LINES, len(record.income), len(record.deductions))
    height = min(_LINE, _LOWEST / (lines + 1))
    box = Box(paper.LEFT, top, paper.WIDTH, _HEAD + (lines + 1) * height)
    heights = (_HEAD, *[height] * (lines + 1))
    divide(sheet, *box.rows(*heights))
    sides = box.columns(box.width / 2, box.width / 2)
    part(sheet, *sides)
    _draw_column(sheet, sides[0].rows(*heights), "所得の内訳", "合計所得", record.income)
    _draw_column(sheet, sides[1].rows(*heights), "所得控除の内訳", "控除合計", record.deductions)
    sheet.frame(box, Rule.FRAME)
    return box.bottom


def _draw_column(sheet: Sheet, rows: Sequence[Box], head: str, total: str, amounts: Sequence[TaxAmount]) -> None:
    first, *lines, last = rows
    sheet.text(head, first, 9, "heading", Align.CENTRE)
    for place, line in enumerate(lines):
        if place < len(amounts):
            _draw_amount(sheet, line, amounts[place].label, amounts[place].yen)
        else:
            sheet.text(UNUSED, line, 9, "unused", Align.CENTRE)
    _draw_amount(sheet, last, total, sum(amount.yen for amount in amounts))


def _draw_amount(sheet: Sheet, line: Box, label: str, amount: int) -> None:
    name, money = line.inset(2.5, 0.3).columns(line.width * 0.55, line.width * 0.45 - 5)
    sheet.text(label, name, 10, "label")
    sheet.text(yen(amount), money, 10.5, "amount", Align.RIGHT)


def _taxes(record: TaxRecord) -> tuple[Line, ...]:
    thirds = (
        Field("市民税", yen(record.city_yen), "city_yen"),
        Field("県民税", yen(record.prefecture_yen), "prefecture_yen"),
        Field("年税額", yen(record.city_yen + record.prefecture_yen), "total_yen"),
    )
    return (
        halves(
            _ROW,
            Field("課税の区分", record.standing.value, "standing"),
            Field("扶養親族の数", f"{record.dependants}人", "dependants"),
        ),
        Line(_ROW, thirds, (1 / 3,) * 3, label=20),
    )
