"""A flatbed scanner, simulated: no figure got with it says what a real one does.

::

    grey = scan(paper, 300, WORN, seed=1)

``paper`` is what lies on the glass: grey at 600 dpi, 0 is black, such as ``laser.printed`` gives it. ``GRID`` is
one severity after the other, at 300 and at 200 dpi: the same for every test that looks at scans, and every seed is
another sheet of that severity.
"""

import io
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Grey = NDArray[np.uint8]
"""Rows of pixels from the top, 0 black to 255 white."""

PAPER_DPI = 600
LID = 245
"""Grey of what lies behind the sheet."""

_UM = 25_400
_MM = 25.4
_MARGIN = 0.06
"""Stain, fold and holes begin at least so much of the sheet from its edges."""


@dataclass(frozen=True, slots=True)
class Severity:
    """What has become of a sheet, and how well it was scanned.

    ``rotation`` in degrees, to either side; ``blur`` and ``noise`` as standard deviations, in µm and grey levels;
    ``jpeg`` as quality; ``stain`` as diameter in mm, 0 for none; ``fold`` as width in mm; ``holes`` as side of each
    square in mm. ``drift`` is how far the sheet may lie from its place, in mm.
    """

    name: str
    rotation: float
    blur: float
    noise: float
    jpeg: int
    drift: float = 0.85
    stain: float = 0.0
    fold: float = 0.0
    holes: tuple[float, ...] = ()


FLAT = Severity("flat", rotation=0.0, blur=40, noise=3, jpeg=92)
OFFICE = Severity("office", rotation=0.7, blur=60, noise=6, jpeg=80)
WORN = Severity("worn", rotation=1.5, blur=85, noise=12, jpeg=60, stain=35, fold=0.3)
PUNCHED = replace(WORN, name="punched", holes=(6, 6))
"""Two holes for filing."""
TORN = replace(WORN, name="torn", holes=(40, 40))
SEVERITIES = (FLAT, OFFICE, WORN, PUNCHED, TORN)
GRID = tuple((severity, dpi) for severity in SEVERITIES for dpi in (300, 200))


def scan(paper: Grey, dpi: int, severity: Severity, seed: int) -> Grey:
    """The sheet as a file of the scanner would show it: ``dpi`` pixels an inch, as large as the sheet.

    The same seed damages and scans the same way.
    """
    chance = np.random.default_rng(seed)
    lying = _laid(Image.fromarray(_holed(paper, severity, chance)), severity, chance)
    seen = _seen(lying, dpi, severity)
    marred = _folded(_stained(seen, dpi, severity, chance), dpi, severity, chance)
    noisy = marred + chance.normal(0, severity.noise, marred.shape).astype(np.float32)
    return _as_jpeg(np.clip(noisy, 0, 255).astype(np.uint8), severity.jpeg)


def _holed(paper: Grey, severity: Severity, chance: np.random.Generator) -> Grey:
    holed = paper.copy() if severity.holes else paper
    for side in severity.holes:
        size = round(side / _MM * PAPER_DPI)
        top, left = (_place(chance, length, size) for length in paper.shape)
        holed[top : top + size, left : left + size] = LID
    return holed


def _place(chance: np.random.Generator, length: int, size: int) -> int:
    margin = round(length * _MARGIN)
    return int(chance.integers(margin, max(margin + 1, length - margin - size)))


def _laid(paper: Image.Image, severity: Severity, chance: np.random.Generator) -> Image.Image:
    """Never quite straight, and never on whole pixels."""
    angle = severity.rotation * float(chance.choice((-1, 1)))
    far = severity.drift / _MM * PAPER_DPI
    across, down = (float(way) for way in chance.uniform(-far, far, 2))
    return paper.rotate(angle, Image.Resampling.BILINEAR, translate=(across, down), fillcolor=LID)


def _seen(lying: Image.Image, dpi: int, severity: Severity) -> NDArray[np.float32]:
    """Through the lens, then onto the sensor: each of its cells takes the mean of what falls on it."""
    blurred = lying.filter(ImageFilter.GaussianBlur(severity.blur / _UM * PAPER_DPI))
    size = tuple(round(side * dpi / PAPER_DPI) for side in blurred.size)
    return np.asarray(blurred.resize(size, Image.Resampling.BOX), np.float32)


def _stained(
    seen: NDArray[np.float32], dpi: int, severity: Severity, chance: np.random.Generator
) -> NDArray[np.float32]:
    """A dried drop: darker inside, and darkest at its rim."""
    if not severity.stain:
        return seen
    radius, rim = severity.stain / 2 / _MM * dpi, 0.5 / _MM * dpi
    height, width = seen.shape
    middle = (chance.uniform(0.2, 0.8) * height, chance.uniform(0.2, 0.8) * width)
    rows, columns = np.ogrid[:height, :width]
    far = np.hypot(rows - middle[0], columns - middle[1]).astype(np.float32)
    inside = np.where(far < radius, seen * 0.6 + 10, seen)
    return np.where(abs(far - radius) < rim, inside * 0.35, inside)


def _folded(
    seen: NDArray[np.float32], dpi: int, severity: Severity, chance: np.random.Generator
) -> NDArray[np.float32]:
    """Toner has come off along the fold, and its other side lies in shadow."""
    if severity.fold:
        row = int(chance.uniform(0.3, 0.7) * seen.shape[0])
        width = max(1, round(severity.fold / _MM * dpi))
        seen[row : row + width] = seen[row : row + width] * 0.3 + 170
        seen[row + width : row + 2 * width] *= 0.85
    return seen


def _as_jpeg(grey: Grey, quality: int) -> Grey:
    file = io.BytesIO()
    Image.fromarray(grey).save(file, "JPEG", quality=quality)
    return np.asarray(Image.open(file))
