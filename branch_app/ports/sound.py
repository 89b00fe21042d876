"""What the counter says aloud."""

from enum import Enum
from typing import Protocol


class Sound(Enum):
    """The few things it says."""

    FORGOTTEN_CARD = "forgotten_card"
    """A chime and 「カードをお忘れです。カードをお取りください」."""
    TAKE_CARD = "take_card"
    """「カードをお取りください」."""
    ATTENTION = "attention"
    DONE = "done"


class Sounder(Protocol):
    """Plays one sound at a time and never makes anybody wait; a new sound ends the old one."""

    def play(self, sound: Sound) -> None:
        """Once."""

    def repeat(self, sound: Sound) -> None:
        """Again and again until ``stop``."""

    def stop(self) -> None:
        """Silence, at once; no error when it is silent."""

    def available(self) -> bool:
        """Whether sounds come out, as far as this machine can tell; where not, the alarm must be seen."""
