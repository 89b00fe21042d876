"""Cards: a rounded ground with a title."""

import tkinter as tk

from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.theme import Role
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.plates import layers
from branch_app.ui.widgets.surface import Area, Surface


class Panel(Surface):
    """A titled card; put things into ``body``, lay them out there as you like."""

    def __init__(self, parent: tk.Misc, look: Look, title: str = "") -> None:
        super().__init__(parent, look)
        self.ground = self.around
        inner = look.gap(Space.M)
        self._inside = Area(self, look, Role.CARD)
        self._inside.pack(fill="both", expand=True, padx=inner, pady=look.gap(Space.S))
        self._title = Label(self._inside, look, title, Type.STRONG)
        self.body = Area(self._inside, look)
        self.body.pack(fill="both", expand=True, side="bottom")
        self.show(title)
        look.follow(self, self._paint_card)

    def show(self, title: str) -> None:
        """Another title; "" for none."""
        self._title.show(title)
        if title:
            self._title.pack(anchor="w", side="top", pady=(0, self.look.gap(Space.S)))
        else:
            self._title.pack_forget()

    def _paint_card(self) -> None:
        self.paint(layers(self.look, Role.DIVIDER, Role.CARD))
