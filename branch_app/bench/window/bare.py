"""A yardstick for this machine at this moment: two panes of nothing but Tk, one lifted above the other."""

import tkinter as tk
from tkinter import ttk

from branch_app.bench.waiting import Moment, Span
from branch_app.bench.window.stand import Stand

_LABELS = 40
_ROWS = 15
_COLUMNS = 4
_WORDS = "見本の文字"


class BarePanes:
    """Two panes over the whole window, each with as many texts and rows as a pane of the counter has."""

    def __init__(self, stand: Stand) -> None:
        self._stand = stand
        self._panes = [self._pane() for _ in range(2)]
        stand.paint()

    def switch(self) -> Span:
        """Lift the lower one, until it is painted."""
        begun = Moment.now()
        self._panes.reverse()
        self._panes[0].lift()
        return self._stand.paint().since(begun)

    def close(self) -> None:
        """Away with them."""
        for pane in self._panes:
            pane.destroy()
        self._stand.paint()

    def _pane(self) -> tk.Frame:
        pane = tk.Frame(self._stand.root)
        for _ in range(_LABELS):
            tk.Label(pane, text=_WORDS).pack(side="bottom")
        tree = ttk.Treeview(pane, columns=[str(column) for column in range(_COLUMNS)])
        for _ in range(_ROWS):
            tree.insert("", "end", text=_WORDS, values=[_WORDS] * _COLUMNS)
        tree.pack(fill="both", expand=True)
        pane.place(relwidth=1, relheight=1)
        return pane
