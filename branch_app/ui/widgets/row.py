"""What a list consists of: columns, and one row a person, an entry, a paper."""

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from branch_app.ports import Raster
from branch_app.ui.theme import Role


@dataclass(frozen=True, slots=True)
class Column:
    """Heading and least width in px at 100 % where there is room; the column that ``grows`` takes what is left."""

    heading: str
    width: int
    side: Literal["w", "center", "e"] = "w"
    grows: bool = False


class RowKind(Enum):
    """Ground and ink, and those of the selected row."""

    PLAIN = (Role.TABLE, Role.TEXT, Role.SELECTED, Role.ON_SELECTED)
    FADED = (Role.TABLE, Role.MUTED, Role.SELECTED, Role.ON_SELECTED)
    """Voided, cancelled."""
    RESTRICTED = (Role.RESTRICTED, Role.ON_RESTRICTED, Role.RESTRICTED_SELECTED, Role.ON_RESTRICTED_SELECTED)
    """A person under 支援措置; a cell must say so, too, with symbol and text."""


@dataclass(frozen=True, slots=True)
class Row:
    """As many cells as the table has columns; ``picture`` stands for the first one's text (black on white)."""

    cells: tuple[str, ...]
    kind: RowKind = RowKind.PLAIN
    picture: Raster | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """What is written in the cells."""
        return ("", *self.cells[1:]) if self.picture else self.cells
