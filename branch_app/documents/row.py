"""One row of a form that flows: its height, what stands in it, and the upright rules through it."""

from dataclasses import dataclass
from typing import Protocol

from branch_app.documents.box import POINTS_PER_MM, Box
from branch_app.documents.faces import Faces
from branch_app.documents.fit import LEADING, fit
from branch_app.documents.grid import Field, Type, draw_field
from branch_app.documents.sheet import Align, Mark, Rule, Sheet
from branch_app.domain.errors import RecordIncomplete
from branch_app.domain.values.text import graphemes

_LABEL_MEASURE = 5
"""Characters that a label is spread over."""
_SPARE = 0.3
"""Points left so that what was measured fits again when it is drawn."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a row: from ``left`` mm of its left edge, ``width`` mm wide, as high as the row."""

    left: float
    width: float

    def of(self, row: Box) -> Box:
        """The box in that row."""
        return Box(row.x + self.left, row.y, self.width, row.height)


class Ink(Protocol):
    """Something in a row."""

    def draw(self, sheet: Sheet, row: Box, /) -> None:
        """Into the row's box."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text of the record or of the form, with a mark if it has one."""

    text: str
    place: Place
    size: float
    item: str
    mark: tuple[Mark, int] | None = None
    align: Align = Align.LEFT

    def draw(self, sheet: Sheet, row: Box, /) -> None:
        """See ``Sheet.text``."""
        if self.mark is None:
            sheet.text(self.text, self.place.of(row), self.size, self.item, self.align)
            return
        with sheet.marked(*self.mark):
            sheet.text(self.text, self.place.of(row), self.size, self.item, self.align)


@dataclass(frozen=True, slots=True)
class Label:
    """A heading from the left edge of its place, spread to one measure when it is short."""

    text: str
    place: Place
    size: float
    item: str

    def draw(self, sheet: Sheet, row: Box, /) -> None:
        """Two to five characters are spread, others set as they are."""
        box = self.place.of(row)
        if 1 < len(list(graphemes(self.text))) == len(self.text) <= _LABEL_MEASURE:
            measure = _LABEL_MEASURE * self.size / POINTS_PER_MM
            sheet.spread(self.text, Box(box.x, box.y, measure, box.height), self.size)
        else:
            sheet.text(self.text, box, self.size, self.item)


@dataclass(frozen=True, slots=True)
class Cell:
    """A labelled field of the grid."""

    field: Field
    place: Place
    label_width: float
    size: Type

    def draw(self, sheet: Sheet, row: Box, /) -> None:
        """See ``draw_field``."""
        draw_field(sheet, self.field, self.place.of(row), self.label_width, self.size)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A short text spread in a frame of its own, such as 除籍; it may reach beyond its row."""

    text: str
    place: Place
    down: float
    height: float
    size: float

    def draw(self, sheet: Sheet, row: Box, /) -> None:
        """``down`` mm below the upper edge of the row."""
        box = Box(row.x + self.place.left, row.y + self.down, self.place.width, self.height)
        sheet.frame(box, Rule.THIN)
        sheet.spread(self.text, box.inset(1.2), self.size)


@dataclass(frozen=True, slots=True)
class Bar:
    """A level rule, ``down`` mm below the upper edge of its row."""

    place: Place
    down: float
    weight: Rule

    def draw(self, sheet: Sheet, row: Box, /) -> None:
        """From edge to edge of the place."""
        box = self.place.of(row)
        sheet.rule((box.x, box.y + self.down), (box.right, box.y + self.down), self.weight)


@dataclass(frozen=True, slots=True)
class Row:
    """``height`` in mm; ``cuts`` are the upright rules, in mm from the left edge."""

    height: float
    inks: tuple[Ink, ...] = ()
    cuts: tuple[float, ...] = ()

    def draw(self, sheet: Sheet, box: Box) -> None:
        """Rules, then everything from left to right."""
        for cut in self.cuts:
            sheet.rule((box.x + cut, box.y), (box.x + cut, box.bottom), Rule.THIN)
        for ink in self.inks:
            ink.draw(sheet, box)


def draw_rows(sheet: Sheet, rows: tuple[Row, ...], top: Box) -> float:
    """One below the other from the upper edge of ``top``; where they end."""
    y = top.y
    for row in rows:
        row.draw(sheet, Box(top.x, y, top.width, row.height))
        y += row.height
    return y


def needed(text: str, faces: Faces, width: float, size: float, item: str) -> float:
    """How high a text is in mm that shrinks first and is then wrapped, in ``width`` mm.

    Raises:
        GlyphMissing.
        RecordIncomplete: ``item`` does not fit at all.
    """
    setting = fit(text, faces, (width * POINTS_PER_MM, float("inf")), size)
    if setting is None:
        raise RecordIncomplete(item=item, problem="too_long")
    return (((len(setting.lines) - 1) * LEADING + 1) * setting.size + _SPARE) / POINTS_PER_MM
