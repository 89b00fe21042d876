"""What the office's own slips share: a ruled table, sums as written, and the check of the finished bytes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from branch_app.documents.box import Box
from branch_app.documents.grid import divide, part
from branch_app.documents.readback import as_read, read_back
from branch_app.documents.sheet import Align, Drawing, Mark, Rule, Sheet
from branch_app.domain.errors import PreflightFailed

_CELL_MARGIN = 2.0


@dataclass(frozen=True, slots=True)
class Column:
    """Heading, width in mm, and where its texts stand."""

    head: str
    width: float
    align: Align = Align.RIGHT


@dataclass(frozen=True, slots=True)
class Ruling:
    """Height of a row in mm, sizes of headings and texts in points."""

    row: float
    head: float
    text: float


def draw_table(
    sheet: Sheet,
    corner: tuple[float, float],
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    ruling: Ruling,
) -> Box:
    """A framed table from its upper left corner, headings first; the box it fills.

    Raises:
        RecordIncomplete: a text does not fit its cell; ``item`` is the heading.
    """
    widths = [column.width for column in columns]
    table = Box(*corner, sum(widths), ruling.row * (len(rows) + 1))
    head, *body = table.rows(*(ruling.row for _ in range(len(rows) + 1)))
    for column, cell in zip(columns, head.columns(*widths), strict=True):
        sheet.text(column.head, cell.inset(0.8), ruling.head, column.head, Align.CENTRE)
    for texts, row in zip(rows, body, strict=True):
        for text, column, cell in zip(texts, columns, row.columns(*widths), strict=True):
            sheet.text(text, cell.inset(_CELL_MARGIN), ruling.text, column.head, column.align)
    divide(sheet, head, *body)
    part(sheet, *table.columns(*widths))
    sheet.frame(table, Rule.FRAME)
    return table


def yen(amount: int) -> str:
    """``1,200円``; what is missing is written △ (a minus sign can be added by hand, the triangle is seen)."""
    return f"{amount:,}円" if amount >= 0 else f"△{-amount:,}円"


def check_slip(drawing: Drawing, expected: Mapping[Mark, Sequence[str]]) -> None:
    """The marked texts as they stand in the bytes, every run, and every font inside.

    Raises:
        PreflightFailed: ``fault`` is the mark's name in small letters, text or fonts.
    """
    pages = read_back(drawing.pdf)
    for mark, texts in expected.items():
        found = [text for page in pages for (each, _), text in page.marked.items() if each is mark]
        if found != [text for each in texts for text in as_read([each])]:
            raise PreflightFailed(fault=mark.value.lower())
    if tuple(map(as_read, drawing.runs)) != tuple(as_read(page.runs) for page in pages):
        raise PreflightFailed(fault="text")
    if not all(page.fonts_embedded for page in pages):
        raise PreflightFailed(fault="fonts")
