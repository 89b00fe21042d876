"""七宝つなぎ: overlapping circles without an end, as the border of a certificate on 上質紙."""

from collections.abc import Iterator

from branch_app.documents.box import Box
from branch_app.documents.sheet import Curve

_KAPPA = 0.552_285
"""Where a cubic curve must be pulled to, as a part of the radius, to pass for a quarter of a circle."""


def border(outline: Box, radius: float, cells: int) -> Iterator[Curve]:
    """Quarter circles of that ``radius`` in mm in a band ``cells`` radii wide inside ``outline``.

    Width and height of the outline are even multiples of the radius, so that all four corners are alike.
    """
    across, down = round(outline.width / radius), round(outline.height / radius)
    for column in range(across):
        for row in range(down):
            if min(column, row, across - 1 - column, down - 1 - row) < cells:
                yield from _petal(outline, radius, column, row)


def _petal(outline: Box, radius: float, column: int, row: int) -> Iterator[Curve]:
    """The two arcs that cross a cell: circles stand on every second corner of the lattice."""
    odd = (column + row) % 2
    for right in (False, True):
        below = right ^ bool(odd)
        x = outline.x + radius * (column + right)
        y = outline.y + radius * (row + below)
        dx, dy = (-radius if right else radius), (-radius if below else radius)
        yield (x + dx, y), (x + dx, y + _KAPPA * dy), (x + _KAPPA * dx, y + dy), (x, y + dy)
