"""A rounded rectangle in up to four layers that fills a canvas; text is drawn above it."""

import tkinter as tk
from collections.abc import Sequence

from branch_app.ui.look import Look
from branch_app.ui.theme import Role
from branch_app.ui.widgets.corners import CornerStyle, Layer

RADIUS = 8
_MOST_LAYERS = 4
_EDGE = 2
_RING = 5
_INNER = 6
"""Focus: black, yellow, black, so that it shows on any ground and around any fill (デジタル庁デザインシステム)."""


def layers(look: Look, edge: Role, fill: Role) -> tuple[Layer, ...]:
    """Edge and fill."""
    return (Layer(0, look.colour(edge)), Layer(look.line(_EDGE), look.colour(fill)))


def focused_layers(look: Look, fill: Role) -> tuple[Layer, ...]:
    """The same with the ring of the focus, inside the edge, so that nothing moves."""
    return (
        Layer(0, look.colour(Role.FOCUS_OUTLINE)),
        Layer(look.line(_EDGE), look.colour(Role.FOCUS_RING)),
        Layer(look.line(_RING), look.colour(Role.FOCUS_OUTLINE)),
        Layer(look.line(_INNER), look.colour(fill)),
    )


class Plates:
    """Lowest on a canvas."""

    def __init__(self, canvas: tk.Canvas, look: Look) -> None:
        self._canvas = canvas
        self._look = look
        self._layers: tuple[Layer, ...] = ()
        self._rectangles = [canvas.create_rectangle(0, 0, 0, 0, width=0) for _ in range(_MOST_LAYERS)]
        self._corners = [canvas.create_image(0, 0, anchor=anchor) for anchor in ("nw", "ne", "sw", "se")]

    def paint(self, shown: Sequence[Layer], around: Role) -> None:
        """Show these layers, from the outside in, on what lies around."""
        self._layers = tuple(shown)
        ground = self._look.colour(around)
        self._canvas.configure(background=ground)
        for rectangle, layer in zip(self._rectangles, self._layers, strict=False):
            self._canvas.itemconfigure(rectangle, fill=layer.colour, state="normal")
        for rectangle in self._rectangles[len(self._layers) :]:
            self._canvas.itemconfigure(rectangle, state="hidden")
        style = CornerStyle(self._look.line(RADIUS), ground, self._layers)
        for item, picture in zip(self._corners, self._look.corners.of(style), strict=True):
            self._canvas.itemconfigure(item, image=picture)

    def place(self, width: int, height: int) -> None:
        """Fill that much."""
        move = self._canvas.tk.call
        path = str(self._canvas)
        for rectangle, layer in zip(self._rectangles, self._layers, strict=False):
            move(path, "coords", rectangle, layer.inset, layer.inset, width - layer.inset, height - layer.inset)
        for item, (x, y) in zip(self._corners, ((0, 0), (width, 0), (0, height), (width, height)), strict=True):
            move(path, "coords", item, x, y)
