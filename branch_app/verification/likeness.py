"""A scanned front held against the front that its back says was printed, character by character.

Both are softened alike, so that what is left of their difference is a stroke more or a stroke less. What lies in a
stain, on a fold or in a hole is called unclear and not different; and where anything on a page is unclear, nothing
is called different, because a worn original looks so too. Nobody is accused for that, and nothing accepted.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from branch_app.documents.box import A4_HEIGHT, A4_WIDTH, Box
from branch_app.documents.marks.marks import BLOSSOM, LATENT
from branch_app.documents.page import seal_box
from branch_app.documents.seals.symbols import data_matrix
from branch_app.verification.pages import Straight
from branch_app.verification.redrawn import Field, Front

Ink = NDArray[np.floating]
"""0 where paper is, 1 where the page is as black as print."""

BLANK: Final = "blank_space"
"""Item of what stands where nothing was printed."""

_DPI: Final = 300
_PX: Final = _DPI / 25.4
_SOFT_SEEN, _SOFT_DRAWN = 0.8, 1.3
"""Standard deviations in pixels: a scan is soft by itself."""
_STROKE: Final = 5
"""Pixels a side of the square whose mean difference counts, 0.4 mm: the width of a thick stroke."""
_DIFFERS: Final = 0.33
"""Of full ink. Genuine characters of undamaged scans reach 0.24, changed ones begin at 0.35 (simulated)."""
_FAINT: Final = 0.35
"""Of the ink that should be there: less is a hole, or a place where toner came off."""
_PLAY, _ROUND = 8, 3
"""Pixels that a field may lie off its place; pixels around a character that are looked at too."""
_NEAR: Final = round(2.5 * _PX)
_DARK: Final = 0.45
_COARSE, _CELL = 4, 12
"""Pixels: what added ink is looked for in, and about a millimetre."""
_WHITE: Final = 252
_FULL_CELL, _TOUCHED = 0.3, 0.1
"""Parts of a cell that are inked: something was added there; a character beside it is disturbed."""
_BESIDE, _ROOM = 1.2, 0.5
"""Mm around a character: where others are its neighbours; what another one in its place may take."""
_STAINED: Final = 0.8
"""Part of the page's usual light that is left inside of a stain."""
_MARGIN: Final = 9.0
_CAPTION: Final = Box(16, 0, 54, 6)
"""Below the seal."""


class State(Enum):
    """How a field looks."""

    SAME = "same"
    UNCLEAR = "unclear"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Likeness:
    """Items that look different, and items that cannot be judged; ``BLANK`` among them for added ink."""

    different: tuple[str, ...]
    unclear: tuple[str, ...]


def likeness(page: Straight, front: Front, seal: bytes) -> Likeness:
    """Of a page set straight and of what should stand on it; ``seal`` are the bytes of its symbol."""
    comparison = _Comparison.of(page, front, seal)
    judged = [(field, comparison.states(field)) for field in front.fields]
    faint = [box for field, states in judged for box, state in states if state is State.UNCLEAR]
    items: dict[State, dict[str, None]] = {state: {} for state in State}
    for field, states in judged:
        worst = [_state(box, state, faint) for box, state in states]
        items[_worst(worst)][field.item] = None
    if comparison.is_written_on():
        items[State.UNCLEAR][BLANK] = None
    if items[State.UNCLEAR]:
        items[State.UNCLEAR] |= items[State.DIFFERENT]
        items[State.DIFFERENT] = {}
    return Likeness(tuple(items[State.DIFFERENT]), tuple(items[State.UNCLEAR]))


def _state(box: Box, state: State, faint: list[Box]) -> State:
    """What stands beside a hole has lost a part of itself too."""
    if state is State.DIFFERENT and any(_is_near(box, other) for other in faint):
        return State.UNCLEAR
    return state


def _is_near(one: Box, other: Box) -> bool:
    around = one.inset(-_BESIDE, -_BESIDE)
    return around.x < other.right and other.x < around.right and around.y < other.bottom and other.y < around.bottom


def _worst(states: list[State]) -> State:
    return next((state for state in (State.DIFFERENT, State.UNCLEAR) if state in states), State.SAME)


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Ink as seen and as drawn; cells with ink too much, and cells in a stain."""

    seen: Ink
    drawn: Ink
    added: Ink
    stained: NDArray[np.bool_]

    @classmethod
    def of(cls, page: Straight, front: Front, seal: bytes) -> "_Comparison":
        picture = front.picture
        size = (picture.width, picture.height)
        grey = Image.frombytes("L", (page.width, page.height), page.grey).resize(size, Image.Resampling.BICUBIC)
        paper = _paper(grey)
        seen = _ink_seen(grey, paper)
        drawing = Image.frombytes("RGB", size, picture.rgb).convert("L")
        drawn = 1 - np.asarray(drawing.filter(ImageFilter.GaussianBlur(_SOFT_DRAWN)), np.float32) / 255
        added = _added(seen, drawing, _elsewhere(front, seal))
        cells = np.asarray(paper.resize(added.shape[::-1], Image.Resampling.BOX))
        return cls(seen, drawn, added, cells < _STAINED * np.median(cells))

    def is_written_on(self) -> bool:
        """Whether there is ink where nothing was printed."""
        return bool((self.added > _FULL_CELL).any())

    def states(self, field: Field) -> list[tuple[Box, State]]:
        """Of each of its characters."""
        if not field.characters:
            return []
        off = self._off(field)
        return [(box, self._of(box, off)) for box in field.characters]

    def _off(self, field: Field) -> tuple[int, int]:
        """How many pixels down and across the field lies off its place."""
        boxes = field.characters
        left, top = min(box.x for box in boxes), min(box.y for box in boxes)
        right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
        at = _pixels(Box(left, top, right - left, bottom - top), _ROUND)
        drawn, seen = _cut(self.drawn, at, 0), _cut(self.seen, at, _PLAY)
        if seen.shape != tuple(side + 2 * _PLAY for side in drawn.shape):
            return 0, 0
        shape = seen.shape
        wanted = np.fft.rfft2(drawn - drawn.mean(), shape).conjugate()
        agree = np.fft.irfft2(np.fft.rfft2(seen - seen.mean()) * wanted, shape)[: 2 * _PLAY + 1, : 2 * _PLAY + 1]
        down, across = np.unravel_index(int(agree.argmax()), agree.shape)
        return int(down) - _PLAY, int(across) - _PLAY

    def _of(self, box: Box, off: tuple[int, int]) -> State:
        at = _pixels(box, _ROUND)
        drawn = _cut(self.drawn, at, 0)
        if not drawn.size or drawn.max() < _DARK / 2:
            return State.SAME
        seen = self._closest(drawn, at, off)
        if seen is None:
            return State.UNCLEAR
        strength = float((seen * drawn).sum() / (drawn * drawn).sum())
        rest = _squares(seen - strength * drawn)
        if strength >= _FAINT and float(abs(rest).max()) < _DIFFERS:
            return State.SAME
        return State.UNCLEAR if strength < _FAINT or self._is_disturbed(at) else State.DIFFERENT

    def _closest(self, drawn: Ink, at: tuple[int, int, int, int], off: tuple[int, int]) -> Ink | None:
        """What is seen there, within a pixel of where the field lies."""
        wide = _cut(self.seen, (at[0] + off[0], at[1] + off[1], at[2] + off[0], at[3] + off[1]), 1)
        height, width = drawn.shape
        if wide.shape != (height + 2, width + 2):
            return None
        places = [wide[down : down + height, across : across + width] for down in range(3) for across in range(3)]
        return max(places, key=lambda seen: _agreement(seen, drawn))

    def _is_disturbed(self, at: tuple[int, int, int, int]) -> bool:
        top, left, bottom, right = at
        rows = slice(max(0, top - _NEAR) // _CELL, (bottom + _NEAR) // _CELL + 1)
        columns = slice(max(0, left - _NEAR) // _CELL, (right + _NEAR) // _CELL + 1)
        return bool((self.added[rows, columns] > _TOUCHED).any() or self.stained[rows, columns].any())


def _paper(grey: Image.Image) -> Image.Image:
    """Light of the paper around every place, within two millimetres."""
    small = grey.resize((grey.width // 8, grey.height // 8), Image.Resampling.BOX)
    return small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(3))


def _ink_seen(grey: Image.Image, paper: Image.Image) -> Ink:
    around = np.asarray(paper.resize(grey.size, Image.Resampling.BILINEAR), np.float32)
    light = np.asarray(grey.filter(ImageFilter.GaussianBlur(_SOFT_SEEN)), np.float32)
    ink: Ink = np.clip((around - light) / np.maximum(around - 30, 40), 0, 1)
    return ink


def _elsewhere(front: Front, seal: bytes) -> list[Box]:
    """What is looked at by itself: marks, seal, and every character with what a changed one may take."""
    symbol = seal_box(data_matrix(seal))
    caption = Box(_CAPTION.x, symbol.bottom, _CAPTION.width, _CAPTION.height)
    letters = [box.inset(-_ROOM, -_ROOM) for field in front.fields for box in field.characters]
    return [box.inset(-1, -1) for box in (BLOSSOM, LATENT, symbol, caption)] + letters


def _added(seen: Ink, drawing: Image.Image, elsewhere: list[Box]) -> Ink:
    """Part of each cell that is inked where nothing was printed near, but for the margin and for ``elsewhere``."""
    size = drawing.width // _COARSE, drawing.height // _COARSE
    near = drawing.resize(size, Image.Resampling.BOX).filter(ImageFilter.MinFilter(3))
    dark = _shrunk(seen, _COARSE) > _DARK
    height, width = dark.shape
    dark &= np.asarray(near)[:height, :width] > _WHITE
    for box in elsewhere:
        dark[_part(box)] = False
    inside = np.zeros_like(dark)
    inner = _part(Box(0, 0, A4_WIDTH, A4_HEIGHT).inset(_MARGIN, _MARGIN))
    inside[inner] = dark[inner]
    return _shrunk(inside.astype(np.float32), _CELL // _COARSE)


def _shrunk(values: Ink, side: int) -> Ink:
    """Means of squares."""
    height, width = (length // side for length in values.shape)
    cut = values[: height * side, : width * side].reshape(height, side, width, side)
    means: Ink = cut.mean(axis=(1, 3))
    return means


def _part(box: Box) -> tuple[slice, slice]:
    top, left, bottom, right = (side // _COARSE for side in _pixels(box, 0))
    return slice(max(0, top), bottom), slice(max(0, left), right)


def _pixels(box: Box, around: int) -> tuple[int, int, int, int]:
    """Top, left, bottom, right."""
    top, left = round(box.y * _PX) - around, round(box.x * _PX) - around
    return top, left, round(box.bottom * _PX) + around, round(box.right * _PX) + around


def _cut(values: Ink, at: tuple[int, int, int, int], more: int) -> Ink:
    top, left, bottom, right = at
    return values[max(0, top - more) : bottom + more, max(0, left - more) : right + more]


def _squares(rest: Ink) -> Ink:
    """Mean of each square as large as a stroke."""
    side = min(_STROKE, *rest.shape)
    sums = np.pad(rest, ((1, 0), (1, 0))).cumsum(axis=0).cumsum(axis=1)
    squares: Ink = (sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]) / side**2
    return squares


def _agreement(seen: Ink, drawn: Ink) -> float:
    seen, drawn = seen - seen.mean(), drawn - drawn.mean()
    strength = float((seen * seen).sum() * (drawn * drawn).sum()) ** 0.5
    return float((seen * drawn).sum()) / strength if strength > 1e-6 else 0.0
