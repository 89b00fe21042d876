"""Whether 複写 stands out on a scanned page: how much darker its places are than the ground around them.

The whole page is looked at in squares of half a millimetre, without those in which something is written.
"""

from collections.abc import Iterator
from itertools import product

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from branch_app.documents.bitmap import Bitmap
from branch_app.documents.marks.demodulate import Grey, Real
from branch_app.documents.marks.dots import DOTS_PER_INCH, Screens
from branch_app.documents.marks.pantograph import AREA
from branch_app.documents.marks.tile import tile_size

Places = NDArray[np.bool_]

_CELL_MM = 0.5
_DEEP = 1
"""Cells around one that must be of the same kind: 0.5 mm to each side."""
_WRITTEN = 0.07
"""So much darker than the page's middle within 2.5 mm: something is written there."""
_NEAR_WRITTEN = 4
"""Cells around it that are looked at no more: the ground is calm there."""
_AROUND = 20
"""Cells to each side whose mean a cell is compared with, 10 mm: stains and shadows are larger than strokes."""
_PLAY = 1
"""How many cells the page may lie off its place, 0.5 mm."""
_FEWEST = 200
"""Cells of each kind: fewer say nothing."""


def word_contrast(page: Grey, word: Bitmap, screens: Screens) -> float | None:
    """Mean light of the word less that of its ground, of 1 in all: near 0 on an original, less on a copy.

    ``page`` is the paper set straight, its corners those of an A4 sheet, at any resolution. None when too little of
    the ground is to be seen.
    """
    light = _cells(page)
    free = _free(light)
    even = np.where(free, light - _mean(light, free), 0)
    found = [_difference(even, free, *kinds) for kinds in _kinds(word, screens, light.shape)]
    known = [difference for difference in found if difference is not None]
    return max(known, key=abs) if known else None


def _cells(page: Grey) -> Real:
    height, width = (round(side / _CELL_MM) for side in (297, 210))
    small = Image.fromarray(page).resize((width, height), Image.Resampling.BOX)
    return np.asarray(small, np.float64) / 255


def _free(light: Real) -> Places:
    """Where only the ground is: inside its area, and nothing written near."""
    inside = np.zeros(light.shape, bool)
    top, left = (round(side / _CELL_MM) + 2 for side in (AREA.y, AREA.x))
    inside[top:-top, left:-left] = True
    smooth = _box(light, 2) / _box(np.ones_like(light), 2)
    written = inside & (smooth < np.median(smooth[inside]) - _WRITTEN)
    near: Places = _box(written.astype(np.float64), _NEAR_WRITTEN) > 0.5
    return inside & ~near


def _mean(light: Real, free: Places) -> Real:
    """Of the free cells around each."""
    weight = _box(free.astype(np.float64), _AROUND)
    return _box(np.where(free, light, 0), _AROUND) / np.maximum(weight, 1)


def _box(values: Real, reach: int) -> Real:
    """Sum of the cells up to ``reach`` away, across and down."""
    for axis in (0, 1):
        padded = np.pad(values, [(reach + 1, reach) if side == axis else (0, 0) for side in (0, 1)])
        sums = padded.cumsum(axis=axis)
        size = values.shape[axis]
        far = np.take(sums, range(2 * reach + 1, 2 * reach + 1 + size), axis=axis)
        values = far - np.take(sums, range(size), axis=axis)
    return values


def _kinds(word: Bitmap, screens: Screens, shape: tuple[int, ...]) -> Iterator[tuple[Places, Places]]:
    """Cells of the word and of the ground, with the page in its place and a little off it."""
    rows = np.unpackbits(np.frombuffer(word.bits, np.uint8).reshape(word.height, -1), axis=1)[:, : word.width]
    width, height = tile_size(screens)
    off = range(-_PLAY, _PLAY + 1)
    for down, across in product(off, off):
        at = np.ix_(_along(shape[0], down, height, word.height), _along(shape[1], across, width, word.width))
        around = _box(rows[at].astype(np.float64), _DEEP)
        yield around > (2 * _DEEP + 1) ** 2 - 0.5, around < 0.5


def _along(cells: int, off: int, tile: int, word: int) -> NDArray[np.int_]:
    """Which row or column of the word's picture lies in the middle of each cell; ``tile`` in printer dots."""
    dots = (np.arange(cells) + 0.5 + off) * _CELL_MM / 25.4 * DOTS_PER_INCH
    return (dots % tile * word / tile).astype(int)


def _difference(even: Real, free: Places, word: Places, ground: Places) -> float | None:
    dark, light = even[free & word], even[free & ground]
    if min(dark.size, light.size) < _FEWEST:
        return None
    return float(dark.mean() - light.mean())
