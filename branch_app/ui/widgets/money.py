"""Sums: caption on the left, figures under one another on the right."""

import tkinter as tk

from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.theme import Role
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.surface import Area


class AmountLine(Area):
    """合計 900円. ``style`` is FIGURE, or TOTAL for what is said aloud."""

    def __init__(
        self,
        parent: tk.Misc,
        look: Look,
        caption: str = "",
        style: Type = Type.FIGURE,
        role: Role = Role.TEXT,
    ) -> None:
        super().__init__(parent, look)
        self.columnconfigure(1, weight=1)
        self._caption = Label(self, look, caption, Type.STRONG)
        self._figures = Label(self, look, "", style, role, "e")
        self._caption.grid(row=0, column=0, sticky="w")
        self._figures.grid(row=0, column=1, sticky="e", padx=(look.gap(Space.S), 0))

    def show(self, caption: str, figures: str, role: Role | None = None) -> None:
        """Words and figures, as the texts of the window write them."""
        self._caption.show(caption)
        self._figures.show(figures, role)
