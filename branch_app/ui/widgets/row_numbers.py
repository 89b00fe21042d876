"""The narrow column before a list: numbers of the rows that a key picks."""

import tkinter as tk
from tkinter import ttk

from branch_app.ui.look import Look
from branch_app.ui.measures import Type
from branch_app.ui.widgets.row_cells import tag_rows
from branch_app.ui.widgets.table_style import AIR, STYLE


class RowNumbers(ttk.Treeview):
    """Lies beside the tree of a table, row beside row; the names keep their own column, drawn ones too."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, style=STYLE, selectmode="none", height=1, takefocus=0)

    def restyle(self, look: Look) -> None:
        """Follow the look: as the hints write keys."""
        tag_rows(self, look, Type.KEY, Type.KEY)
        width = look.font(Type.KEY).measure("9") + 3 * AIR
        self.column("#0", width=width, minwidth=width, stretch=False)
