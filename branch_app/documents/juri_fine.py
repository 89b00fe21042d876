"""受理証明書 on 上質紙: what is framed and hung, such as that of a wedding. A border of 七宝つなぎ, names large."""

from collections.abc import Iterator
from dataclasses import dataclass

from branch_app.documents import page as paper
from branch_app.documents.bitmap import Bitmap
from branch_app.documents.box import Box
from branch_app.documents.faces import Faces
from branch_app.documents.flow import tall
from branch_app.documents.juri import accepted, event_of, name_of
from branch_app.documents.layout import Stationery
from branch_app.documents.row import Label, Place, Row, Words, draw_rows, needed
from branch_app.documents.sheet import Align, Mark, Rule, Sheet
from branch_app.documents.shippo import border
from branch_app.domain.errors import RecordIncomplete
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.snapshots import JuriSnapshot
from branch_app.domain.values.text import graphemes
from branch_app.domain.values.wareki import wareki

_RADIUS, _CELLS = 2.5, 2
_OUTLINE = Box(10, 5.8, 76 * _RADIUS, 114 * _RADIUS)
_TITLE, _KIND = Box(30, 34, 150, 16), Box(30, 60, 150, 12)
_RULE = (75.0, 135.0, 54.0)

_PARTIES = Box(30, 84, 150, 94)
_STATEMENT, _SIGNATURE_TOP = Box(24, 186, 162, 14), 218.0
_LABEL, _VALUE = Place(0, 26), Place(32, 118)
_NAME, _SMALL, _LABEL_SIZE = 25.0, 11.5, 11.5
_NAME_ROW, _SMALL_ROW, _BETWEEN = 15.0, 7.0, 9.0
_GAP = "\u3000"
_PARTY = "氏名"


@dataclass(frozen=True, slots=True)
class FineJuriLayout:
    """One notification on one sheet; ``parties`` are the rows of whom it joins or parts."""

    order: PrintOrder
    snapshot: JuriSnapshot
    stationery: Stationery
    parties: tuple[Row, ...]

    def pages(self) -> int:
        """Always one."""
        return 1

    def names(self) -> tuple[str, ...]:
        """The person's."""
        return (name_of(self.snapshot),)

    def impression(self) -> Bitmap | None:
        """None: nobody's seal stands here."""
        return None

    def draw(self, sheet: Sheet, _page: int, /) -> None:
        """Border, title, parties, what is certified of them."""
        _draw_border(sheet)
        sheet.text("受\u3000理\u3000証\u3000明\u3000書", _TITLE, 32, "title", Align.CENTRE)
        left, right, down = _RULE
        sheet.rule((left, down), (right, down), Rule.FRAME)
        sheet.rule((left, down + 0.9), (right, down + 0.9), Rule.HAIR)
        event = event_of(self.snapshot)
        sheet.text(_GAP.join(graphemes(f"{event.kind}届")), _KIND, 18, "kind", Align.CENTRE)
        spare = _PARTIES.height - tall(self.parties)
        draw_rows(sheet, self.parties, _PARTIES.inset(0, spare / 2))
        statement = f"上記の届出は、{accepted(event)}に受理したことを証明する。"
        sheet.text(statement, _STATEMENT, 15, "statement", Align.CENTRE)
        paper.signature(sheet, self.order, self.stationery.seal, _SIGNATURE_TOP)


def fine_juri_layout(order: PrintOrder, snapshot: JuriSnapshot, stationery: Stationery) -> FineJuriLayout:
    """Set in rows.

    Raises:
        GlyphMissing.
        RecordIncomplete: more than one sheet takes.
    """
    rows = tuple(_parties(snapshot, stationery.faces))
    if tall(rows) > _PARTIES.height:
        item = f"persons[{snapshot.person}].events[{snapshot.event}]"
        raise RecordIncomplete(item=item, problem="too_long")
    return FineJuriLayout(order, snapshot, stationery, rows)


def _parties(snapshot: JuriSnapshot, faces: Faces) -> Iterator[Row]:
    """The person with birth and 本籍, then everybody else whom the 戸籍 names because of the notification."""
    koseki, at = snapshot.koseki, f"persons[{snapshot.person}]"
    birth = wareki(koseki.persons[snapshot.person].birth)
    yield _row("氏名", name_of(snapshot), f"{at}.name", faces, (Mark.NAME, 0))
    yield _small("生年月日", birth, f"{at}.birth", faces)
    yield _small("本籍", koseki.honseki, "honseki", faces)
    for place, item in enumerate(event_of(snapshot).items):
        if item.label.endswith(_PARTY):
            yield Row(_BETWEEN)
            yield _row(item.label, item.text, f"{at}.events[{snapshot.event}].items[{place}]", faces)


def _row(label: str, text: str, item: str, faces: Faces, mark: tuple[Mark, int] | None = None) -> Row:
    height = max(_NAME_ROW, needed(text, faces, _VALUE.width, _NAME, item) + 2)
    return Row(height, (Label(label, _LABEL, _LABEL_SIZE, item), Words(text, _VALUE, _NAME, item, mark)))


def _small(label: str, text: str, item: str, faces: Faces) -> Row:
    height = max(_SMALL_ROW, needed(text, faces, _VALUE.width, _SMALL, item) + 2)
    return Row(height, (Label(label, _LABEL, 9.5, item), Words(text, _VALUE, _SMALL, item)))


def _draw_border(sheet: Sheet) -> None:
    sheet.path(border(_OUTLINE, _RADIUS, _CELLS), Rule.HAIR)
    band = _RADIUS * _CELLS
    sheet.frame(_OUTLINE.inset(-0.8, -0.8), Rule.FRAME)
    sheet.frame(_OUTLINE, Rule.THIN)
    sheet.frame(_OUTLINE.inset(band, band), Rule.THIN)
