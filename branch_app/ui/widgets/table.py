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
from branch_app.ui.measures import SMALLEST_TEXT, Target, Type
from branch_app.ui.theme import Role
from branch_app.ui.widgets.picture import inked
from branch_app.ui.widgets.surface import Area

_STYLE = "Madoguchi.Treeview"
_WHEEL_ROWS = 3
_AIR = 4

_FILL = """
proc madoguchi_fill {tree rows} {
    $tree delete [$tree children {}]
    set row 0
    foreach {text image values tag} $rows {
        $tree insert {} end -id $row -text $text -image $image -values $values -tags [list $tag]
        incr row
    }
}
"""
"""All rows in one call: each call into Tk may have to wait a whole switch interval for the interpreter's lock."""


@dataclass(frozen=True, slots=True)
class Column:
    """Heading and width in px at 100 %; the column that ``grows`` takes what is left."""

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
        self._rows: Sequence[Row] = ()
        self._top = 0
        self._selected: int | None = None
        self._pictures: list[ImageTk.PhotoImage] = []
        self._ring = tk.Frame(self, borderwidth=0)
        self.tree = ttk.Treeview(
            self._ring,
            style=_STYLE,
            selectmode="none",
            height=1,
            columns=[str(at) for at in range(1, len(columns))],
        )
        self._bar = ttk.Scrollbar(self, style=f"{_STYLE}.Vertical.TScrollbar", command=self._scroll)
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
        """Other rows, from the top; ``rows`` may make its items as they are asked for."""
        self._rows = rows
        self._top = 0
        self._selected = selected if selected is not None and selected < len(rows) else None
        self._bring_into_view()
        self._draw()

    def head(self, headings: Sequence[str]) -> None:
        """Other words above the columns."""
        for at, heading in enumerate(headings):
            self.tree.heading(_column_id(at), text=heading)

    def select(self, index: int | None) -> None:
        """Mark a row and bring it into view."""
        if index != self._selected:
            self._selected = index
            self._bring_into_view()
            self._draw()

    def move(self, by: int) -> None:
        """Mark another row, this many further down; stays within the list."""
        if self._rows:
            at = -1 if self._selected is None else self._selected
            self._choose(max(0, min(at + by, len(self._rows) - 1)))

    def page(self) -> int:
        """How many rows fit, one at least."""
        heading, row = self._heights()
        return max(1, (self.tree.winfo_height() - heading) // row)

    def restyle(self) -> None:
        """Follow the look."""
        self.paint_ground()
        _style_table(self.look, ttk.Style(self), *self._heights())
        for kind in RowKind:
            ground, ink, marked, on_marked = kind.value
            stripe = Role.STRIPE if ground is Role.TABLE else ground
            self._tag(f"{kind.name}-even", ground, ink, Type.BODY)
            self._tag(f"{kind.name}-odd", stripe, ink, Type.BODY)
            self._tag(f"{kind.name}-marked", marked, on_marked, Type.STRONG)
        self._paint_ring()
        self._size_columns()
        self._draw()

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
        self.tree.bind("<Configure>", lambda _: self._resized(), add="+")
        self.tree.bind("<Button-1>", self._click, add="+")
        self.tree.bind("<Double-Button-1>", lambda _: self._pick(), add="+")
        self.tree.bind("<Return>", lambda _: self._pick())
        for sequence in ("<FocusIn>", "<FocusOut>"):
            self.tree.bind(sequence, lambda _: self.after_idle(self._paint_ring), add="+")
        for sequence, key in (
            ("<Up>", partial(self._key, -1)),
            ("<Down>", partial(self._key, 1)),
            ("<Prior>", lambda _: self._key(-self.page())),
            ("<Next>", lambda _: self._key(self.page())),
            ("<Button-4>", lambda _: self._roll(-_WHEEL_ROWS)),
            ("<Button-5>", lambda _: self._roll(_WHEEL_ROWS)),
        ):
            self.tree.bind(sequence, key)
        self.tree.bind("<MouseWheel>", lambda event: self._roll(-_WHEEL_ROWS if event.delta > 0 else _WHEEL_ROWS))

    def _heights(self) -> tuple[int, int]:
        """Of the heading and of a row: a text's line and some air."""
        row = max(self.look.target(Target.ROW), self.look.font(Type.STRONG).metrics("linespace") + _AIR)
        return row, row

    def _resized(self) -> None:
        self._size_columns()
        self._bring_into_view()
        self._draw()

    def _size_columns(self) -> None:
        room = self.tree.winfo_width()
        widths = [self.look.px(column.width) for column in self._columns]
        rest = room - sum(widths)
        growing = [at for at, column in enumerate(self._columns) if column.grows]
        if rest >= 0 and growing:
            widths[growing[0]] += rest
        elif rest < 0 and room > 1:
            widths = [width * room // sum(widths) for width in widths]
        for at, width in enumerate(widths):
            self.tree.column(_column_id(at), width=width, minwidth=1)

    def _draw(self) -> None:
        shown = range(self._top, min(self._top + self.page() + 1, len(self._rows)))
        before, self._pictures = self._pictures, []  # Tk shows the old ones until they are replaced
        cells = chain.from_iterable(self._tk_row(index) for index in shown)
        self.tk.call("madoguchi_fill", str(self.tree), tuple(cells))
        before.clear()
        self._draw_bar()

    def _tk_row(self, index: int) -> tuple[str, str, tuple[str, ...], str]:
        row = self._rows[index]
        state = "marked" if index == self._selected else "odd" if index % 2 else "even"
        tag = f"{row.kind.name}-{state}"
        if row.picture is None:
            return row.cells[0], "", row.cells[1:], tag
        ink = row.kind.value[3 if index == self._selected else 1]
        height = round(1.2 * self.look.px(Type.BODY.value.height))
        picture = ImageTk.PhotoImage(inked(row.picture, height, self.look.colour(ink)), master=self)
        self._pictures.append(picture)
        return "", str(picture), row.cells[1:], tag

    def _draw_bar(self) -> None:
        count, page = len(self._rows), self.page()
        if count <= page:
            self._bar.pack_forget()
            return
        if not self._bar.winfo_manager():
            self._bar.pack(side="right", fill="y", before=self._ring)
        self._bar.set(self._top / count, min(1.0, (self._top + page) / count))

    def _scroll(self, how: str, amount: str, unit: str = "") -> None:
        if how == "moveto":
            self._roll(round(float(amount) * len(self._rows)) - self._top)
        else:
            self._roll(int(amount) * (self.page() if unit == "pages" else 1))

    def _roll(self, by: int) -> str:
        top = max(0, min(self._top + by, len(self._rows) - self.page()))
        if top != self._top:
            self._top = top
            self._draw()
        return "break"

    def _bring_into_view(self) -> None:
        if self._selected is None:
            return
        last = self._selected - self.page() + 1
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


def _style_table(look: Look, style: ttk.Style, heading: int, row: int) -> None:
    """Ttk's styles are the window's; every table sets the same."""
    style.theme_use("clam")
    colour = look.colour
    style.layout(_STYLE, [("Treeview.treearea", {"sticky": "nswe"})])
    style.layout(
        f"{_STYLE}.Item",
        [
            (
                "Treeitem.padding",
                {
                    "sticky": "nswe",
                    "children": [
                        ("Treeitem.image", {"side": "left", "sticky": ""}),
                        ("Treeitem.text", {"side": "left"}),
                    ],
                },
            )
        ],
    )
    style.configure(f"{_STYLE}.Item", padding=(_AIR, 0, 0, 0))
    style.configure(
        _STYLE,
        font=look.font(Type.BODY),
        rowheight=row,
        indent=0,
        background=colour(Role.TABLE),
        fieldbackground=colour(Role.TABLE),
        foreground=colour(Role.TEXT),
        borderwidth=0,
    )
    air = max(0, (heading - look.font(Type.STRONG).metrics("linespace")) // 2)
    style.configure(
        f"{_STYLE}.Heading",
        font=look.font(Type.STRONG),
        background=colour(Role.TABLE_HEAD),
        foreground=colour(Role.ON_TABLE_HEAD),
        relief="flat",
        borderwidth=0,
        padding=(_AIR, air, _AIR, air),
    )
    style.map(f"{_STYLE}.Heading", background=[("active", colour(Role.TABLE_HEAD))])
    style.configure(
        f"{_STYLE}.Vertical.TScrollbar",
        background=colour(Role.BORDER),
        troughcolor=colour(Role.SURFACE),
        bordercolor=colour(Role.SURFACE),
        arrowcolor=colour(Role.SURFACE),
        lightcolor=colour(Role.BORDER),
        darkcolor=colour(Role.BORDER),
        arrowsize=look.px(SMALLEST_TEXT),
    )
    style.map(f"{_STYLE}.Vertical.TScrollbar", background=[("active", colour(Role.EMPHASIS))])
