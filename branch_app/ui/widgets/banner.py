"""研修中: hatched yellow and black across the window, which nobody takes for the real thing."""

import tkinter as tk

from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.theme import Role

_STRIPE = 16
_SLANT = 16


class TrainingBanner(tk.Canvas):
    """Stripes to the left and right of its words; the same in every palette."""

    def __init__(self, parent: tk.Misc, look: Look, words: str) -> None:
        super().__init__(parent, borderwidth=0, highlightthickness=0, takefocus=0, width=1, height=1)
        self.look = look
        self._words = words
        self.bind("<Configure>", lambda _: self._draw(), add="+")
        look.follow(self, self.restyle)

    def show(self, words: str) -> None:
        """Other words."""
        self._words = words
        self._draw()

    def restyle(self) -> None:
        """Follow the look."""
        line = self.look.font(Type.HEADING).metrics("linespace")
        self.configure(background=self.look.colour(Role.BANNER), height=line + self.look.gap(Space.S))
        self._draw()

    def _draw(self) -> None:
        self.delete("all")
        width, height = self.winfo_width(), self.winfo_height()
        ink, font = self.look.colour(Role.ON_BANNER), self.look.font(Type.HEADING)
        stripe, slant = self.look.line(_STRIPE), self.look.line(_SLANT)
        for left in range(-slant, width, 2 * stripe):
            self.create_polygon(
                left, height, left + stripe, height, left + stripe + slant, 0, left + slant, 0, fill=ink
            )
        half = font.measure(self._words) / 2 + self.look.gap(Space.XL)
        middle = width / 2
        ground = self.look.colour(Role.BANNER)
        self.create_rectangle(middle - half, 0, middle + half, height, fill=ground, width=0)
        self.create_text(middle, height / 2, text=self._words, font=font, fill=ink)
