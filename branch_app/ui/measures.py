"""Type and sizes of the window, after デジタル庁デザインシステム: nothing below 14 px, targets of 44 px and more.

Figures are pixels at 100 %; ``widgets.look.Look`` multiplies them by the display's scale and the clerk's text size.
"""

from dataclasses import dataclass
from enum import Enum, IntEnum

SMALLEST_TEXT = 14
SMALLEST_TARGET = 44


class TextSize(IntEnum):
    """文字の大きさ (A+), in per cent: three steps, so that one key more or less is always enough."""

    STANDARD = 100
    LARGE = 125
    LARGEST = 150

    @property
    def factor(self) -> float:
        """What sizes are multiplied by."""
        return self.value / 100

    def larger(self) -> "TextSize":
        """The next step; the last one stays."""
        return min((step for step in TextSize if step > self), default=self)

    def smaller(self) -> "TextSize":
        """The step before; the first one stays."""
        return max((step for step in TextSize if step < self), default=self)


class Face(Enum):
    """BIZ UD fonts, made to be told apart by tired eyes; on Windows since version 10, on Debian a package."""

    TEXT = "BIZ UDPGothic"
    FIGURES = "BIZ UDGothic"
    """Fixed width, so that digits of money stand under one another."""


class Weight(Enum):
    """As Tk calls it."""

    NORMAL = "normal"
    BOLD = "bold"


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Face, height in px at 100 %, weight."""

    face: Face
    height: int
    weight: Weight

    def __post_init__(self) -> None:
        if self.height < SMALLEST_TEXT:
            raise ValueError("text_too_small")


class Type(Enum):
    """What a text is for; its size follows. Views choose one of these and never a size."""

    HINT = TextStyle(Face.TEXT, SMALLEST_TEXT, Weight.NORMAL)
    KEY = TextStyle(Face.FIGURES, SMALLEST_TEXT, Weight.BOLD)
    BODY = TextStyle(Face.TEXT, 16, Weight.NORMAL)
    STRONG = TextStyle(Face.TEXT, 16, Weight.BOLD)
    HEADING = TextStyle(Face.TEXT, 20, Weight.BOLD)
    TITLE = TextStyle(Face.TEXT, 26, Weight.BOLD)
    FIGURE = TextStyle(Face.FIGURES, 18, Weight.NORMAL)
    TOTAL = TextStyle(Face.FIGURES, 32, Weight.BOLD)


class Space(IntEnum):
    """Distances; they grow with the display but not with the text size, so that large text keeps its room."""

    HAIR = 2
    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24


class Target(IntEnum):
    """Heights of what a finger or a mouse must hit; they grow with the text size."""

    ROW = 36
    """A table's row: reached by keys, and never less than the text needs."""
    CONTROL = SMALLEST_TARGET
    MAIN = 60
    KIOSK = 112
