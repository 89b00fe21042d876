"""The two screens of dots whose difference only a copier sees."""

import re
from dataclasses import dataclass

DOTS_PER_INCH = 600
"""Of the printers that papers are made for: every mark is drawn dot by dot."""

_TEXT = re.compile(r"(\d{1,2})/(\d{1,2}) (\d{1,2})/(\d{1,2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Dots:
    """Squares of ``size`` printer dots, ``pitch`` apart, every other row shifted by half the pitch."""

    size: int
    pitch: int

    def __post_init__(self) -> None:
        """Raise ValueError where they would touch each other, or not be there."""
        if not 1 <= self.size < self.pitch:
            raise ValueError("dots")

    @property
    def coverage(self) -> float:
        """Part of the paper that is asked to be black; what comes out is more."""
        return (self.size / self.pitch) ** 2

    def shift(self, row: int) -> int:
        """How far row ``row`` of squares begins from the left edge."""
        return self.pitch // 2 if row % 2 else 0


@dataclass(frozen=True, slots=True)
class Screens:
    """Fine dots of the ground, which a copier loses, and coarse dots of the word, which it keeps.

    As text, in settings and below each patch of the calibration sheet: ``2/7 5/16``.
    """

    ground: Dots
    word: Dots

    def __post_init__(self) -> None:
        """Raise ValueError where the word would be the finer one."""
        if self.word.size <= self.ground.size:
            raise ValueError("screens")

    @property
    def text(self) -> str:
        """Size and pitch of both."""
        return f"{self.ground.size}/{self.ground.pitch} {self.word.size}/{self.word.pitch}"


def parse_screens(text: str) -> Screens:
    """Read what ``Screens.text`` says.

    Raises:
        ValueError: not that, or no dots that can be.
    """
    found = _TEXT.fullmatch(text)
    if found is None:
        raise ValueError("screens")
    fine, fine_pitch, coarse, coarse_pitch = map(int, found.groups())
    return Screens(Dots(fine, fine_pitch), Dots(coarse, coarse_pitch))
