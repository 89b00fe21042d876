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
_PAINT = """
proc madoguchi_plate_paint {canvas ground rectangles colours corners pictures} {
    $canvas configure -background $ground
    foreach rectangle $rectangles colour $colours {
        if {$colour eq ""} {
            $canvas itemconfigure $rectangle -state hidden
        } else {
            $canvas itemconfigure $rectangle -fill $colour -state normal
        }
    }
    foreach corner $corners picture $pictures { $canvas itemconfigure $corner -image $picture }
}
proc madoguchi_plate_place {canvas items places} {
    foreach item $items place $places { $canvas coords $item $place }
}
"""
"""One call each: after every one the window must get the interpreter's lock back from some worker."""


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
    """Lowest on a canvas; painted and placed only when something is another than before."""

    def __init__(self, canvas: tk.Canvas, look: Look) -> None:
        self._canvas = canvas
        self._look = look
        self._style: CornerStyle | None = None
        self._placed: tuple[int, int, tuple[int, ...]] | None = None
        self._rectangles = tuple(canvas.create_rectangle(0, 0, 0, 0, width=0) for _ in range(_MOST_LAYERS))
        self._corners = tuple(canvas.create_image(0, 0, anchor=anchor) for anchor in ("nw", "ne", "sw", "se"))
        canvas.tk.eval(_PAINT)

    def paint(self, shown: Sequence[Layer], around: Role) -> None:
        """Show these layers, from the outside in, on what lies around."""
        style = CornerStyle(self._look.line(RADIUS), self._look.colour(around), tuple(shown))
        if style == self._style:
            return
        self._style = style
        colours = [layer.colour for layer in style.layers]
        colours += [""] * (_MOST_LAYERS - len(colours))
        pictures = tuple(map(str, self._look.corners.of(style)))
        self._call("paint", style.ground, self._rectangles, tuple(colours), self._corners, pictures)

    def place(self, width: int, height: int) -> None:
        """Fill that much."""
        insets = tuple(layer.inset for layer in self._style.layers) if self._style else ()
        if (width, height, insets) == self._placed:
            return
        self._placed = (width, height, insets)
        filled = [(inset, inset, width - inset, height - inset) for inset in insets]
        edges = ((0, 0), (width, 0), (0, height), (width, height))
        self._call("place", (*self._rectangles[: len(filled)], *self._corners), (*filled, *edges))

    def _call(self, act: str, *words: object) -> None:
        self._canvas.tk.call(f"madoguchi_plate_{act}", str(self._canvas), *words)
