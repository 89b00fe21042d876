"""偽造防止検出画像 for infrared light: a ツツジ, the city's flower, without any black ink, and 証 in black alone.

Fine dots lie over the flower: those of the letter in black toner, which holds carbon and stays dark in infrared
light, all others in cyan, magenta and yellow together, which look as dark and vanish there. A colour copier mixes
its inks anew. On a printer without colours it is a flower, and nothing hidden.
"""

from functools import lru_cache
from math import cos, pi, sin

from branch_app.documents.bitmap import Bitmap
from branch_app.documents.box import POINTS_PER_MM
from branch_app.documents.marks.dots import DOTS_PER_INCH

SIDE = 20.0
"""In mm."""

_DOT, _PITCH, _CELL = 2, 8, 2
"""Size and distance of the dots, and dots a side of each of the letter's, in printer dots."""
_BLACK, _MIXED = "0 0 0 1 k", "1 1 1 0 k"
_PETAL, _THROAT, _EDGE, _STAMEN = "0 0.30 0.04 0 k", "0 0.46 0.08 0 k", "0.04 0.62 0.12 0 K", "0.10 0.85 0.20 0"
_Point = tuple[float, float]
_OUTLINE: tuple[_Point, ...] = (
    (0, 0), (-0.26, 0.22), (-0.52, 0.44), (-0.43, 0.72), (-0.37, 0.90), (-0.14, 0.90), (0, 1.00),
    (0.14, 0.90), (0.37, 0.90), (0.43, 0.72), (0.52, 0.44), (0.26, 0.22), (0, 0),
)  # fmt: skip
"""A petal that points upwards, as cubic curves; 1 is half the picture's side."""
_INNER: tuple[_Point, ...] = (
    (0, 0), (-0.16, 0.16), (-0.26, 0.36), (0, 0.66), (0.26, 0.36), (0.16, 0.16), (0, 0),
)  # fmt: skip
_STAMENS = ((-0.30, 0.44), (-0.14, 0.56), (0.03, 0.62), (0.19, 0.54), (0.33, 0.40))
"""Where they end; all begin in the middle."""
_FRECKLES = ((-0.09, 0.34), (0.07, 0.30), (-0.02, 0.42), (0.11, 0.43), (-0.13, 0.47), (0.03, 0.53))


@lru_cache(maxsize=4)
def draw_blossom(letter: Bitmap) -> str:
    """Operators of the picture in points, its lower left corner at 0, 0."""
    half = SIDE / 2 * POINTS_PER_MM
    flower = [f"q 1 0 0 1 {half:.3f} {half:.3f} cm 0.35 w 1 J 1 j {_EDGE}"]
    for turn in (2, 3, 1, 4, 0):  # the upper petal lies on top
        flower += [_PETAL, _closed(_OUTLINE, turn, half), "B", _THROAT, _closed(_INNER, turn, half), "f"]
    flower += [f"{_STAMEN} K 0.5 w", *(_stamen(end, half) for end in _STAMENS)]
    flower += [f"{_STAMEN} k", *(_spot(at, 0.035, half) for at in (*_STAMENS, *_FRECKLES)), "Q"]
    black, mixed = _dots(letter)
    offset = half - black.size_mm[0] * POINTS_PER_MM / 2
    dots = (f"{ink} {bitmap.operators(offset, offset)}" for ink, bitmap in ((_MIXED, mixed), (_BLACK, black)))
    return "\n".join((*flower, *dots))


def _turned(point: _Point, turn: int, half: float) -> str:
    angle = -2 * pi / 5 * turn
    x, y = point
    return f"{(x * cos(angle) - y * sin(angle)) * half:.2f} {(x * sin(angle) + y * cos(angle)) * half:.2f}"


def _closed(outline: tuple[_Point, ...], turn: int, half: float) -> str:
    start, *others = (_turned(point, turn, half) for point in outline)
    curves = (f"{' '.join(others[at : at + 3])} c" for at in range(0, len(others), 3))
    return f"{start} m {' '.join(curves)} h"


def _stamen(end: _Point, half: float) -> str:
    x, y = (side * half for side in end)
    return f"0 0 m {x * 0.2:.2f} {y * 0.5:.2f} {x * 0.6:.2f} {y * 0.9:.2f} {x:.2f} {y:.2f} c S"


def _spot(at: _Point, radius: float, half: float) -> str:
    """A small square, turned: at this size nobody tells it from a circle."""
    x, y, reach = at[0] * half, at[1] * half, radius * half
    corners = ((x + reach, y), (x, y + reach), (x - reach, y), (x, y - reach))
    first, *others = (f"{across:.2f} {down:.2f}" for across, down in corners)
    return f"{first} m {' '.join(f'{corner} l' for corner in others)} f"


def _dots(letter: Bitmap) -> tuple[Bitmap, Bitmap]:
    """Dots of the letter, and all others inside the picture's circle."""
    side = letter.width * _CELL
    black, mixed = [0] * side, [0] * side
    for row in range(0, side, _PITCH):
        for column in range(row // _PITCH % 2 * _PITCH // 2, side, _PITCH):
            if (row - side / 2) ** 2 + (column - side / 2) ** 2 < (side / 2 - _PITCH) ** 2:
                rows = black if _inked(letter, column // _CELL, row // _CELL) else mixed
                for line in range(row, row + _DOT):
                    rows[line] |= ((1 << _DOT) - 1) << (side - column - _DOT)
    return _bitmap(black, side), _bitmap(mixed, side)


def _inked(letter: Bitmap, x: int, y: int) -> bool:
    return bool(letter.bits[y * ((letter.width + 7) // 8) + x // 8] >> (7 - x % 8) & 1)


def _bitmap(rows: list[int], side: int) -> Bitmap:
    return Bitmap(side, side, DOTS_PER_INCH, b"".join(row.to_bytes(side // 8, "big") for row in rows))
