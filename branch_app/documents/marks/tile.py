"""牽制文字: 複写 in coarse dots on a ground of fine ones, equally dark as printed; it repeats without a seam.

A copier scans with less than 600 dots an inch and lifts paper to white: the fine dots drown, the coarse ones stay,
and the word stands out. How dark each screen comes out depends on the printer (dot gain), see ``calibration``.
青海波, cut out of both, gives the eye something else to follow.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import lcm

from branch_app.documents.bitmap import Bitmap
from branch_app.documents.marks.dots import DOTS_PER_INCH, Dots, Screens

SIDE = 1344
"""About as many dots wide and high is a tile, 57 mm; exactly, the nearest whole number of both screens' periods."""

_Wanted = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Shapes:
    """What the tile shows: pictures stretched to it, ink where they are, which repeat without a seam themselves."""

    word: Bitmap
    waves: Bitmap


@dataclass(frozen=True, slots=True)
class _Stretched:
    """One picture stretched to a tile of so many dots, and beyond its edges once more."""

    picture: Bitmap
    width: int
    height: int

    def holds(self, x: int, y: int) -> bool:
        """Whether that dot lies in its ink."""
        picture = self.picture
        column = x % self.width * picture.width // self.width
        row = y % self.height * picture.height // self.height
        return bool(picture.bits[row * ((picture.width + 7) // 8) + column // 8] >> (7 - column % 8) & 1)


@dataclass(frozen=True, slots=True)
class _WordCells:
    """Which squares of the coarse screen belong to the word: whole squares, so that neither screen has cut dots."""

    word: _Stretched
    screen: Dots

    def holds(self, x: int, y: int) -> bool:
        """Whether that dot lies in a square whose middle lies in the word; in its middle lies the coarse dot."""
        pitch, margin = self.screen.pitch, (self.screen.pitch - self.screen.size) // 2
        row = (y + margin) // pitch
        left = self.screen.shift(row) - margin
        left += (x - left) // pitch * pitch
        return self.word.holds(left + pitch // 2, row * pitch - margin + pitch // 2)


def tile_size(screens: Screens) -> tuple[int, int]:
    """Width and height of the tile in printer dots."""
    across = lcm(screens.ground.pitch, screens.word.pitch)
    down = lcm(2 * screens.ground.pitch, 2 * screens.word.pitch)
    return max(1, round(SIDE / across)) * across, max(1, round(SIDE / down)) * down


def draw_tile(shapes: Shapes, screens: Screens) -> Bitmap:
    """The tile with the word, 600 dots an inch."""
    width, height = tile_size(screens)
    word = _WordCells(_Stretched(shapes.word, width, height), screens.word)
    waves = _Stretched(shapes.waves, width, height)
    rows = [0] * height
    _draw(rows, width, screens.word, lambda x, y: word.holds(x, y) and not waves.holds(x, y))
    _draw(rows, width, screens.ground, lambda x, y: not waves.holds(x, y) and not word.holds(x, y))
    return _bitmap(rows, width)


def draw_calm(shapes: Shapes, screens: Screens) -> Bitmap:
    """The same tile without the word."""
    width, height = tile_size(screens)
    waves = _Stretched(shapes.waves, width, height)
    rows = [0] * height
    _draw(rows, width, screens.ground, lambda x, y: not waves.holds(x, y))
    return _bitmap(rows, width)


def _bitmap(rows: list[int], width: int) -> Bitmap:
    row_bytes = (width + 7) // 8
    return Bitmap(
        width, len(rows), DOTS_PER_INCH, b"".join((row << -width % 8).to_bytes(row_bytes, "big") for row in rows)
    )


def _draw(rows: list[int], width: int, dots: Dots, wanted: _Wanted) -> None:
    """Put every square whose middle is wanted; one that leaves the tile on the right comes in again on the left."""
    size, half = dots.size, dots.size // 2
    for row, y in enumerate(range(0, len(rows), dots.pitch)):
        line = 0
        for x in range(dots.shift(row), width, dots.pitch):
            if wanted(x + half, y + half):
                line |= _square(x, size, width)
        for at in range(y, y + size):
            rows[at] |= line


def _square(x: int, size: int, width: int) -> int:
    """One row of a square as bits of a row, the leftmost dot highest."""
    beyond = max(0, x + size - width)
    inside = ((1 << size) - 1) << (width - x) >> size
    return inside | (((1 << beyond) - 1) << (width - beyond) if beyond else 0)
