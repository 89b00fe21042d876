"""Rows as Tk takes them: in the colours of their kind, cut to the columns' widths, names as pictures."""

from collections.abc import Sequence
from enum import Enum
from itertools import chain, product
from tkinter import ttk

from PIL import ImageTk

from branch_app.ports import Raster
from branch_app.ui.look import Look
from branch_app.ui.measures import Type
from branch_app.ui.theme import Role
from branch_app.ui.widgets.column_widths import Ruler, share
from branch_app.ui.widgets.picture import inked
from branch_app.ui.widgets.row import Column, Row, RowKind
from branch_app.ui.widgets.table_style import AIR

_CELL_AIR = 2 * AIR
"""Px of a cell that Tk leaves empty."""


class RowState(Enum):
    """Where a row stands among the others, or that it is the selected one."""

    EVEN = "even"
    ODD = "odd"
    MARKED = "marked"


TkRow = tuple[str, str, tuple[str, ...], str]
"""Text and picture of the first cell, the other cells, the tag."""


class RowCells:
    """The cells of one tree."""

    def __init__(self, tree: ttk.Treeview, look: Look, columns: Sequence[Column]) -> None:
        self._tree = tree
        self._look = look
        self._columns = tuple(columns)
        self.headings: Sequence[str] = tuple(column.heading for column in columns)
        self._widths: list[int] = [1] * len(columns)
        self._pictures: dict[tuple[Raster, str, str], ImageTk.PhotoImage] = {}
        self._before: dict[tuple[Raster, str, str], ImageTk.PhotoImage] = {}
        for at, column in enumerate(columns):
            tree.column(_column_id(at), anchor=column.side, stretch=False)
            tree.heading(_column_id(at), anchor=column.side)
        self.head(self.headings)

    def head(self, headings: Sequence[str]) -> None:
        """Words above the columns."""
        self.headings = tuple(headings)
        for at, heading in enumerate(headings):
            self._tree.heading(_column_id(at), text=heading)

    def restyle(self) -> None:
        """Follow the look."""
        self._ruler = Ruler(self._tree, self._look.font(Type.STRONG))
        self._pictures.clear()
        tag_rows(self._tree, self._look, Type.BODY, Type.STRONG)

    def fit(self, room: int, shown: Sequence[Row]) -> None:
        """Share ``room`` px among the columns, as these rows need it."""
        wished = [self._look.px(column.width) for column in self._columns]
        growing = next((at for at, column in enumerate(self._columns) if column.grows), None)
        widths = share(max(1, room), wished, self._needs(shown), growing)
        if widths != self._widths:
            self._widths = widths
            for at, width in enumerate(widths):
                self._tree.column(_column_id(at), width=width, minwidth=1)

    def of(self, first: int, shown: Sequence[Row], selected: int | None) -> list[TkRow]:
        """What Tk is given for these rows, ``first`` being the index of the first one.

        Tk shows the pictures of the rows before until it has these; then say ``forget``.
        """
        self._before, self._pictures = self._pictures, {}
        return [self._tk_row(index, row, marked=index == selected) for index, row in enumerate(shown, start=first)]

    def forget(self) -> None:
        """The rows before are on the screen no longer."""
        self._before.clear()

    def _needs(self, shown: Sequence[Row]) -> list[int]:
        """Of every column, whichever row is marked and printed bold."""
        texts = [self.headings, *(row.texts for row in shown)]
        self._ruler.learn(chain.from_iterable(texts))
        needs = [max(map(self._ruler.width, column)) for column in zip(*texts, strict=True)]
        drawn = [self._drawn_size(row.picture)[0] for row in shown if row.picture]
        needs[0] = max([needs[0], *drawn])
        return [need + _CELL_AIR for need in needs]

    def _tk_row(self, index: int, row: Row, *, marked: bool) -> TkRow:
        state = RowState.MARKED if marked else RowState.ODD if index % 2 else RowState.EVEN
        rooms = (width - _CELL_AIR for width in self._widths)
        first, *others = map(self._ruler.shortened, row.texts, rooms)
        picture = str(self._picture(row.picture, row.kind, state)) if row.picture else ""
        return first, picture, tuple(others), _tag(row.kind, state)

    def _picture(self, raster: Raster, kind: RowKind, state: RowState) -> ImageTk.PhotoImage:
        ground, ink = map(self._look.colour, _colours(kind, state))
        key = (raster, ink, ground)
        if key not in self._pictures:  # one person may stand in several rows
            self._pictures[key] = self._before.get(key) or self._drawn(*key)
        return self._pictures[key]

    def _drawn(self, raster: Raster, ink: str, ground: str) -> ImageTk.PhotoImage:
        return ImageTk.PhotoImage(inked(raster, self._drawn_size(raster)[1], ink, ground), master=self._tree)

    def _drawn_size(self, raster: Raster) -> tuple[int, int]:
        height = round(1.2 * self._look.px(Type.BODY.value.height))
        return round(raster.width * height / raster.height), height


def tag_rows(tree: ttk.Treeview, look: Look, plain: Type, marked: Type) -> None:
    """Ground, ink and font of every kind of row, striped, and of the selected one."""
    for kind, state in product(RowKind, RowState):
        ground, ink = _colours(kind, state)
        tree.tag_configure(
            _tag(kind, state),
            background=look.colour(ground),
            foreground=look.colour(ink),
            font=look.font(marked if state is RowState.MARKED else plain),
        )


def _tag(kind: RowKind, state: RowState) -> str:
    return f"{kind.name}-{state.value}"


def _colours(kind: RowKind, state: RowState) -> tuple[Role, Role]:
    """Ground and ink; the ground of every other plain row is the stripe."""
    ground, ink, on_ground, on_ink = kind.value
    if state is RowState.MARKED:
        return on_ground, on_ink
    return Role.STRIPE if state is RowState.ODD and ground is Role.TABLE else ground, ink


def _column_id(at: int) -> str:
    return f"#{at}"
