"""Make the chimes of the counter from nothing but sines: ``python -m build.make_sounds`` in the repository's root.

The same program gives the same bytes. The spoken sounds are ``build/make_voice.py``'s.
"""

import math
import wave
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "resources" / "sounds"
RATE = 16_000
"""Samples a second, one channel, 16 bits."""
_PEAK = 32_767
_LOUDNESS = 0.5
_ATTACK_S = 0.008
_OVERTONES = ((1, 1.0), (2, 0.35), (3, 0.12))


def bell(frequency: float, seconds: float) -> list[float]:
    """One soft stroke: a tone with two overtones that fades away."""
    samples = []
    for index in range(round(seconds * RATE)):
        time = index / RATE
        envelope = min(1.0, time / _ATTACK_S) * math.exp(-5 * time / seconds)
        tone = sum(part * math.sin(2 * math.pi * frequency * order * time) for order, part in _OVERTONES)
        samples.append(_LOUDNESS * envelope * tone / sum(part for _, part in _OVERTONES))
    return samples


def silence(seconds: float) -> list[float]:
    """Nothing for that long."""
    return [0.0] * round(seconds * RATE)


ATTENTION: Sequence[float] = [*bell(880.0, 0.35), *bell(659.3, 0.7)]
"""Down: something wants to be looked at."""
DONE: Sequence[float] = [*bell(659.3, 0.22), *bell(880.0, 0.6)]
"""Up: finished."""


def write(path: Path, samples: Iterable[float]) -> None:
    """Samples from −1 to 1 as a WAV file."""
    pcm = (max(-1.0, min(1.0, sample)) for sample in samples)
    frames = b"".join(round(sample * _PEAK).to_bytes(2, "little", signed=True) for sample in pcm)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(frames)


def join(*parts: Iterable[float]) -> Iterable[float]:
    """One after another."""
    return chain(*parts)


if __name__ == "__main__":
    write(FOLDER / "attention.wav", ATTENTION)
    write(FOLDER / "done.wav", DONE)
