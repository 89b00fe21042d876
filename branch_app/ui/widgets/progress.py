"""How far something is: words and a bar."""

import tkinter as tk

from branch_app.ui.look import Look
from branch_app.ui.measures import Space
from branch_app.ui.theme import Role
from branch_app.ui.widgets.control import layers
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.surface import Area, Surface

_HEIGHT = 16


class Progress(Area):
    """``show`` a part from 0 to 1 and what is being done."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        super().__init__(parent, look)
        self._words = Label(self, look)
        self._words.pack(fill="x", pady=(0, look.gap(Space.XS)))
        self._bar = _Bar(self, look)
        self._bar.pack(fill="x")

    def show(self, part: float, words: str) -> None:
        """Raise ValueError when ``part`` is not between 0 and 1."""
        if not 0 <= part <= 1:
            raise ValueError("part")
        self._words.show(words)
        self._bar.fill_to(part)


class _Bar(Surface):
    def __init__(self, parent: tk.Misc, look: Look) -> None:
        super().__init__(parent, look)
        self._part = 0.0
        self._done = self.create_rectangle(0, 0, 0, 0, width=0)
        look.follow(self, self.restyle)

    def fill_to(self, part: float) -> None:
        self._part = part
        self.arrange()

    def restyle(self) -> None:
        self.configure(height=self.look.px(_HEIGHT))
        self.itemconfigure(self._done, fill=self.look.colour(Role.PRIMARY))
        self.paint(layers(self.look, Role.BORDER, Role.FIELD))

    def arrange(self) -> None:
        width, height = self.extent()
        edge = self.look.gap(Space.XS)
        self.coords(self._done, edge, edge, edge + (width - 2 * edge) * self._part, height - edge)
