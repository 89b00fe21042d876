"""Grounds: plain areas, and a frame with round corners that cards are made of."""

import tkinter as tk
from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from branch_app.ui.look import Look
from branch_app.ui.theme import Role
from branch_app.ui.widgets.corners import Layer
from branch_app.ui.widgets.ctk_parts import Ground, Plate
from branch_app.ui.widgets.plates import Plates


@runtime_checkable
class Grounded(Protocol):
    """Knows the colour that its children stand on."""

    ground: Role


def ground_of(parent: tk.Misc) -> Role:
    """What a child of ``parent`` stands on: the nearest ground above, else the window's."""
    widget: tk.Misc | None = parent
    while widget is not None:
        if isinstance(widget, Grounded):
            return widget.ground
        widget = widget.master
    return Role.SURFACE


class Area(Ground):
    """A frame with a ground; without ``ground`` it continues its parent's."""

    def __init__(self, parent: tk.Misc, look: Look, ground: Role | None = None) -> None:
        self.look = look
        self.ground = ground or ground_of(parent)
        super().__init__(parent, look.colour(self.ground))
        look.follow(self, self.paint_ground)

    def paint_ground(self) -> None:
        """Its one colour; areas that hold more follow the look with a ``restyle`` that calls this."""
        self.fill_with(self.look.colour(self.ground))


class Surface(Plate):
    """A rounded rectangle that fills itself, in up to four layers."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        super().__init__(parent)
        self.look = look
        self.around = ground_of(parent)
        self._shown: tuple[Layer, ...] = ()
        self._plates = Plates(self.sheet, look)
        self.begin()

    def paint(self, layers: Sequence[Layer]) -> None:
        """Show these layers, from the outside in."""
        self._shown = tuple(layers)
        self.draw()

    def draw(self) -> None:
        """Again, when an option changed."""
        self._plates.paint(self._shown, self.around)
        self.arrange()

    def arrange(self) -> None:
        """As large as it is."""
        self._plates.place(*self.extent())
