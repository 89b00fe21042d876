"""Text that only stands there."""

import tkinter as tk
from typing import Literal

from branch_app.ui.kinsoku import fold
from branch_app.ui.look import Look
from branch_app.ui.measures import Type
from branch_app.ui.theme import Role
from branch_app.ui.widgets.column_widths import Ruler
from branch_app.ui.widgets.ctk_parts import Words
from branch_app.ui.widgets.surface import ground_of

Side = Literal["w", "center", "e"]
_JUSTIFY: dict[Side, Literal["left", "center", "right"]] = {"w": "left", "center": "center", "e": "right"}

_SLACK = 2
"""Px: letters measured one by one may take a little more together, and Tk would break the line once more."""


class Label(Words):
    """customtkinter's label: one style of type in one role on its parent's ground."""

    def __init__(
        self,
        parent: tk.Misc,
        look: Look,
        text: str = "",
        style: Type = Type.BODY,
        role: Role = Role.TEXT,
        side: Side = "w",
    ) -> None:
        super().__init__(parent, text, look.font(style), side, _JUSTIFY[side])
        self.look = look
        self.style = style
        self.role = role
        self.ground = ground_of(parent)
        look.follow(self, self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        self.ink_with(self.look.colour(self.role), self.look.colour(self.ground))

    def show(self, text: str, role: Role | None = None) -> None:
        """Another text, and another role if given."""
        if role is not None and role is not self.role:
            self.role = role
            self.restyle()
        self.spell(text)


class Paragraph(Label):
    """Text that breaks its lines to the width it is given."""

    def __init__(
        self,
        parent: tk.Misc,
        look: Look,
        text: str = "",
        style: Type = Type.BODY,
        role: Role = Role.TEXT,
        side: Side = "w",
    ) -> None:
        super().__init__(parent, look, text, style, role, side)
        self.narrow()
        self.bind("<Configure>", self._wrap, add="+")

    def folded(self, text: str) -> str:
        """By 禁則: Tk would let a line begin with a full stop."""
        room = int(str(self.cget("wraplength"))) - _SLACK
        if room < 1 or not text:
            return text
        self._ruler.learn(set(text))
        return "\n".join(fold(text, room, self._ruler.width))

    def restyle(self) -> None:
        """Follow the look, its size too."""
        self._ruler = Ruler(self, self.look.font(self.style))
        super().restyle()
        self.fold_at(int(str(self.cget("wraplength"))))

    def _wrap(self, event: "tk.Event[tk.Misc]") -> None:
        if self.cget("wraplength") != event.width:
            self.fold_at(event.width)
