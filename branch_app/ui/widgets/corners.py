"""Round corners as small pictures.

Tk draws curves without smoothing. Four pictures a style, shared by all controls, look smooth on every platform and
build ten times faster than a canvas full of arcs (61 controls: 20 ms against 220 ms).
"""

import tkinter as tk
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageTk

_FINER = 4
"""Drawn this much larger, then shrunk: that is the smoothing."""


@dataclass(frozen=True, slots=True)
class Layer:
    """From ``inset`` px inside the edge everything has this ``#rrggbb``."""

    inset: int
    colour: str


@dataclass(frozen=True, slots=True)
class CornerStyle:
    """Radius in px, what lies around, and the layers from the outside in."""

    radius: int
    ground: str
    layers: tuple[Layer, ...]


class Corners:
    """Cache of corner pictures; north-west, north-east, south-west, south-east."""

    def __init__(self, root: tk.Misc) -> None:
        self._root = root
        self._made: dict[CornerStyle, tuple[ImageTk.PhotoImage, ...]] = {}

    def of(self, style: CornerStyle) -> tuple[ImageTk.PhotoImage, ...]:
        """The four pictures of a style."""
        if style not in self._made:
            self._made[style] = self._make(style)
        return self._made[style]

    def _make(self, style: CornerStyle) -> tuple[ImageTk.PhotoImage, ...]:
        radius = style.radius
        disc = _disc(style).resize((2 * radius, 2 * radius), Image.Resampling.LANCZOS)
        halves = ((0, radius), (radius, 2 * radius))
        return tuple(
            ImageTk.PhotoImage(disc.crop((left, top, right, bottom)), master=self._root)
            for top, bottom in halves
            for left, right in halves
        )


def _disc(style: CornerStyle) -> Image.Image:
    side = 2 * style.radius * _FINER
    disc = Image.new("RGB", (side, side), style.ground)
    draw = ImageDraw.Draw(disc)
    for layer in style.layers:
        inset = layer.inset * _FINER
        if 2 * inset < side:
            draw.ellipse((inset, inset, side - 1 - inset, side - 1 - inset), fill=layer.colour)
    return disc
