"""Sounds through Windows' own ``PlaySound``, which plays beside the program and loops by itself."""

from collections.abc import Callable
from pathlib import Path

from branch_app.ports import Sound

ASYNC, NO_DEFAULT, LOOP, PURGE, FILE = 0x1, 0x2, 0x8, 0x40, 0x20000
"""Flags of playsoundapi.h."""
PlaySound = Callable[[str | None, int], None]


class WindowsSounder:
    """``Sounder`` on ``winsound.PlaySound``, which raises RuntimeError where there is no sound device."""

    def __init__(self, folder: Path, play_sound: PlaySound) -> None:
        self._folder = folder
        self._play_sound = play_sound
        self._heard = True

    def play(self, sound: Sound) -> None:
        """Once; a new sound ends the old one by itself."""
        self._call(str(self._folder / f"{sound.value}.wav"), FILE | ASYNC | NO_DEFAULT)

    def repeat(self, sound: Sound) -> None:
        """Again and again until ``stop``; the pause lies in the file."""
        self._call(str(self._folder / f"{sound.value}.wav"), FILE | ASYNC | NO_DEFAULT | LOOP)

    def stop(self) -> None:
        """Silence, at once."""
        self._call(None, PURGE)

    def available(self) -> bool:
        """Whether the last call was not refused."""
        return self._heard

    def _call(self, file: str | None, flags: int) -> None:
        try:
            self._play_sound(file, flags)
        except RuntimeError:
            self._heard = False
        else:
            self._heard = True
