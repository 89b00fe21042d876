"""The counter's sounds: made by our own program, small, and under licences that stand beside them."""

import wave
from pathlib import Path

import pytest

from branch_app.ports import Sound
from build.make_sounds import ATTENTION, DONE, FOLDER, RATE, write

LARGEST_BYTES = 150_000


@pytest.mark.parametrize(("name", "samples"), [("attention", ATTENTION), ("done", DONE)])
def test_the_chimes_are_what_the_program_makes(name: str, samples: list[float], tmp_path: Path) -> None:
    """The kept file is, byte for byte, what anybody can make again."""
    write(tmp_path / "made.wav", samples)
    assert (FOLDER / f"{name}.wav").read_bytes() == (tmp_path / "made.wav").read_bytes()


@pytest.mark.parametrize("sound", Sound, ids=lambda sound: sound.value)
def test_every_sound_is_a_small_file_of_one_form(sound: Sound) -> None:
    """16 kHz, one channel, 16 bits, under 150 kB, and not silent."""
    path = FOLDER / f"{sound.value}.wav"
    with wave.open(str(path), "rb") as file:
        form = (file.getframerate(), file.getnchannels(), file.getsampwidth())
        frames = file.readframes(file.getnframes())
    assert (RATE, 1, 2) == form
    assert path.stat().st_size < LARGEST_BYTES
    assert max(memoryview(frames).cast("h")) > 8_000


def test_every_file_has_its_licence() -> None:
    """No sound lies in the folder that the licence file does not name, and none is missing."""
    text = (FOLDER / "LICENSES.md").read_text(encoding="utf-8")
    files = {path.name for path in FOLDER.glob("*.wav")}
    assert {f"{sound.value}.wav" for sound in Sound} == files
    assert all(f"`{name}`" in text for name in files)
