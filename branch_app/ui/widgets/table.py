"""Lists: one row a person, an entry, a paper."""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from itertools import chain
from tkinter import ttk
from typing import Literal

from PIL import ImageTk

from branch_app.ports import Raster
from branch_app.ui.look import Look
from branch_app.ui.measures import Target, Type
from branch_app.ui.theme import Role
from branch_app.ui.widgets.column_widths import Ruler, share
from branch_app.ui.widgets.picture import inked
from branch_app.ui.widgets.surface import Area
from branch_app.ui.widgets.table_style import AIR, BAR_STYLE, STYLE, style_tables

_WHEEL_ROWS = 3
_CELL_AIR = 2 * AIR
"""Px of a cell that Tk leaves empty."""

_FILL = """
proc madoguchi_fill {tree bar first last rows} {
    $bar set $first $last
    $tree delete [$tree children {}]
    set row 0
    foreach {text image values tag} $rows {
        $tree insert {} end -id $row -text $text -image $image -values $values -tags [list $tag]
        incr row
    }
}
"""
"""All of it in one call: after each one the window must get the interpreter's lock back from some worker."""


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


class DataTable(Area):
    """Shows a window of rows over a sequence of any length: only what is visible ever reaches Tk.

    The selected row is the table's own, so that ↑ and ↓ typed into a search box can move it.

    Args:
        parent: where it stands.
        look: what it follows.
        columns: from the left; the first one may show pictures.
        on_select: hears the index after a move by mouse or keys in the table, not after ``select``.
        on_pick: hears the index after Return or a double click.
    """

    def __init__(
        self,
        parent: tk.Misc,
        look: Look,
        columns: Sequence[Column],
        on_select: Callable[[int], None] = lambda _: None,
        on_pick: Callable[[int], None] = lambda _: None,
    ) -> None:
        super().__init__(parent, look)
        self._columns = tuple(columns)
        self._on_select = on_select
        self._on_pick = on_pick
        self._headings = tuple(column.heading for column in columns)
        self._rows: Sequence[Row] = ()
        self._top = 0
        self._selected: int | None = None
        self._pictures: dict[tuple[Raster, str], ImageTk.PhotoImage] = {}
        self._room = (1, 1)
        self._row_height = 1
        self._page = 1
        self._widths: list[int] = [1] * len(columns)
        self._bar_shown = False
        self._ring = tk.Frame(self, borderwidth=0)
        self.tree = ttk.Treeview(
            self._ring,
            style=STYLE,
            selectmode="none",
            height=1,
            columns=[str(at) for at in range(1, len(columns))],
        )
        self._bar = ttk.Scrollbar(self, style=BAR_STYLE, command=self._scroll)
        self.tree.pack(fill="both", expand=True)
        self._ring.pack(side="left", fill="both", expand=True)
        self.tk.eval(_FILL)
        self._listen()
        look.follow(self, self.restyle)

    @property
    def rows(self) -> Sequence[Row]:
        """What it shows a part of."""
        return self._rows

    @property
    def selected(self) -> int | None:
        """Index of the selected row; None when there is none."""
        return self._selected

    def fill(self, rows: Sequence[Row], selected: int | None = 0) -> None:
        """Other rows, from the top; ``rows`` may make its items when asked for them. The same rows cost nothing."""
        self._rows = rows
        self._top = 0
        self._selected = selected if selected is not None and selected < len(rows) else None
        self._bring_into_view()
        self._render()

    def head(self, headings: Sequence[str]) -> None:
        """Other words above the columns."""
        self._headings = tuple(headings)
        for at, heading in enumerate(headings):
            self.tree.heading(_column_id(at), text=heading)
        self._render()

    def select(self, index: int | None) -> None:
        """Mark a row and bring it into view."""
        if index != self._selected:
            self._selected = index
            self._bring_into_view()
            self._render()

    def move(self, by: int) -> None:
        """Mark another row, this many further down; stays within the list."""
        if self._rows:
            at = -1 if self._selected is None else self._selected
            self._choose(max(0, min(at + by, len(self._rows) - 1)))

    def page(self) -> int:
        """How many rows fit, one at least."""
        return self._page

    def restyle(self) -> None:
        """Follow the look."""
        self.paint_ground()
        line = self.look.font(Type.STRONG).metrics("linespace")
        self._row_height = max(self.look.target(Target.ROW), line + AIR)
        style_tables(self.look, ttk.Style(self), self._row_height)
        self._ruler = Ruler(self, self.look.font(Type.STRONG))
        self._pictures.clear()
        for kind in RowKind:
            ground, ink, marked, on_marked = kind.value
            stripe = Role.STRIPE if ground is Role.TABLE else ground
            self._tag(f"{kind.name}-even", ground, ink, Type.BODY)
            self._tag(f"{kind.name}-odd", stripe, ink, Type.BODY)
            self._tag(f"{kind.name}-marked", marked, on_marked, Type.STRONG)
        self._paint_ring()
        self._lay_out()

    def focus_set(self) -> None:
        """↑ ↓ and Return here."""
        self.tree.focus_set()

    focus = focus_set

    def _tag(self, name: str, ground: Role, ink: Role, style: Type) -> None:
        colour = self.look.colour
        self.tree.tag_configure(name, background=colour(ground), foreground=colour(ink), font=self.look.font(style))

    def _listen(self) -> None:
        for at, column in enumerate(self._columns):
            self.tree.heading(_column_id(at), text=column.heading, anchor=column.side)
            self.tree.column(_column_id(at), anchor=column.side, stretch=False)
        self.tree.bind("<Configure>", lambda event: self._resized((event.width, event.height)), add="+")
        self.tree.bind("<Button-1>", self._click, add="+")
        self.tree.bind("<Double-Button-1>", lambda _: self._pick(), add="+")
        self.tree.bind("<Return>", lambda _: self._pick())
        for sequence in ("<FocusIn>", "<FocusOut>"):
            self.tree.bind(sequence, lambda _: self.after_idle(self._paint_ring), add="+")
        for sequence, key in (
            ("<Up>", partial(self._key, -1)),
            ("<Down>", partial(self._key, 1)),
            ("<Prior>", lambda _: self._key(-self._page)),
            ("<Next>", lambda _: self._key(self._page)),
            ("<Button-4>", lambda _: self._roll(-_WHEEL_ROWS)),
            ("<Button-5>", lambda _: self._roll(_WHEEL_ROWS)),
        ):
            self.tree.bind(sequence, key)
        self.tree.bind("<MouseWheel>", lambda event: self._roll(-_WHEEL_ROWS if event.delta > 0 else _WHEEL_ROWS))

    def _resized(self, room: tuple[int, int]) -> None:
        if room != self._room:
            self._room = room
            self._lay_out()

    def _lay_out(self) -> None:
        rows = self._room[1] // self._row_height
        self._page = max(1, rows - 1)  # the heading is as high as a row
        self._bring_into_view()
        self._render()

    def _size_columns(self, shown: Sequence[Row]) -> None:
        wished = [self.look.px(column.width) for column in self._columns]
        growing = next((at for at, column in enumerate(self._columns) if column.grows), None)
        widths = share(max(1, self._room[0]), wished, self._needs(shown), growing)
        if widths != self._widths:
            self._widths = widths
            for at, width in enumerate(widths):
                self.tree.column(_column_id(at), width=width, minwidth=1)

    def _needs(self, shown: Sequence[Row]) -> list[int]:
        """Of every column, whichever row is marked and printed bold."""
        texts = [self._headings, *(_texts(row) for row in shown)]
        self._ruler.learn(chain.from_iterable(texts))
        needs = [max(map(self._ruler.width, column)) for column in zip(*texts, strict=True)]
        drawn = [self._drawn_size(row.picture)[0] for row in shown if row.picture]
        needs[0] = max([needs[0], *drawn])
        return [need + _CELL_AIR for need in needs]

    def _render(self) -> None:
        count = len(self._rows)
        shown = range(self._top, min(self._top + self._page + 1, count))
        rows = [self._rows[index] for index in shown]
        self._size_columns(rows)
        before, self._pictures = self._pictures, {}  # Tk shows the old ones until they are replaced
        drawn = (self._tk_row(index, row, before) for index, row in zip(shown, rows, strict=True))
        cells = tuple(chain.from_iterable(drawn))
        self._show_bar(needed=count > self._page)
        first, last = self._top / max(1, count), min(1.0, (self._top + self._page) / max(1, count))
        self.tk.call("madoguchi_fill", str(self.tree), str(self._bar), first, last, cells)
        before.clear()

    def _tk_row(
        self, index: int, row: Row, known: dict[tuple[Raster, str], ImageTk.PhotoImage]
    ) -> tuple[object, ...]:
        marked = index == self._selected
        state = "marked" if marked else "odd" if index % 2 else "even"
        tag = f"{row.kind.name}-{state}"
        rooms = (width - _CELL_AIR for width in self._widths)
        texts = tuple(map(self._ruler.shortened, _texts(row), rooms))
        if row.picture is None:
            return texts[0], "", texts[1:], tag
        _, ink, _, on_marked = row.kind.value
        key = (row.picture, self.look.colour(on_marked if marked else ink))
        if key not in self._pictures:  # one person may stand in several rows
            self._pictures[key] = known.get(key) or self._drawn(*key)
        return "", str(self._pictures[key]), texts[1:], tag

    def _drawn(self, raster: Raster, ink: str) -> ImageTk.PhotoImage:
        return ImageTk.PhotoImage(inked(raster, self._drawn_size(raster)[1], ink), master=self)

    def _drawn_size(self, raster: Raster) -> tuple[int, int]:
        height = round(1.2 * self.look.px(Type.BODY.value.height))
        return round(raster.width * height / raster.height), height

    def _show_bar(self, *, needed: bool) -> None:
        if needed is self._bar_shown:
            return
        self._bar_shown = needed
        if needed:
            self._bar.pack(side="right", fill="y", before=self._ring)
        else:
            self._bar.pack_forget()

    def _scroll(self, how: str, amount: str, unit: str = "") -> None:
        if how == "moveto":
            self._roll(round(float(amount) * len(self._rows)) - self._top)
        else:
            self._roll(int(amount) * (self._page if unit == "pages" else 1))

    def _roll(self, by: int) -> str:
        top = max(0, min(self._top + by, len(self._rows) - self._page))
        if top != self._top:
            self._top = top
            self._render()
        return "break"

    def _bring_into_view(self) -> None:
        if self._selected is None:
            return
        last = self._selected - self._page + 1
        self._top = max(0, last, min(self._top, self._selected))

    def _choose(self, index: int) -> None:
        if index != self._selected:
            self.select(index)
            self._on_select(index)

    def _key(self, by: int, _event: object = None) -> str:
        self.move(by)
        return "break"

    def _click(self, event: "tk.Event[tk.Misc]") -> str:
        self.tree.focus_set()
        row = self.tree.identify_row(event.y)
        if row:
            self._choose(self._top + int(row))
        return "break"

    def _pick(self) -> str:
        if self._selected is not None:
            self._on_pick(self._selected)
        return "break"

    def _paint_ring(self) -> None:
        focused = self.focus_get() is self.tree
        outline, ring = (Role.FOCUS_OUTLINE, Role.FOCUS_RING) if focused else (Role.DIVIDER, Role.TABLE)
        edge = self.look.colour(outline)
        self._ring.configure(highlightthickness=self.look.line(2), highlightbackground=edge, highlightcolor=edge)
        self._ring.configure(background=self.look.colour(ring), padx=self.look.line(3), pady=self.look.line(3))


def _column_id(at: int) -> str:
    return f"#{at}"


def _texts(row: Row) -> tuple[str, ...]:
    """What is written; a picture stands for the first cell."""
    return ("", *row.cells[1:]) if row.picture else row.cells
