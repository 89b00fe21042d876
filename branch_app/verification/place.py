"""Where a sheet lies in a picture, told by its seal alone: the symbol is known dot by dot and laid over itself.

The corners that the symbol's reader tells are whole pixels, and the page is eight times as large as the symbol. So
the affine map is refined by least squares on all of the symbol's modules (Lucas and Kanade, 1981).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from branch_app.documents.bitmap import Bitmap
from branch_app.documents.box import A4_HEIGHT, A4_WIDTH, Box
from branch_app.documents.page import seal_box
from branch_app.documents.seals.symbols import data_matrix
from branch_app.verification.seen import Grey
from branch_app.verification.symbols import FoundSeal

Real = NDArray[np.floating]

_SAMPLES: Final = 2
"""Points a side of each module."""
_ROUNDS: Final = 10
_STILL: Final = 0.01
"""Pixels: a smaller step is the last one."""
_AGREE: Final = 0.6
"""Correlation from which on the symbol lies over itself."""
_CROPPED: Final = 8.0
"""Mm that a scanner may cut off: nothing is printed there."""
_MM: Final = 25.4


@dataclass(frozen=True, slots=True)
class Place:
    """The affine map from mm of the sheet to pixels: rows for across and down, each with x, y and 1."""

    rows: Real

    @classmethod
    def upright(cls, dpi: int) -> "Place":
        """Of a sheet that fills the picture."""
        return cls(np.array([[dpi / _MM, 0, 0], [0, dpi / _MM, 0]]))

    @staticmethod
    def size(dpi: int) -> tuple[int, int]:
        """Width and height of a whole sheet in pixels."""
        return round(A4_WIDTH / _MM * dpi), round(A4_HEIGHT / _MM * dpi)

    @property
    def dpi(self) -> float:
        """Pixels an inch, the coarser of both ways."""
        return float(min(np.hypot(*self.rows[:, 0]), np.hypot(*self.rows[:, 1])) * _MM)

    def pixels(self, points: Sequence[tuple[float, float]]) -> Real:
        """Where these points of the sheet are."""
        known = np.array([(x, y, 1) for x, y in points])
        seen: Real = known @ self.rows.T
        return seen

    def shows_all(self, page: Grey) -> bool:
        """Whether the picture holds all of the sheet on which anything is printed."""
        inner = Box(0, 0, A4_WIDTH, A4_HEIGHT).inset(_CROPPED, _CROPPED)
        corners = [(x, y) for x in (inner.x, inner.right) for y in (inner.y, inner.bottom)]
        seen = self.pixels(corners)
        return bool((seen >= -1).all() and (seen <= np.array(page.shape[::-1])).all())

    def straightened(self, page: Grey, dpi: int) -> Grey:
        """The whole sheet, its corners those of the picture; white where nothing was seen."""
        scale = _MM / dpi
        across, down = ((row[0] * scale, row[1] * scale, row[2]) for row in self.rows)
        # Image.transform takes the middle of each pixel, so half a pixel of either side is told to it.
        moved = Image.fromarray(page).transform(
            self.size(dpi), Image.Transform.AFFINE, (*across, *down), Image.Resampling.BICUBIC, fillcolor=255
        )
        return np.asarray(moved)


def place_of(page: Grey, seal: FoundSeal) -> Place | None:
    """By that seal; None where its corners are not known."""
    if seal.corners is None:
        return None
    symbol = data_matrix(seal.data)
    box = seal_box(symbol)
    known = [(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)]
    return Place(_refined(page, symbol, box, _fitted(known, seal.corners)))


def _fitted(known: Sequence[tuple[float, float]], seen: Sequence[tuple[float, float]]) -> Real:
    matrix = np.array([(x, y, 1) for x, y in known])
    solved: Real = np.linalg.lstsq(matrix, np.array(seen, np.float64), rcond=None)[0].T
    return solved


def _refined(page: Grey, symbol: Bitmap, box: Box, rows: Real) -> Real:
    """Better, or as it was when the symbol does not come to lie over itself."""
    ink, points = _samples(symbol, box)
    light, slope_down, slope_across = _surroundings(page, points @ rows.T)
    best, closest = rows, _AGREE
    for _ in range(_ROUNDS + 1):
        at = points @ rows.T
        seen = _at(light, at)
        agree = -float(np.corrcoef(seen, ink)[0, 1])
        if agree > closest:
            best, closest = rows, agree
        shown = np.stack((ink, np.ones_like(ink)), axis=1)
        told = shown @ _least_squares(shown, seen)
        slopes = np.stack((_at(slope_across, at), _at(slope_down, at)), axis=1)
        ways = (slopes[:, :, None] * points[:, None, :]).reshape(len(points), 6)
        step = _least_squares(ways, told - seen).reshape(2, 3)
        rows = rows + step
        if abs(points[[0, -1]] @ step.T).max() < _STILL:
            break
    return best


def _least_squares(ways: Real, wanted: Real) -> Real:
    """By the normal equations: a thousand times more rows than columns."""
    solved: Real = np.linalg.lstsq(ways.T @ ways, ways.T @ wanted, rcond=None)[0]
    return solved


def _samples(symbol: Bitmap, box: Box) -> tuple[Real, Real]:
    """Ink, softened at the modules' edges, and its places in mm (x, y, 1)."""
    modules = np.unpackbits(
        np.frombuffer(symbol.bits, np.uint8).reshape(symbol.height, -1), axis=1, count=symbol.width
    )
    fine = np.kron(modules, np.ones((_SAMPLES, _SAMPLES), np.uint8)) * np.uint8(255)
    soft = Image.fromarray(np.pad(fine, _SAMPLES)).filter(ImageFilter.GaussianBlur(_SAMPLES / 3))
    ink = np.asarray(soft)[_SAMPLES:-_SAMPLES, _SAMPLES:-_SAMPLES].astype(np.float64).ravel() / 255
    step = box.width / fine.shape[1]
    y, x = np.indices(fine.shape).reshape(2, -1)
    places = np.stack((box.x + (x + 0.5) * step, box.y + (y + 0.5) * step, np.ones(len(x))), axis=1)
    return ink, places


@dataclass(frozen=True, slots=True)
class _Field:
    """Values of a part of a picture that begins at ``left``, ``top``."""

    values: Real
    left: int
    top: int


def _surroundings(page: Grey, at: Real) -> tuple[_Field, _Field, _Field]:
    """Light and its slopes, down and across, around those pixels."""
    play = 20
    left, top = (max(0, int(side) - play) for side in at.min(axis=0))
    right, bottom = (int(side) + play for side in at.max(axis=0))
    part = Image.fromarray(page[top:bottom, left:right]).filter(ImageFilter.GaussianBlur(0.6))
    values = np.asarray(part, np.float64)
    down, across = (np.gradient(values, axis=axis) for axis in (0, 1))
    return _Field(values, left, top), _Field(down, left, top), _Field(across, left, top)


def _at(field: _Field, at: Real) -> Real:
    """Between the pixels' middles, which lie half a pixel inside."""
    height, width = field.values.shape
    x = (at[:, 0] - field.left - 0.5).clip(0, width - 1.001)
    y = (at[:, 1] - field.top - 0.5).clip(0, height - 1.001)
    column, row = x.astype(int), y.astype(int)
    right, below = x - column, y - row
    values = field.values
    upper = values[row, column] * (1 - right) + values[row, column + 1] * right
    lower = values[row + 1, column] * (1 - right) + values[row + 1, column + 1] * right
    between: Real = upper * (1 - below) + lower * below
    return between
