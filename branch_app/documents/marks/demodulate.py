"""The latent letter in a scan: its lines are a carrier, the letter is where their phase is turned by half a period.

Nothing need be known of rotation and place but roughly: the lines themselves tell. The carrier's frequency comes
from the spectrum and is refined by squaring, which removes the letter; then the letter's own picture is laid over
the signs.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from branch_app.documents.bitmap import Bitmap
from branch_app.documents.marks.dots import DOTS_PER_INCH
from branch_app.documents.marks.latent import CELL, PERIOD

Grey = NDArray[np.uint8]
"""Rows of pixels from the top, 0 black to 255 white."""
Real = NDArray[np.floating]
Complex = NDArray[np.complexfloating]
_Wave = tuple[float, float]
"""Periods a pixel, down and across."""

_TOLERANCE, _SLOPE = 0.12, 0.1
"""How far the lines may be from their pitch and from upright (6 degrees), as parts of their frequency."""
_SMOOTH = 1.5
"""Standard deviation of what is looked at around each point, in periods."""
_EDGE_MM, _PLAY_MM = 0.6, 2.0
"""So close to the letter's edge a point says nothing; so far may the picture lie from the middle of the region."""
_FINE = 512
"""Points a side of the finer spectrum."""


@dataclass(frozen=True, slots=True)
class Letter:
    """How well the letter was found: accuracy of its points, 0.5 is chance; how strong the lines are, 0 to 1."""

    accuracy: float
    strength: float


def find_letter(region: Grey, dpi: int, letter: Bitmap) -> Letter:
    """Look for ``letter`` in a region of a scan: the latent picture in its middle, and not much around it.

    Up to 5 degrees and 2 mm off.
    """
    period = PERIOD * dpi / DOTS_PER_INCH
    light = region.astype(np.float64) / 255
    flat = (light - _smoothed(light, 3 * period).real) * _window(light.shape)
    carrier = _carrier(flat, period)
    wave = _smoothed(flat * _tone(flat.shape, carrier), _SMOOTH * period)
    rest = _rest(wave)
    wave = wave * _tone(wave.shape, rest)
    phase = (wave**2).sum() ** 0.5
    signs = np.sign((wave * phase.conjugate()).real)
    turned = float(np.arctan2(carrier[0] + rest[0], carrier[1] + rest[1]))
    inside, outside = _expected(letter, dpi, turned, signs.shape)
    play = round(_PLAY_MM / 25.4 * dpi)
    return Letter(_agreement(signs, inside, outside, play), float(2 * np.abs(wave[inside | outside]).mean()))


def _smoothed(values: Real | Complex, deviation: float) -> Complex:
    """A Gaussian, by the spectrum."""
    down, across = _frequencies(values.shape)
    return np.fft.ifft2(np.fft.fft2(values) * np.exp(-2 * (np.pi * deviation) ** 2 * (down**2 + across**2)))


def _frequencies(shape: tuple[int, ...]) -> tuple[Real, Real]:
    return np.fft.fftfreq(shape[0])[:, None], np.fft.fftfreq(shape[1])[None, :]


def _window(shape: tuple[int, ...]) -> Real:
    """Falls off at the edges only: what lies beyond them is not what lies on the other side."""
    sides = [np.minimum(1, np.minimum(np.arange(size), np.arange(size)[::-1]) / (size * 0.03)) for size in shape]
    return np.outer(*sides)


def _tone(shape: tuple[int, ...], wave: _Wave) -> Complex:
    """What turns that wave to rest."""
    down, across = (np.exp(-2j * np.pi * turn * np.arange(size)) for turn, size in zip(wave, shape, strict=True))
    return np.outer(down, across)


def _carrier(flat: Real, period: float) -> _Wave:
    """The strongest wave that may be the lines."""
    down, across = _frequencies(flat.shape)
    nominal = 1 / period
    may_be = (abs(across - nominal) < _TOLERANCE * nominal) & (abs(down) < _SLOPE * nominal)
    spectrum = np.where(may_be, abs(np.fft.fft2(flat)), 0)
    row, column = np.unravel_index(int(spectrum.argmax()), spectrum.shape)
    return float(down[row, 0]), float(across[0, column])


def _rest(wave: Complex) -> _Wave:
    """How far the carrier was misjudged: squared, both halves of the phase are one, turning twice as fast."""
    squared = wave**2 / (abs(wave) + 1e-9)
    spectrum = abs(np.fft.fft2(squared, (_FINE, _FINE)))
    row, column = np.unravel_index(int(spectrum.argmax()), spectrum.shape)
    frequency = np.fft.fftfreq(_FINE)
    return float(frequency[row]) / 2, float(frequency[column]) / 2


def _expected(letter: Bitmap, dpi: int, turned: float, shape: tuple[int, ...]) -> tuple[NDArray[np.bool_], ...]:
    """Where the letter and its ground are, each without its edges, turned as the lines are."""
    dot = CELL * dpi / DOTS_PER_INCH
    rows, columns = np.indices(shape).astype(np.float64)
    y, x = rows - (shape[0] - 1) / 2, columns - (shape[1] - 1) / 2
    across = (x * np.cos(turned) + y * np.sin(turned)) / dot + letter.width / 2
    down = (y * np.cos(turned) - x * np.sin(turned)) / dot + letter.height / 2
    on = (across >= 0) & (across < letter.width) & (down >= 0) & (down < letter.height)
    inked = _inked(letter)[
        down.clip(0, letter.height - 1).astype(int), across.clip(0, letter.width - 1).astype(int)
    ]
    deep = 0.5 + 0.45  # of the letter's ink around a point, when it is well inside
    near = _smoothed((inked & on).astype(np.float64), _EDGE_MM / 2 / 25.4 * dpi).real
    paper = _smoothed(on.astype(np.float64), _EDGE_MM / 2 / 25.4 * dpi).real
    return near > deep, (near < 1 - deep) & (paper > deep)


def _inked(letter: Bitmap) -> NDArray[np.bool_]:
    rows = np.frombuffer(letter.bits, np.uint8).reshape(letter.height, -1)
    return np.unpackbits(rows, axis=1)[:, : letter.width].astype(bool)


def _agreement(signs: Real, inside: NDArray[np.bool_], outside: NDArray[np.bool_], play: int) -> float:
    """The best balanced accuracy of all places within the play; either sign may be the letter's."""
    weights = inside / max(1, inside.sum()) - outside / max(1, outside.sum())
    score = np.fft.ifft2(np.fft.fft2(signs) * np.fft.fft2(weights).conjugate()).real
    near = np.concatenate((score[: play + 1], score[-play:]))
    near = np.concatenate((near[:, : play + 1], near[:, -play:]), axis=1)
    return float(0.5 + abs(near).max() / 4)
