"""七宝つなぎ: overlapping circles without an end, as the border of a certificate on 上質紙."""

from collections.abc import Iterator
from functools import lru_cache

from branch_app.documents.box import A4_HEIGHT, POINTS_PER_MM, Box

_KAPPA = 0.552_285
"""Where a cubic curve must be pulled to, as a part of the radius, to pass for a quarter of a circle."""


@lru_cache(maxsize=4)
def border(outline: Box, radius: float, cells: int) -> str:
    """The path, in points on A4, of quarter circles in a band ``cells`` radii wide inside ``outline`` (in mm).

    Width and height of the outline are even multiples of the radius, so that all four corners are alike.
    """
    across, down = round(outline.width / radius), round(outline.height / radius)
    band = (
        (column, row)
        for column in range(across)
        for row in range(down)
        if min(column, row, across - 1 - column, down - 1 - row) < cells
    )
    return "\n".join(arc for column, row in band for arc in _petal(outline, radius, column, row))


def _petal(outline: Box, radius: float, column: int, row: int) -> Iterator[str]:
    """The two arcs that cross a cell: circles stand on every second corner of the lattice."""
    odd = (column + row) % 2 == 1
    for right in (False, True):
        below = right != odd
        x, y = outline.x + radius * (column + right), outline.y + radius * (row + below)
        dx, dy = (-radius if right else radius), (-radius if below else radius)
        points = ((x + dx, y), (x + dx, y + _KAPPA * dy), (x + _KAPPA * dx, y + dy), (x, y + dy))
        start, *others = (f"{x * POINTS_PER_MM:.2f} {(A4_HEIGHT - y) * POINTS_PER_MM:.2f}" for x, y in points)
        yield f"{start} m {' '.join(others)} c"
