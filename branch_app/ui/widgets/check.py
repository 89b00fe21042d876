"""Options: a box, what it means, and the key that turns it on and off."""

import tkinter as tk
from collections.abc import Callable

from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Target, Type
from branch_app.ui.theme import Role
from branch_app.ui.widgets.control import Control
from branch_app.ui.widgets.ctk_parts import Tick
from branch_app.ui.widgets.plates import Plates
from branch_app.ui.widgets.surface import ground_of

_BOX = 24
_TICK = ((0.22, 0.52), (0.42, 0.72), (0.78, 0.30))
"""Of the box's side."""


class Check(Control, Tick):
    """customtkinter's check box; ``on_toggle`` hears the new state after a press, not after ``put``."""

    def __init__(
        self,
        parent: tk.Misc,
        look: Look,
        label: str,
        on_toggle: Callable[[bool], None],
        key: Key | None = None,
    ) -> None:
        self.look = look
        self.around = ground_of(parent)
        self._key_text = key.value if key else ""
        Tick.__init__(self, parent, label, look.font(Type.BODY), lambda: on_toggle(self.checked))
        self._sizes = (0, 0, 0)
        self._plates = Plates(self.sheet, look)
        self._square = self.box.create_rectangle(0, 0, 0, 0)
        self._hook = self.box.create_line(0, 0, 0, 0, capstyle="round", joinstyle="round")
        self._hint = self.sheet.create_text(0, 0, text=self._key_text, font=look.font(Type.KEY), anchor="w")
        self.listen(self.sheet, self.box, self.words)
        self.begin()
        look.follow(self, self.restyle)

    @property
    def checked(self) -> bool:
        """On."""
        return bool(self.get())

    def put(self, *, checked: bool) -> None:
        """Show this state; nobody hears of it."""
        if checked is not self.checked:
            (self.select if checked else self.deselect)()

    def show(self, label: str) -> None:
        """Another label."""
        self.configure(text=label)
        self.arrange()

    def act(self) -> None:
        """Turn it, unless it is disabled."""
        self.toggle()

    def fill(self) -> Role:
        """Its parent's ground: only the box is framed."""
        return self.around

    def edge(self) -> Role:
        """None to be seen."""
        return self.around

    def restyle(self) -> None:
        """Follow the look."""
        colour = self.look.colour
        self.configure(
            bg_color=colour(self.around),
            fg_color=colour(Role.PRIMARY),
            border_color=colour(Role.BORDER),
            checkmark_color=colour(Role.ON_PRIMARY),
            text_color=colour(Role.TEXT),
            text_color_disabled=colour(Role.ON_DISABLED),
        )

    def draw(self) -> None:
        """Ring, box, tick and texts."""
        colour, ground = self.look.colour, self.look.colour(self.around)
        ink = colour(Role.TEXT if self.enabled else Role.ON_DISABLED)
        on, off = (Role.PRIMARY, Role.FIELD) if self.enabled else (Role.DISABLED, Role.DISABLED)
        edge = Role.PRIMARY if self.checked and self.enabled else Role.BORDER
        self._plates.paint(self.layers(), self.around)
        self.box.configure(background=ground)
        self.box.itemconfigure(
            self._square, fill=colour(on if self.checked else off), outline=colour(edge), width=self.look.line(2)
        )
        tick = Role.ON_PRIMARY if self.enabled else Role.ON_DISABLED
        state = "normal" if self.checked else "hidden"
        self.box.itemconfigure(self._hook, fill=colour(tick), width=self.look.line(3), state=state)
        self.sheet.itemconfigure(self._hint, fill=ink)
        self.words.configure(foreground=ink, background=ground)
        self.arrange()

    def arrange(self) -> None:
        """Box, key, label, from the left."""
        side, box, (width, height) = self.look.gap(Space.S), self.look.px(_BOX), self.extent()
        hint = self.look.font(Type.KEY).measure(self._key_text)
        between = side + hint + (side if hint else 0)
        left = side + box + between
        self._plates.place(width, height)
        self.sheet.coords(self._hint, 2 * side + box, height / 2)
        if self._sizes != (side, box, between):
            self._sizes = (side, box, between)
            self._arrange_box()
        room = max(1, width - left - side) if width > 1 else 0
        if room != int(str(self.words.cget("wraplength"))):
            self.words.configure(wraplength=room)
        lines = self.words.winfo_reqheight() + self.look.gap(Space.M)
        wide = left + self.look.font(Type.BODY).measure(str(self.cget("text"))) + side
        self.ask_for(wide, max(self.look.target(Target.CONTROL), lines))

    def _arrange_box(self) -> None:
        side, box, between = self._sizes
        self.lay_out(side, box, between)
        self.box.coords(self._square, 1, 1, box - 1, box - 1)
        self.box.coords(self._hook, *(place * box for point in _TICK for place in point))
