"""Options: a box, what it means, and the key that turns it on and off."""

import tkinter as tk
from collections.abc import Callable

from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Target, Type
from branch_app.ui.theme import Role
from branch_app.ui.widgets.control import Control

_BOX = 24
_TICK = ((0.22, 0.52), (0.42, 0.72), (0.78, 0.30))
"""Of the box's side."""


class Check(Control):
    """On or off; ``on_toggle`` hears the new state after a press, not after ``put``."""

    def __init__(
        self,
        parent: tk.Misc,
        look: Look,
        label: str,
        on_toggle: Callable[[bool], None],
        key: Key | None = None,
    ) -> None:
        super().__init__(parent, look, self._toggle)
        self._on_toggle = on_toggle
        self._checked = False
        self._label_text = label
        self._key_text = key.value if key else ""
        self._box = self.create_rectangle(0, 0, 0, 0)
        self._tick = self.create_line(0, 0, 0, 0, capstyle="round", joinstyle="round")
        self._hint = self.create_text(0, 0, text=self._key_text, font=look.font(Type.KEY), anchor="w")
        self._label = self.create_text(0, 0, text=label, font=look.font(Type.BODY), anchor="w")
        look.follow(self, self.restyle)

    @property
    def checked(self) -> bool:
        """On."""
        return self._checked

    def put(self, *, checked: bool) -> None:
        """Show this state; nobody hears of it."""
        if checked is not self._checked:
            self._checked = checked
            self.restyle()

    def show(self, label: str) -> None:
        """Another label."""
        self._label_text = label
        self.itemconfigure(self._label, text=label)
        self.arrange()

    def fill(self) -> Role:
        """Its parent's ground: only the box is framed."""
        return self.around

    def edge(self) -> Role:
        """None to be seen."""
        return self.around

    def restyle(self) -> None:
        """Follow the look."""
        colour = self.look.colour
        ink = colour(Role.TEXT if self.enabled else Role.ON_DISABLED)
        on, off = (Role.PRIMARY, Role.FIELD) if self.enabled else (Role.DISABLED, Role.DISABLED)
        edge = Role.PRIMARY if self._checked and self.enabled else Role.BORDER
        self.itemconfigure(
            self._box, fill=colour(on if self._checked else off), outline=colour(edge), width=self.look.line(2)
        )
        tick = Role.ON_PRIMARY if self.enabled else Role.ON_DISABLED
        state = "normal" if self._checked else "hidden"
        self.itemconfigure(self._tick, fill=colour(tick), width=self.look.line(3), state=state)
        for item in (self._hint, self._label):
            self.itemconfigure(item, fill=ink)
        super().restyle()

    def arrange(self) -> None:
        """Box, key, label, from the left."""
        side, box, (width, height) = self.look.gap(Space.S), self.look.px(_BOX), self.extent()
        top = (height - box) / 2
        self.coords(self._box, side, top, side + box, top + box)
        self.coords(self._tick, *(place for x, y in _TICK for place in (side + x * box, top + y * box)))
        hint = self.look.font(Type.KEY).measure(self._key_text)
        left = 2 * side + box
        self.coords(self._hint, left, height / 2)
        left += hint + (side if hint else 0)
        self.coords(self._label, left, height / 2)
        self.itemconfigure(self._label, width=max(1, width - left - side) if width > 1 else 0)
        _, above, _, below = self.bbox(self._label)
        wanted = (
            left + self.look.font(Type.BODY).measure(self._label_text) + side,
            max(self.look.target(Target.CONTROL), below - above + self.look.gap(Space.M)),
        )
        if wanted != (int(self["width"]), int(self["height"])):
            self.configure(width=wanted[0], height=wanted[1])

    def _toggle(self) -> None:
        self.put(checked=not self._checked)
        self._on_toggle(self._checked)
