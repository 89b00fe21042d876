"""登録原票記載事項証明書: what the 外国人登録原票 says of one person, until 2012-07-08."""

from dataclasses import dataclass
from datetime import date

from branch_app.documents import page as paper
from branch_app.documents.bitmap import Bitmap
from branch_app.documents.form import NAME, Line, draw_form, halves
from branch_app.documents.grid import EMPTY, UNUSED, Field, shown_or_empty
from branch_app.documents.layout import Stationery
from branch_app.documents.sheet import Mark, Sheet
from branch_app.domain.records.alien import AlienRecord
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.snapshots import GenpyoSnapshot
from branch_app.domain.values.wareki import wareki

_TOP, _ROW, _NAME_ROW = 42.0, 12.0, 16.0
_STATEMENT = "上記の事項は、外国人登録原票に記載されている事項と相違ないことを証明する。"
_WIDE = (0.62, 0.38)


@dataclass(frozen=True, slots=True)
class GenpyoLayout:
    """One registered foreigner on one sheet."""

    order: PrintOrder
    snapshot: GenpyoSnapshot
    stationery: Stationery

    def pages(self) -> int:
        """Always one."""
        return 1

    def names(self) -> tuple[str, ...]:
        """The person's."""
        return (self.snapshot.record.name,)

    def impression(self) -> Bitmap | None:
        """None: nobody's seal stands here."""
        return None

    def draw(self, sheet: Sheet, _page: int, /) -> None:
        """Items of the 原票, certification below them."""
        paper.title(sheet, "登録原票記載事項証明書")
        bottom = draw_form(sheet, _TOP, _lines(self.snapshot.record))
        paper.end_of_record(sheet, bottom + 3)
        paper.certification(sheet, self.order, _STATEMENT, self.stationery.seal, bottom + 16)


def _lines(record: AlienRecord) -> tuple[Line, ...]:
    """The 通称 stands below the name and is never left out."""
    alias = EMPTY if record.alias is None else record.alias.written
    return (
        halves(
            _ROW, Field("登録番号", record.number, "number"), _day("登録の年月日", record.registered, "registered")
        ),
        Line(_NAME_ROW, (Field("氏名", record.name, "name", (Mark.NAME, 0)),), size=NAME),
        halves(_ROW, Field("通称名", alias, "alias")),
        Line(_ROW, (_day("生年月日", record.birth, "birth"), Field("性別", record.sex.value, "sex")), _WIDE),
        halves(_ROW, Field("国籍", record.nationality, "nationality")),
        halves(_ROW, Field("居住地", record.address, "address")),
        Line(
            _ROW,
            (
                Field("世帯主の氏名", shown_or_empty(record.head), "head"),
                Field("世帯主との\n続柄", shown_or_empty(record.relationship), "relationship"),
            ),
            _WIDE,
        ),
        halves(_ROW, _day("上陸許可の\n年月日", record.landed, "landed")),
        halves(_ROW, Field("在留の資格", record.stay, "stay")),
        halves(
            _ROW,
            Field("在留期間", record.period or UNUSED, "period"),
            _day("在留期間の\n満了の日", record.expires, "expires"),
        ),
    )


def _day(label: str, day: date | None, item: str) -> Field:
    """A day that the person's standing does not have is ＊＊＊."""
    return Field(label, UNUSED if day is None else wareki(day), item)
