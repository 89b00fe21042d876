"""Make the spoken sounds of the counter with a freely licensed voice. Not part of any build; its files are kept.

In a throw-away environment, because nothing of it is needed by the program::

    python3.11 -m venv voice-env && voice-env/bin/pip install pyopenjtalk-plus==0.4.1.post10
    voice-env/bin/python -m build.make_voice      # in the repository's root

The package brings the voice "Mei" of the MMDAgent project with its licence (CC BY 3.0), and a dictionary. The same
versions give the same bytes. Attribution and licence: ``resources/sounds/LICENSES.md``.
"""

import numpy as np
import pyopenjtalk

from build.make_sounds import ATTENTION, FOLDER, RATE, join, silence, write

_TAKE = "カードをお取りください。"
_FORGOTTEN = "カードをお忘れです。カードをお取りください。"
_CUTOFF_HZ = 7_200
_TAPS = 127
_PEAK = 0.85


def spoken(text: str, speed: float) -> list[float]:
    """The text at 16 kHz, without the silence around it."""
    samples, rate = pyopenjtalk.tts(text, speed=speed)
    step = rate // RATE
    kernel = np.sinc(2 * _CUTOFF_HZ / rate * (np.arange(_TAPS) - _TAPS // 2)) * np.hamming(_TAPS)
    low = np.convolve(samples, kernel / kernel.sum(), mode="same")[::step]
    loud = np.flatnonzero(np.abs(low) > 0.01 * np.abs(low).max())
    low = low[max(0, loud[0] - RATE // 50) : loud[-1] + RATE // 20]
    return [float(sample) for sample in low * (_PEAK / np.abs(low).max())]


if __name__ == "__main__":
    write(FOLDER / "take_card.wav", spoken(_TAKE, 1.0))
    write(FOLDER / "forgotten_card.wav", join(ATTENTION[: RATE // 2], spoken(_FORGOTTEN, 1.1), silence(0.4)))
