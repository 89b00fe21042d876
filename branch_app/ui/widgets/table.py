"""Lists: one row a person, an entry, a paper."""

import tkinter as tk
from collections.abc import Callable, Sequence
from functools import partial
from tkinter import ttk

from branch_app.ui.look import Look
from branch_app.ui.measures import Target, Type
from branch_app.ui.theme import Role
from branch_app.ui.widgets.row import Column, Row, RowKind
from branch_app.ui.widgets.row_cells import RowCells
from branch_app.ui.widgets.row_numbers import RowNumbers
from branch_app.ui.widgets.surface import Area
from branch_app.ui.widgets.table_style import AIR, BAR_STYLE, STYLE, style_tables

__all__ = ["Column", "DataTable", "Row", "RowKind"]

_WHEEL_ROWS = 3

_FILL = """
proc madoguchi_fill {tree bar numbers first last rows} {
    $bar set $first $last
    $tree delete [$tree children {}]
    if {$numbers ne ""} { $numbers delete [$numbers children {}] }
    set row 0
    foreach {text image values tag number} $rows {
        $tree insert {} end -id $row -text $text -image $image -values $values -tags [list $tag]
        if {$numbers ne ""} { $numbers insert {} end -id $row -text $number -tags [list $tag] }
        incr row
    }
}
"""
"""All of it in one call: after each one the window must get the interpreter's lock back from some worker."""


class DataTable(Area):
    """Shows a window of rows over a sequence of any length: only what is visible ever reaches Tk.

    The selected row is the table's own, so that ↑ and ↓ typed into a search box can move it.

    Args:
        parent: where it stands.
        look: what it follows.
        columns: from the left; the first one may show pictures.
        on_select: hears the index after a move by mouse or keys in the table, not after ``select``.
        on_pick: hears the index after Return or a double click.
        numbers: so many rows from the first one have their number before them while they are on the screen.
    """

    def __init__(
        self,
        parent: tk.Misc,
        look: Look,
        columns: Sequence[Column],
        on_select: Callable[[int], None] = lambda _: None,
        on_pick: Callable[[int], None] = lambda _: None,
        numbers: int = 0,
    ) -> None:
        super().__init__(parent, look)
        self._on_select = on_select
        self._on_pick = on_pick
        self._rows: Sequence[Row] = ()
        self._top = 0
        self._selected: int | None = None
        self._numbered = numbers
        self._room = (1, 1)
        self._row_height = 1
        self._page = 1
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
        self._cells = RowCells(self.tree, look, columns)
        self._numbers = RowNumbers(self._ring) if numbers else None
        if self._numbers is not None:
            self._numbers.pack(side="left", fill="y")
        self.tree.pack(side="left", fill="both", expand=True)
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
        selected = selected if selected is not None and selected < len(rows) else None
        if rows == self._rows and selected == self._selected and self._top == 0:
            return
        self._rows = rows
        self._top = 0
        self._selected = selected
        self._bring_into_view()
        self._render()

    def head(self, headings: Sequence[str]) -> None:
        """Other words above the columns."""
        self._cells.head(headings)
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

    def numbered(self, index: int) -> bool:
        """Whether that row is on the screen as a whole, with its number before it."""
        last = min(self._numbered, len(self._rows), self._top + self._page)
        return self._top <= index < last

    def restyle(self) -> None:
        """Follow the look."""
        self.paint_ground()
        line = self.look.font(Type.STRONG).metrics("linespace")
        self._row_height = max(self.look.target(Target.ROW), line + AIR)
        style_tables(self.look, ttk.Style(self), self._row_height)
        self._cells.restyle()
        if self._numbers is not None:
            self._numbers.restyle(self.look)
        self._paint_ring()
        self._lay_out()

    def focus_set(self) -> None:
        """↑ ↓ and Return here."""
        self.tree.focus_set()

    focus = focus_set

    def _listen(self) -> None:
        self.tree.bind("<Configure>", lambda event: self._resized((event.width, event.height)), add="+")
        self.tree.bind("<Return>", lambda _: self._pick())
        for sequence in ("<FocusIn>", "<FocusOut>"):
            self.tree.bind(sequence, lambda _: self.after_idle(self._paint_ring), add="+")
        for sequence, key in (
            ("<Up>", partial(self._key, -1)),
            ("<Down>", partial(self._key, 1)),
            ("<Prior>", lambda _: self._key(-self._page)),
            ("<Next>", lambda _: self._key(self._page)),
        ):
            self.tree.bind(sequence, key)
        for part in (self.tree, self._numbers):
            if part is not None:
                self._listen_to_mouse(part)

    def _listen_to_mouse(self, part: ttk.Treeview) -> None:
        part.bind("<Button-1>", self._click, add="+")
        part.bind("<Double-Button-1>", lambda _: self._pick(), add="+")
        part.bind("<Button-4>", lambda _: self._roll(-_WHEEL_ROWS))
        part.bind("<Button-5>", lambda _: self._roll(_WHEEL_ROWS))
        part.bind("<MouseWheel>", lambda event: self._roll(-_WHEEL_ROWS if event.delta > 0 else _WHEEL_ROWS))

    def _resized(self, room: tuple[int, int]) -> None:
        if room != self._room:
            self._room = room
            self._lay_out()

    def _lay_out(self) -> None:
        rows = self._room[1] // self._row_height
        self._page = max(1, rows - 1)  # the heading is as high as a row
        self._bring_into_view()
        self._render()

    def _render(self) -> None:
        count = len(self._rows)
        rows = [self._rows[index] for index in range(self._top, min(self._top + self._page + 1, count))]
        self._cells.fit(self._room[0], rows)
        cells: list[object] = []
        for index, cell in enumerate(self._cells.of(self._top, rows, self._selected), start=self._top):
            cells += (*cell, f"{index + 1}" if self.numbered(index) else "")
        self._show_bar(needed=count > self._page)
        first, last = self._top / max(1, count), min(1.0, (self._top + self._page) / max(1, count))
        numbers = "" if self._numbers is None else str(self._numbers)
        self.tk.call("madoguchi_fill", str(self.tree), str(self._bar), numbers, first, last, tuple(cells))
        self._cells.forget()

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
