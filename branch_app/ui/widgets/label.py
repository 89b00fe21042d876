"""Text that only stands there."""

import tkinter as tk
from typing import Literal

from branch_app.ui.look import Look
from branch_app.ui.measures import Type
from branch_app.ui.theme import Role
from branch_app.ui.widgets.surface import ground_of

Side = Literal["w", "center", "e"]
_JUSTIFY: dict[Side, Literal["left", "center", "right"]] = {"w": "left", "center": "center", "e": "right"}


class Label(tk.Label):
    """One style of type in one role on its parent's ground."""

    def __init__(
        self,
        parent: tk.Misc,
        look: Look,
        text: str = "",
        style: Type = Type.BODY,
        role: Role = Role.TEXT,
        side: Side = "w",
    ) -> None:
        super().__init__(
            parent,
            text=text,
            font=look.font(style),
            anchor=side,
            justify=_JUSTIFY[side],
            borderwidth=0,
            padx=0,
            pady=0,
            highlightthickness=0,
        )
        self.look = look
        self.role = role
        self.ground = ground_of(parent)
        look.follow(self, self.restyle)

    def restyle(self) -> None:
        """Follow the look."""
        self.configure(background=self.look.colour(self.ground), foreground=self.look.colour(self.role))

    def show(self, text: str, role: Role | None = None) -> None:
        """Another text, and another role if given."""
        if role is not None and role is not self.role:
            self.role = role
            self.restyle()
        self.configure(text=text)


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
        self.configure(width=1)  # asks for little, so that its parent decides the width
        self.bind("<Configure>", self._wrap, add="+")

    def _wrap(self, event: "tk.Event[tk.Misc]") -> None:
        if int(str(self.cget("wraplength"))) != event.width:
            self.configure(wraplength=event.width)
