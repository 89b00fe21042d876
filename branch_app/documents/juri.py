"""受理証明書: that a notification (届出) was accepted, with what stands in the 戸籍 because of it."""

from dataclasses import dataclass

from branch_app.documents import page as paper
from branch_app.documents.bitmap import Bitmap
from branch_app.documents.box import Box
from branch_app.documents.field_rows import FieldRows
from branch_app.documents.flow import Block, Page, pour
from branch_app.documents.grid import Field, shown_or_empty
from branch_app.documents.layout import Stationery
from branch_app.documents.row import draw_rows
from branch_app.documents.sheet import Mark, Rule, Sheet
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.koseki import KosekiEvent
from branch_app.domain.records.snapshots import JuriSnapshot
from branch_app.domain.rules.kinship import full_name
from branch_app.domain.values.wareki import wareki

_TOP, _BOTTOM, _CERTIFICATION_TOP = 40.0, 216.0, 226.0
_ACCEPTED = ("受理日", "届出日")


@dataclass(frozen=True, slots=True)
class JuriLayout:
    """One notification of one person; nearly always one page."""

    order: PrintOrder
    snapshot: JuriSnapshot
    stationery: Stationery
    body: tuple[Page, ...]

    def pages(self) -> int:
        """As poured."""
        return len(self.body)

    def names(self) -> tuple[str, ...]:
        """The person's."""
        return (name_of(self.snapshot),)

    def impression(self) -> Bitmap | None:
        """None: nobody's seal stands here."""
        return None

    def draw(self, sheet: Sheet, page: int, /) -> None:
        """What was notified and of whom, certification on the last page."""
        paper.title(sheet, "受\u3000理\u3000証\u3000明\u3000書")
        bottom = draw_rows(sheet, self.body[page - 1], Box(paper.LEFT, _TOP, paper.WIDTH, 0))
        sheet.frame(Box(paper.LEFT, _TOP, paper.WIDTH, bottom - _TOP), Rule.FRAME)
        if page < self.pages():
            paper.continued(sheet, bottom + 2)
            return
        paper.end_of_record(sheet, bottom + 2)
        statement = f"上記の届出は、{accepted(event_of(self.snapshot))}に受理したことを証明する。"
        paper.certification(sheet, self.order, statement, self.stationery.seal, _CERTIFICATION_TOP)


def juri_layout(order: PrintOrder, snapshot: JuriSnapshot, stationery: Stationery) -> JuriLayout:
    """Set in rows and poured.

    Raises:
        GlyphMissing, RecordIncomplete.
    """
    rows = FieldRows(stationery.faces)
    groups = tuple((rows.row(field),) for field in _fields(snapshot))
    return JuriLayout(order, snapshot, stationery, pour((Block(groups),), _BOTTOM - _TOP))


def name_of(snapshot: JuriSnapshot) -> str:
    """氏名 of the person whose notification it is."""
    return full_name(snapshot.koseki.hittousha, snapshot.koseki.persons[snapshot.person].name)


def event_of(snapshot: JuriSnapshot) -> KosekiEvent:
    """What was notified."""
    return snapshot.koseki.persons[snapshot.person].events[snapshot.event]


def accepted(event: KosekiEvent) -> str:
    """受理の日: that of the notification, for birth and death; 婚姻 and the like happen by being accepted."""
    texts = {item.label: item.text for item in event.items}
    return next((texts[label] for label in _ACCEPTED if label in texts), wareki(event.day))


def _fields(snapshot: JuriSnapshot) -> list[Field]:
    koseki, event = snapshot.koseki, event_of(snapshot)
    person, at = koseki.persons[snapshot.person], f"persons[{snapshot.person}]"
    fields = [
        Field("届出事件", f"{event.kind}届", f"{at}.events[{snapshot.event}].kind"),
        Field("氏名", name_of(snapshot), f"{at}.name", (Mark.NAME, 0)),
        Field("生年月日", wareki(person.birth), f"{at}.birth"),
        Field("本籍", koseki.honseki, "honseki"),
        Field("筆頭者", koseki.hittousha, "hittousha"),
    ]
    items = f"{at}.events[{snapshot.event}].items"
    fields += [
        Field(item.label, shown_or_empty(item.text), f"{items}[{place}]") for place, item in enumerate(event.items)
    ]
    return fields
