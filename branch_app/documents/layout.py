"""What the renderer asks of each certificate."""

from dataclasses import dataclass
from typing import Protocol

from branch_app.documents.bitmap import Bitmap
from branch_app.documents.faces import Faces
from branch_app.documents.item_dates import ItemDates
from branch_app.documents.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Stationery:
    """What papers need beside their order: the seal, the first days of dated items, and letters to measure with."""

    seal: Bitmap
    since: ItemDates
    faces: Faces


class Layout(Protocol):
    """One certificate of one order, ready to draw."""

    def pages(self) -> int:
        """How many sheets."""

    def names(self) -> tuple[str, ...]:
        """氏名 of every person it certifies, in order of appearance."""

    def impression(self) -> Bitmap | None:
        """The 印影 it certifies, if it does."""

    def draw(self, sheet: Sheet, page: int, /) -> None:
        """The body of page ``page``, counted from 1, certification included; the footer is the renderer's."""
