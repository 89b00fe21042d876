"""A digital photocopier, simulated: no figure got with it says what a real one does.

It scans at 300 dpi, lifts the paper to white and the text to black, and prints what it saw. Small dots drown in the
paper; large ones stay.
"""

from enum import Enum

import numpy as np
from PIL import Image, ImageFilter

from tests.fakes.laser import printed
from tests.fakes.scanner import LID, PAPER_DPI, Grey

_DPI = 300
_LENS = 75 / 25_400 * PAPER_DPI
"""Standard deviation of its blur, in pixels of 600 an inch."""
_BLACK, _WHITE = 70, 190
"""What it lifts to black and to white."""
_NOISE = 4.0


class CopyMode(Enum):
    """How it prints what it saw."""

    PHOTO = "photo"
    """In greys, as an inkjet copier does."""
    TEXT = "text"
    """In black and white, with toner again."""


def photocopied(paper: Grey, seed: int, mode: CopyMode = CopyMode.PHOTO) -> Grey:
    """The copy that comes out, at 600 dpi, of a paper at 600 dpi."""
    seen = _seen(paper, seed)
    height, width = paper.shape
    if mode is CopyMode.TEXT:
        bits = np.where(seen < (_BLACK + _WHITE) / 2, np.uint8(0), np.uint8(255))
        return printed(np.asarray(Image.fromarray(bits).resize((width, height), Image.Resampling.NEAREST)), seed)
    lifted = np.clip((seen - _BLACK) / (_WHITE - _BLACK), 0, 1) * (LID - 25) + 25
    copy = Image.fromarray(lifted.astype(np.uint8)).resize((width, height), Image.Resampling.BILINEAR)
    return np.asarray(copy)


def _seen(paper: Grey, seed: int) -> Grey:
    blurred = Image.fromarray(paper).filter(ImageFilter.GaussianBlur(_LENS))
    size = (round(blurred.width * _DPI / PAPER_DPI), round(blurred.height * _DPI / PAPER_DPI))
    seen = np.asarray(blurred.resize(size, Image.Resampling.BOX), np.float32)
    return seen + np.random.default_rng(seed).normal(0, _NOISE, seen.shape).astype(np.float32)
