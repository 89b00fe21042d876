"""What on a window is cut off: looked for in Tk itself, so that every text of every language is measured."""

import tkinter as tk
from collections.abc import Iterator
from tkinter import ttk
from tkinter.font import Font

from branch_app.ui.widgets.control import Control

_CELL_PADDING = 8
"""Of a Treeview's cell, both sides."""


def clipped(widget: tk.Misc) -> list[str]:
    """Every visible widget below ``widget`` that lies outside its parent, or whose text has not enough room."""
    return [place for below in _visible(widget) for place in _faults(below)]


def _visible(widget: tk.Misc) -> Iterator[tk.Misc]:
    """Pages that lie one over the other: only the topmost is seen."""
    children = [child for child in widget.winfo_children() if child.winfo_ismapped()]
    stacked = [child for child in children if _fills(child, widget)]
    for child in [*[child for child in children if child not in stacked], *_topmost(widget, stacked)]:
        yield child
        yield from _visible(child)


def _fills(child: tk.Misc, parent: tk.Misc) -> bool:
    size = (child.winfo_width(), child.winfo_height())
    return child.winfo_manager() == "place" and size == (parent.winfo_width(), parent.winfo_height())


def _topmost(parent: tk.Misc, stacked: list[tk.Misc]) -> list[tk.Misc]:
    if not stacked:
        return []
    middle = (
        parent.winfo_rootx() + parent.winfo_width() // 2,
        parent.winfo_rooty() + parent.winfo_height() // 2,
    )
    seen: tk.Misc | None = parent.winfo_containing(*middle)
    while seen is not None and seen not in stacked:
        seen = seen.master
    return [seen] if seen is not None else []


def _faults(widget: tk.Misc) -> Iterator[str]:
    parent = widget.master
    if parent is not None:
        yield from _outside(widget, parent)
    match widget:
        case tk.Label() if widget.cget("text") and widget.winfo_manager() != "place":
            wraps = int(str(widget.cget("wraplength"))) > 0
            narrow = not wraps and widget.winfo_reqwidth() > widget.winfo_width()
            if narrow or widget.winfo_reqheight() > widget.winfo_height():
                yield f"{widget.cget('text')!r}: {widget.winfo_width()} × {widget.winfo_height()} px"
        case Control():
            yield from _drawn_outside(widget)
        case ttk.Treeview():
            yield from _cells(widget)


def _outside(widget: tk.Misc, parent: tk.Misc) -> Iterator[str]:
    right, bottom = widget.winfo_x() + widget.winfo_width(), widget.winfo_y() + widget.winfo_height()
    if (
        min(widget.winfo_x(), widget.winfo_y()) < 0
        or right > parent.winfo_width()
        or bottom > parent.winfo_height()
    ):
        size = f"{right} × {bottom} in {parent.winfo_width()} × {parent.winfo_height()}"
        yield f"{widget.winfo_class()} {_words(widget)}: {size}"


def _drawn_outside(control: Control) -> Iterator[str]:
    sheet = control.sheet
    for item in sheet.find_all():
        if sheet.type(item) != "text" or not sheet.itemcget(item, "text"):
            continue
        left, top, right, bottom = sheet.bbox(item)
        if left < 0 or top < 0 or right > control.winfo_width() + 1 or bottom > control.winfo_height() + 1:
            size = f"{(left, top, right, bottom)} in {control.winfo_width()} × {control.winfo_height()}"
            yield f"{sheet.itemcget(item, 'text')!r}: {size}"


def _cells(tree: ttk.Treeview) -> Iterator[str]:
    columns = tree.cget("columns")
    for row in tree.get_children():
        tag = tree.item(row, "tags")[0]
        font = Font(root=tree, name=str(tree.tag_configure(tag, "font")), exists=True)
        for at in range(len(columns) + 1):
            text = tree.item(row, "text") if at == 0 else str(tree.item(row, "values")[at - 1])
            needs, has = font.measure(text) + _CELL_PADDING, tree.column(f"#{at}", "width")
            if needs > has:
                yield f"cell {text!r}: {needs} in {has}"


def _words(widget: tk.Misc) -> str:
    texts = [str(child.cget("text")) for child in widget.winfo_children() if isinstance(child, tk.Label)]
    return " ".join(texts)[:40]
