"""Grounds: plain areas, and a canvas with round corners on which controls and cards are drawn."""

import tkinter as tk
from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from branch_app.ui.look import Look
from branch_app.ui.theme import Role
from branch_app.ui.widgets.corners import CornerStyle, Layer

RADIUS = 8
_MOST_LAYERS = 4


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


class Area(tk.Frame):
    """A frame with a ground; without ``ground`` it continues its parent's."""

    def __init__(self, parent: tk.Misc, look: Look, ground: Role | None = None) -> None:
        super().__init__(parent, borderwidth=0, highlightthickness=0)
        self.look = look
        self.ground = ground or ground_of(parent)
        look.follow(self, self.paint_ground)

    def paint_ground(self) -> None:
        """Its one colour; areas that hold more follow the look with a ``restyle`` that calls this."""
        self.configure(background=self.look.colour(self.ground))


class Surface(tk.Canvas):
    """A rounded rectangle that fills itself, in up to four layers; children draw above it."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        super().__init__(parent, borderwidth=0, highlightthickness=0, takefocus=0, width=1, height=1)
        self.look = look
        self.around = ground_of(parent)
        self._layers: tuple[Layer, ...] = ()
        self._plates = [self.create_rectangle(0, 0, 0, 0, width=0) for _ in range(_MOST_LAYERS)]
        self._corners = [self.create_image(0, 0, anchor=anchor) for anchor in ("nw", "ne", "sw", "se")]
        self._extent = (0, 0)
        self.bind("<Configure>", lambda event: self._resize(event.width, event.height), add="+")

    def paint(self, layers: Sequence[Layer]) -> None:
        """Show these layers, from the outside in."""
        self._layers = tuple(layers)
        ground = self.look.colour(self.around)
        self.configure(background=ground)
        for plate, layer in zip(self._plates, self._layers, strict=False):
            self.itemconfigure(plate, fill=layer.colour, state="normal")
        for plate in self._plates[len(self._layers) :]:
            self.itemconfigure(plate, state="hidden")
        style = CornerStyle(self.look.line(RADIUS), ground, self._layers)
        for item, picture in zip(self._corners, self.look.corners.of(style), strict=True):
            self.itemconfigure(item, image=picture)
        self._place()

    def extent(self) -> tuple[int, int]:
        """Width and height in px as laid out; (0, 0) before."""
        return self._extent

    def arrange(self) -> None:
        """Place what was drawn above the plates; for controls to fill in."""

    def _resize(self, width: int, height: int) -> None:
        if self._extent != (width, height):
            self._extent = (width, height)
            self._place()
            self.arrange()

    def _place(self) -> None:
        width, height = self._extent
        for plate, layer in zip(self._plates, self._layers, strict=False):
            self.coords(plate, layer.inset, layer.inset, width - layer.inset, height - layer.inset)
        places = ((0, 0), (width, 0), (0, height), (width, height))
        for item, place in zip(self._corners, places, strict=True):
            self.coords(item, *place)
