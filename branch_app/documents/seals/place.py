"""How the symbols of a back stand on it: in rows over the whole page, with modules as large as there is room."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from branch_app.documents.bitmap import Bitmap
from branch_app.documents.box import Box
from branch_app.domain.errors import RecordIncomplete

AREA = Box(18, 31, 174, 238)

_DOTS_PER_INCH = 600
_DOTS = (12, 10, 8)
"""Of a module: 0.51, 0.42 or 0.34 mm. The larger ones come through a worse scan."""
_QUIET_MODULES = 4
_FEWEST_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns and rows of symbols of so many dots a module, ``side`` mm each."""

    columns: int
    rows: int
    dots: int
    side: float

    def places(self, count: int) -> list[tuple[float, float]]:
        """Upper left corners in mm, spread evenly: what takes one symbol leaves its neighbours."""
        across = (AREA.width - self.columns * self.side) / self.columns
        down = (AREA.height - self.rows * self.side) / self.rows
        return [
            (
                AREA.x + across / 2 + index % self.columns * (self.side + across),
                AREA.y + down / 2 + index // self.columns * (self.side + down),
            )
            for index in range(count)
        ]


def grid_of(symbols: Sequence[Bitmap]) -> Grid:
    """For symbols of one size.

    Raises:
        RecordIncomplete: the paper says more than a back has room for.
    """
    modules = max(symbol.width for symbol in symbols)
    for dots in _DOTS:
        grid = _grid(len(symbols), modules, dots)
        if grid is not None:
            return grid
    raise RecordIncomplete(item="content", problem="too_long")


def enlarged(symbols: Sequence[Bitmap]) -> tuple[Bitmap, ...]:
    """The same symbols with the largest modules that the page has room for.

    Raises:
        RecordIncomplete: as ``grid_of``.
    """
    dots_per_inch = _DOTS_PER_INCH // grid_of(symbols).dots
    return tuple(replace(symbol, dots_per_inch=dots_per_inch) for symbol in symbols)


def _grid(count: int, modules: int, dots: int) -> Grid | None:
    module = dots / _DOTS_PER_INCH * 25.4
    cell = (modules + _QUIET_MODULES) * module
    most_columns, most_rows = int(AREA.width // cell), int(AREA.height // cell)
    if not most_rows:
        return None
    columns = min(most_columns, max(_FEWEST_COLUMNS, ceil(count / most_rows)))
    rows = ceil(count / columns) if columns else most_rows + 1
    return Grid(columns, rows, dots, modules * module) if rows <= most_rows else None
