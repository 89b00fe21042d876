"""Lines of labelled cells in a frame, one below the other: forms about one subject."""

from collections.abc import Sequence
from dataclasses import dataclass

from branch_app.documents import page as paper
from branch_app.documents.box import Box
from branch_app.documents.grid import Field, Type, divide, draw_field, part
from branch_app.documents.sheet import Align, Rule, Sheet

LABEL = 28.0
PLAIN, NAME, KANA = Type(8.2, 11.5), Type(8.2, 18), Type(7.2, 9.5)


@dataclass(frozen=True, slots=True)
class Line:
    """Fields side by side, as wide as ``widths`` say in parts of the whole; ``height`` in mm."""

    height: float
    fields: tuple[Field, ...]
    widths: tuple[float, ...] = (1.0,)
    size: Type = PLAIN
    label: float = LABEL


def halves(height: float, *fields: Field) -> Line:
    """Two fields, or one over the whole width."""
    return Line(height, fields, tuple(1 / len(fields) for _ in fields))


def draw_form(sheet: Sheet, top: float, lines: Sequence[Line]) -> float:
    """The frame with its lines, as wide as the page; where it ends."""
    heights = [line.height for line in lines]
    box = Box(paper.LEFT, top, paper.WIDTH, sum(heights))
    rows = box.rows(*heights)
    divide(sheet, *rows)
    for line, row in zip(lines, rows, strict=True):
        cells = row.columns(*(width * row.width for width in line.widths))
        part(sheet, *cells)
        for field, cell in zip(line.fields, cells, strict=True):
            draw_field(sheet, field, cell, line.label, line.size)
    sheet.frame(box, Rule.FRAME)
    return box.bottom


def draw_heading(sheet: Sheet, top: float, text: str) -> float:
    """What the form below it is about; where that form may begin."""
    sheet.text(text, Box(paper.LEFT, top, paper.WIDTH, 6), 10, "heading", Align.LEFT)
    return top + 6.6
