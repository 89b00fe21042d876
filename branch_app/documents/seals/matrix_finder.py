"""A Data Matrix of ours in a picture, found by what never changes in it, where a general reader gives up.

A general reader wants whole edges. Here size and place are known but for a few modules, so the fixed pattern is
laid over the picture until it fits best: solid left and lower edges, broken upper and right ones, the same around
each of 4 × 4 regions (ISO/IEC 16022). Then every module is looked at in its place, and error correction does the
rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from branch_app.documents.bitmap import Bitmap
from branch_app.documents.seals.symbols import read_symbol

SIZES = (72, 80, 88, 64)
"""Modules a side of the seals that we print, the commonest first."""

_REGIONS = 4
_ANGLES = np.radians(np.arange(-3, 3.01, 0.375))
_STEPS = (0.5, 0.25, 0.12)
"""Of a module, by which place is refined; scale and angle with it."""
_KEPT = 8
_DARK = 0.5

Grey = NDArray[np.float32]
Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fit:
    """Lower left corner in pixels, angle in radians, pixels a module."""

    x: float
    y: float
    angle: float
    module: float

    def pixels(self, columns: Points, heights: Points) -> tuple[Points, Points]:
        """Where the middles of those modules lie; heights count from the lower edge."""
        across, up = (columns + 0.5) * self.module, (heights + 0.5) * self.module
        cosine, sine = np.cos(self.angle), np.sin(self.angle)
        return self.x + across * cosine - up * sine, self.y - across * sine - up * cosine


def find_seal(picture: Image.Image, module: float) -> Iterator[bytes]:
    """What the seal in the picture says, best guesses first; ``module`` is how many pixels one should have."""
    light = _evened(picture, module)
    corners = _corners(light, module)
    for size in SIZES:
        for corner in corners:
            fit, score = _refined(light, corner, size)
            if score < _DARK / 2:
                continue
            data = read_symbol(_sampled(light, fit, size))
            if data is not None:
                yield data


def _evened(picture: Image.Image, module: float) -> Grey:
    """Light against the paper around it, 0 to 1: stains and shadows go, toner stays."""
    reach = round(module * 1.4) * 2 + 1
    ground = picture.filter(ImageFilter.MaxFilter(reach)).filter(ImageFilter.GaussianBlur(module))
    calm = picture.filter(ImageFilter.GaussianBlur(module / 6))
    return np.clip(np.asarray(calm, np.float32) / np.maximum(np.asarray(ground, np.float32), 1), 0, 1)


def _corners(light: Grey, module: float) -> list[Fit]:
    """Where a dark edge goes up and another to the right with paper beside both: the best few."""
    length = np.arange(0, min(SIZES), 2, dtype=np.float64)
    zero = np.zeros_like(length)
    height, width = light.shape
    xs = np.arange(0, width * 0.6, module / 2)
    ys = np.arange(height * 0.4, height, module / 2)
    found: list[tuple[float, Fit]] = []
    for angle in _ANGLES:
        total = np.zeros((len(ys), len(xs)), np.float32)
        fit = Fit(0, 0, angle, module)
        for columns, heights, sign in (
            (zero, length, -1),
            (length, zero, -1),
            (zero - 1.5, length, 1),
            (length, zero - 1.5, 1),
        ):
            for across, up in zip(*fit.pixels(columns, heights), strict=True):
                total += sign * _at(light, xs[None, :] + across, ys[:, None] + up)
        best = np.argsort(total, axis=None)[-2:]
        found += [
            (float(total.flat[place]), Fit(float(xs[place % len(xs)]), float(ys[place // len(xs)]), angle, module))
            for place in best
        ]
    found.sort(key=lambda pair: -pair[0])
    return [fit for _, fit in found[:_KEPT]]


def _refined(light: Grey, fit: Fit, size: int) -> tuple[Fit, float]:
    """The nearest place where the whole fixed pattern fits best, and how well: 1 is perfect."""
    best, score = fit, _score(light, fit, size)
    for step in _STEPS:
        better = True
        while better:
            better = False
            for other in _neighbours(best, step, size):
                value = _score(light, other, size)
                if value > score:
                    best, score, better = other, value, True
    return best, score


def _neighbours(fit: Fit, step: float, size: int) -> Iterator[Fit]:
    move, turn = step * fit.module, step / size
    for x, y in product((-move, 0, move), repeat=2):
        yield Fit(fit.x + x, fit.y + y, fit.angle, fit.module)
    for angle, grow in ((turn, 0.0), (-turn, 0.0), (0.0, turn), (0.0, -turn)):
        yield Fit(fit.x, fit.y, fit.angle + angle, fit.module * (1 + grow))


def _score(light: Grey, fit: Fit, size: int) -> float:
    columns, heights, dark = _pattern(size)
    seen = _at(light, *fit.pixels(columns, heights))
    return float(np.mean(np.where(dark, 1 - seen, seen)) * 2 - 1)


@cache
def _pattern(size: int) -> tuple[Points, Points, NDArray[np.bool_]]:
    """Columns, heights and darkness of every module that is the same in all symbols of that size."""
    region = size // _REGIONS
    columns, heights = np.meshgrid(np.arange(size), np.arange(size))
    across, up = columns % region, heights % region
    solid = (across == 0) | (up == 0)
    broken = (across == region - 1) | (up == region - 1)
    dark = solid | np.where(up == region - 1, across % 2 == 0, up % 2 == 0)
    fixed = solid | broken
    return columns[fixed].astype(np.float64), heights[fixed].astype(np.float64), dark[fixed]


def _sampled(light: Grey, fit: Fit, size: int) -> Bitmap:
    columns, heights = np.meshgrid(np.arange(size, dtype=np.float64), np.arange(size - 1, -1, -1, dtype=np.float64))
    seen = np.zeros((size, size), np.float32)
    for across, up in product((-0.2, 0, 0.2), repeat=2):
        seen += _at(light, *fit.pixels(columns + across, heights + up))
    ink = seen / 9 < _DARK
    fixed_columns, fixed_heights, dark = _pattern(size)
    ink[size - 1 - fixed_heights.astype(int), fixed_columns.astype(int)] = dark
    return Bitmap(size, size, 75, np.packbits(ink, axis=1).tobytes())


def _at(light: Grey, x: Points, y: Points) -> Grey:
    """Light at the nearest pixels; the edge goes on for ever."""
    height, width = light.shape
    columns = np.clip(np.rint(x), 0, width - 1).astype(np.int32)
    rows = np.clip(np.rint(y), 0, height - 1).astype(np.int32)
    return light[rows, columns]
