"""Places on a page, in mm from the upper left corner of the paper."""

from typing import NamedTuple

POINTS_PER_MM = 72 / 25.4
A4_WIDTH, A4_HEIGHT = 210.0, 297.0
A4, A5 = (A4_WIDTH, A4_HEIGHT), (148.0, 210.0)
"""Papers upright, width and height in mm."""


class Box(NamedTuple):
    """A rectangle: upper left corner, width and height in mm. A tuple, because a page makes some five hundred."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Height of the horizontal middle."""
        return self.y + self.height / 2

    def inset(self, across: float, down: float = 0) -> "Box":
        """The same without a margin left and right, and above and below."""
        return Box(self.x + across, self.y + down, self.width - 2 * across, self.height - 2 * down)

    def columns(self, *widths: float) -> "tuple[Box, ...]":
        """Cut from left to right; the widths add up to the box's own."""
        edges = [self.x]
        for width in widths:
            edges.append(edges[-1] + width)
        return tuple(Box(edge, self.y, width, self.height) for edge, width in zip(edges, widths, strict=False))

    def rows(self, *heights: float) -> "tuple[Box, ...]":
        """Cut from top to bottom; the heights add up to the box's own."""
        edges = [self.y]
        for height in heights:
            edges.append(edges[-1] + height)
        return tuple(Box(self.x, edge, self.width, height) for edge, height in zip(edges, heights, strict=False))
