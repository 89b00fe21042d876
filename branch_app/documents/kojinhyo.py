"""住民票の写し, 個人票: one person on one sheet, with what became of the entry so far."""

from dataclasses import dataclass

from branch_app.documents import page as paper
from branch_app.documents.bitmap import Bitmap
from branch_app.documents.entry import draw_entry
from branch_app.documents.form import Line, halves
from branch_app.documents.grid import EMPTY, OMITTED, Field
from branch_app.documents.layout import Stationery
from branch_app.documents.person import PersonItems, day_or_empty
from branch_app.documents.sheet import Sheet
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.resident import MovingOut, Resident
from branch_app.domain.records.snapshots import JuminhyoSnapshot, Scope

_CERTIFICATION_TOP = 226.0
_STATEMENT = {
    Scope.WHOLE: "この写しは、世帯全員の住民票の原本と相違ないことを証明する。",
    Scope.PART: "この写しは、世帯の一部の住民票の原本と相違ないことを証明する。",
}
_ROW = 9.6


@dataclass(frozen=True, slots=True)
class KojinhyoLayout:
    """One person."""

    order: PrintOrder
    snapshot: JuminhyoSnapshot
    stationery: Stationery
    subject: Resident

    def pages(self) -> int:
        """Always one."""
        return 1

    def names(self) -> tuple[str, ...]:
        """The person's."""
        return (self.subject.name,)

    def impression(self) -> Bitmap | None:
        """None: nobody's seal stands here."""
        return None

    def draw(self, sheet: Sheet, _page: int, /) -> None:
        """Entry, outcome, certification at the foot."""
        options, household = self.snapshot.options, self.snapshot.household
        paper.title(sheet, "住\u3000民\u3000票\u3000の\u3000写\u3000し", "（個人票）")
        address = Field("住所", household.address, "address")
        head = Field("世帯主", household.head if options.head_and_relationship else OMITTED, "head")
        fields = PersonItems(self.order.issued, self.stationery.since, options).fields(self.subject, 0)
        bottom = draw_entry(sheet, (address, head), fields, _ahead(self.subject.moving_out))
        paper.end_of_record(sheet, bottom + 2.5)
        statement = _STATEMENT[self.snapshot.scope]
        paper.certification(sheet, self.order, statement, self.stationery.seal, _CERTIFICATION_TOP)


def _ahead(moving: MovingOut | None) -> tuple[Line, ...]:
    at = "members[0].moving_out"
    planned, place = (None, EMPTY) if moving is None else (moving.planned, moving.destination)
    return (
        halves(_ROW, Field("転出予定\n年月日", day_or_empty(planned), f"{at}.planned")),
        halves(_ROW, Field("転出予定先", place, f"{at}.destination")),
    )
