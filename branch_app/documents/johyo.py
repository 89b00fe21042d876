"""住民票の除票の写し: one person as the register held them last, and why and when no more."""

from dataclasses import dataclass

from branch_app.documents import page as paper
from branch_app.documents.bitmap import Bitmap
from branch_app.documents.entry import draw_entry
from branch_app.documents.form import Line, halves
from branch_app.documents.grid import OMITTED, UNUSED, Field, shown_or_empty
from branch_app.documents.layout import Stationery
from branch_app.documents.person import PersonItems
from branch_app.documents.sheet import Sheet
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.resident import Removal, RemovedResident
from branch_app.domain.records.snapshots import JohyoSnapshot
from branch_app.domain.values.wareki import wareki

_CERTIFICATION_TOP = 226.0
_STATEMENT = "この写しは、住民票の除票の原本と相違ないことを証明する。"
_ROW = 9.6


@dataclass(frozen=True, slots=True)
class JohyoLayout:
    """One removed person on one sheet."""

    order: PrintOrder
    snapshot: JohyoSnapshot
    stationery: Stationery

    def pages(self) -> int:
        """Always one."""
        return 1

    def names(self) -> tuple[str, ...]:
        """The person's."""
        return (self.snapshot.removed.resident.name,)

    def impression(self) -> Bitmap | None:
        """None: nobody's seal stands here."""
        return None

    def draw(self, sheet: Sheet, _page: int, /) -> None:
        """Last entry, removal, certification at the foot."""
        options, removed = self.snapshot.options, self.snapshot.removed
        paper.title(sheet, "住民票の除票の写し", "（消除された住民票）")
        address = Field("住所", removed.address, "address")
        head = Field("世帯主", removed.head if options.head_and_relationship else OMITTED, "head")
        fields = PersonItems(self.order.issued, self.stationery.since, options).fields(removed.resident, 0)
        bottom = draw_entry(sheet, (address, head), fields, _removal(removed))
        paper.end_of_record(sheet, bottom + 2.5)
        paper.certification(sheet, self.order, _STATEMENT, self.stationery.seal, _CERTIFICATION_TOP)


def _removal(removed: RemovedResident) -> tuple[Line, ...]:
    """Where to only for who moved away."""
    moved = removed.removal is Removal.MOVED
    return (
        halves(
            _ROW,
            Field("消除の事由", removed.removal.value, "removal"),
            Field("消除の\n年月日", wareki(removed.removed), "removed"),
        ),
        halves(_ROW, Field("転出先", shown_or_empty(removed.destination) if moved else UNUSED, "destination")),
    )
