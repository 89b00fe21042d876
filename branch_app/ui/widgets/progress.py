"""How far something is: words and a bar."""

import tkinter as tk

from branch_app.ui.look import Look
from branch_app.ui.measures import Space
from branch_app.ui.theme import Role
from branch_app.ui.widgets.ctk_parts import Bar
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.plates import Plates, layers
from branch_app.ui.widgets.surface import Area, ground_of

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
        self._bar.set(part)


class _Bar(Bar):
    """customtkinter's progress bar."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        super().__init__(parent)
        self.look = look
        self._around = ground_of(parent)
        self._plates = Plates(self.sheet, look)
        self.done = self.sheet.create_rectangle(0, 0, 0, 0, width=0)
        self.begin()
        look.follow(self, self.restyle)

    def restyle(self) -> None:
        colour = self.look.colour
        self.ask_for(1, self.look.px(_HEIGHT))
        self.configure(
            bg_color=colour(self._around),
            fg_color=colour(Role.FIELD),
            border_color=colour(Role.BORDER),
            progress_color=colour(Role.PRIMARY),
        )

    def draw(self) -> None:
        self._plates.paint(layers(self.look, Role.BORDER, Role.FIELD), self._around)
        self.sheet.itemconfigure(self.done, fill=self.look.colour(Role.PRIMARY))
        self.arrange()

    def arrange(self) -> None:
        width, height = self.extent()
        edge = self.look.gap(Space.XS)
        self._plates.place(width, height)
        self.sheet.coords(self.done, edge, edge, edge + (width - 2 * edge) * self.get(), height - edge)
