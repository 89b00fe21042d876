"""A laser printer with 600 dots an inch, simulated: no figure got with it says what a real one does.

Toner lies in dots with hard edges, a little larger than they were asked for: ``gain``. That decides whether small
dots and large ones of the same coverage come out equally dark.
"""

from itertools import product
from math import erf, sqrt

import numpy as np
from numpy.typing import NDArray

from tests.fakes.scanner import LID, Grey

GAIN = 0.35
"""How far an edge of toner lies outside of where it should, in dots of 600 an inch."""
INK = 25
"""Grey of toner; that of paper is the scanner's lid."""

_FINE = (-0.375, -0.125, 0.125, 0.375)
"""Each dot is looked at in so many places across and down."""
_SPREAD = 0.5
"""Standard deviation of the beam, in dots."""
_ROUGHNESS = 0.06
"""Of an edge, as a part of full exposure."""
_REACH = 2
"""As many dots to each side are lit by one."""
_FULL = 240
_BAND = 128
_DARK = 128

Light = NDArray[np.uint16]


def printed(page: Grey, seed: int, gain: float = GAIN) -> Grey:
    """The paper as it comes out, at 600 dpi: inked where the page, grey at 600 dpi, is darker than the middle."""
    chance = np.random.default_rng(seed)
    bits = np.pad((page < _DARK).astype(np.uint16), _REACH, mode="edge")
    needed = _needed(page.shape[1], chance, gain)
    bands = [_band(bits[top : top + _BAND + 2 * _REACH], needed, chance) for top in range(0, len(page), _BAND)]
    return np.concatenate(bands)


def _needed(width: int, chance: np.random.Generator, gain: float) -> Light:
    """Exposure from which on toner sticks; more than a band of it, to begin somewhere else each time."""
    middle = 0.5 * (1 - erf(gain / (_SPREAD * sqrt(2))))
    noise = chance.normal(0, _ROUGHNESS, (2 * _BAND, width + _BAND))
    return np.clip((middle + noise) * _FULL**2, 0, _FULL**2 - 1).astype(np.uint16)


def _band(bits: Light, needed: Light, chance: np.random.Generator) -> Grey:
    height, width = (side - 2 * _REACH for side in bits.shape)
    covered = np.zeros((height, width), np.uint8)
    for down, across in product(_FINE, _FINE):
        exposure = _lit(_lit(bits, down).T, across).T
        row, column = chance.integers(0, _BAND, 2)
        covered += exposure > needed[row : row + height, column : column + width]
    return _GREYS[covered]


def _lit(bits: Light, offset: float) -> Light:
    """Light from the rows around, at an offset from the middle of each row."""
    height = len(bits) - 2 * _REACH
    light = np.zeros_like(bits[:height])  # as it lies in memory: the rows may be columns
    for row in range(2 * _REACH + 1):
        weight = _weight(row - _REACH - offset)
        if weight:
            light += bits[row : row + height] * np.uint16(weight)
    return light


def _weight(distance: float) -> int:
    """Of a row at that distance, as a part of ``_FULL``."""
    low, high = (erf((distance + side) / (_SPREAD * sqrt(2))) / 2 for side in (-0.5, 0.5))
    return round(_FULL * (high - low))


_GREYS = np.linspace(LID, INK, len(_FINE) ** 2 + 1).round().astype(np.uint8)
