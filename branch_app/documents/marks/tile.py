"""牽制文字: 複写 in coarse dots on a ground of fine ones, equally dark as printed; it repeats without a seam.

A copier scans with less than 600 dots an inch and lifts paper to white: the fine dots drown, the coarse ones stay,
and the word stands out. How dark each screen comes out depends on the printer (dot gain), see ``calibration``.
青海波, cut out of both, gives the eye something else to follow.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import lcm

from branch_app.documents.bitmap import Bitmap
from branch_app.documents.marks.dots import DOTS_PER_INCH, Dots, Screens

SIDE = 1344
"""About as many dots wide and high is a tile, 57 mm; exactly, the nearest whole number of both screens' periods."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """What the tile shows: pictures stretched to it, ink where they are, which repeat without a seam themselves."""

    word: Bitmap
    waves: Bitmap


class _Stretched:
    """One picture stretched to a tile of so many dots, and beyond its edges once more."""

    def __init__(self, picture: Bitmap, width: int, height: int) -> None:
        length = (picture.width + 7) // 8
        lines = (picture.bits[at : at + length] for at in range(0, len(picture.bits), length))
        self._lines = [f"{int.from_bytes(line):0{length * 8}b}"[: picture.width] for line in lines]
        self._across = [x * picture.width // width for x in range(width)]
        self._height = height

    def holds(self, xs: Iterable[int], y: int) -> list[bool]:
        """Which dots of a row lie in its ink."""
        line = self._lines[y % self._height * len(self._lines) // self._height]
        across, width = self._across, len(self._across)
        return [line[across[x % width]] == "1" for x in xs]


class _WordCells:
    """Which squares of the coarse screen belong to the word: whole squares, so that neither screen has cut dots.

    A square belongs where its middle does; in its middle lies the coarse dot.
    """

    def __init__(self, word: _Stretched, screen: Dots, width: int) -> None:
        self._word = word
        self._screen = screen
        self._margin = (screen.pitch - screen.size) // 2
        self._width = width

    def holds(self, xs: Iterable[int], y: int) -> list[bool]:
        """Which dots of a row lie in squares of the word."""
        pitch = self._screen.pitch
        row = (y + self._margin) // pitch
        left = self._screen.shift(row) - self._margin - pitch
        middles = range(left + pitch // 2, self._width + pitch, pitch)
        squares = self._word.holds(middles, row * pitch - self._margin + pitch // 2)
        return [squares[(x - left) // pitch] for x in xs]


def tile_size(screens: Screens) -> tuple[int, int]:
    """Width and height of the tile in printer dots."""
    across = lcm(screens.ground.pitch, screens.word.pitch)
    down = lcm(2 * screens.ground.pitch, 2 * screens.word.pitch)
    return max(1, round(SIDE / across)) * across, max(1, round(SIDE / down)) * down


def draw_tiles(shapes: Shapes, screens: Screens) -> tuple[Bitmap, Bitmap]:
    """The tile with the word, and the same ground without it, 600 dots an inch."""
    width, height = tile_size(screens)
    word = _WordCells(_Stretched(shapes.word, width, height), screens.word, width)
    waves = _Stretched(shapes.waves, width, height)
    loud, calm = [0] * height, [0] * height
    for y, xs in _squares(screens.word, width, height):
        placed = zip(xs, word.holds(xs, y), waves.holds(xs, y), strict=True)
        _put(loud, y, screens.word, width, [x for x, in_word, in_wave in placed if in_word and not in_wave])
    for y, xs in _squares(screens.ground, width, height):
        dry = [x for x, in_wave in zip(xs, waves.holds(xs, y), strict=True) if not in_wave]
        _put(calm, y, screens.ground, width, dry)
        around = [x for x, in_word in zip(dry, word.holds(dry, y), strict=True) if not in_word]
        _put(loud, y, screens.ground, width, around)
    return _bitmap(loud, width), _bitmap(calm, width)


def _bitmap(rows: list[int], width: int) -> Bitmap:
    length, padding = (width + 7) // 8, -width % 8
    return Bitmap(width, len(rows), DOTS_PER_INCH, b"".join((row << padding).to_bytes(length) for row in rows))


def _squares(dots: Dots, width: int, height: int) -> Iterator[tuple[int, range]]:
    """Middles of a screen's squares, row by row."""
    half = dots.size // 2
    for row, y in enumerate(range(half, height, dots.pitch)):
        yield y, range(dots.shift(row) + half, width + half, dots.pitch)


def _put(rows: list[int], y: int, dots: Dots, width: int, xs: Iterable[int]) -> None:
    """Squares around these middles; one that leaves the tile on the right comes in again on the left."""
    half = dots.size // 2
    line = 0
    for x in xs:
        line |= _square(x - half, dots.size, width)
    for at in range(y - half, y - half + dots.size):
        rows[at] |= line


def _square(x: int, size: int, width: int) -> int:
    """One row of a square as bits of a row, the leftmost dot highest."""
    beyond = max(0, x + size - width)
    inside = ((1 << size) - 1) << (width - x) >> size
    return inside | (((1 << beyond) - 1) << (width - beyond) if beyond else 0)
