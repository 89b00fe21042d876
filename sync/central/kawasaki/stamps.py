"""印影 cut fast: a frame, the characters of a name fitted into it, and the cracks of one seal alone.

    cutter = Cutter(font)
    cutter.cut("佐藤", lots)      some hundredth of a millisecond, always the same for the same lots

A picture is one long number, a bit a dot, row after row: laying one upon another is shifting it there. A character
is drawn once in a size and kept; what makes two seals of one name differ is cheap: form and size, the width of the
ring, where the name stands, and where ring and strokes are worn.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from branch_app.domain.records.seal import SealImpression
from branch_app.domain.values.text import is_variation_selector
from sync.central.kawasaki.lots import Lots, Weighted

_DPI = 300
_MASTER = 96
_MOST = 12
"""Characters on a seal; a longer name is cut off, as people do."""
_INK, _PAPER = 1, 0
_TENTHS = Weighted.of(
    ((85, 2), (105, 14), (120, 30), (135, 29), (150, 13), (165, 6), (180, 4), (210, 1), (240, 1)),
)
"""Usual diameters in tenths of a millimetre; a seal is larger than 8 mm and smaller than 25 mm."""


@dataclass(frozen=True, slots=True)
class _Form:
    """Outline in dots; a square seal has corners."""

    width: int
    height: int
    ring: int
    square: bool

    @property
    def pitch(self) -> int:
        """Bits from one row to the next."""
        return (self.width + 7) // 8 * 8


class Cutter:
    """Cuts seals in one typeface (a font file)."""

    def __init__(self, font: Path) -> None:
        self._font = ImageFont.truetype(font, _MASTER, layout_engine=ImageFont.Layout.BASIC)
        self._fitted = lru_cache(maxsize=65_536)(self._fit)
        self._master = lru_cache(maxsize=4_096)(self._draw)

    def cut(self, text: str, lots: Lots) -> SealImpression:
        """Impression at 300 dpi; a seal shows base characters, not variants."""
        form = _form(lots)
        picture, pitch = _frame(form), form.pitch
        characters = [character for character in text if not is_variation_selector(character)][:_MOST]
        for character, left, top, width, height in _cells(characters, form, lots):
            picture |= self._fitted(character, width, height, pitch) << (form.height - top - height) * pitch - left
        picture = _worn(picture, form, lots)
        return SealImpression(form.width, form.height, _DPI, picture.to_bytes(pitch // 8 * form.height, "big"))

    def _fit(self, character: str, width: int, height: int, pitch: int) -> int:
        """Stretched to fill its cell, as seal characters are."""
        glyph = self._master(character).resize((width, height), Image.Resampling.BILINEAR)
        canvas = Image.new("1", (pitch, height), _PAPER)
        canvas.paste(_INK, (0, 0), glyph.convert("1", dither=Image.Dither.NONE))
        return int.from_bytes(canvas.tobytes(), "big")

    def _draw(self, character: str) -> Image.Image:
        left, top, right, bottom = (round(edge) for edge in self._font.getbbox(character))
        glyph = Image.new("L", (max(1, right - left), max(1, bottom - top)), 0)
        ImageDraw.Draw(glyph).text((-left, -top), character, fill=255, font=self._font, stroke_width=2)
        return glyph


def _form(lots: Lots) -> _Form:
    height = round(lots.weighted(_TENTHS) / 254 * _DPI)
    kind = lots.below(20)
    width = round(height * 0.8) if kind == 0 and height > 150 else height
    return _Form(width, height, lots.between(3, 6), square=kind in (1, 2))


@lru_cache(maxsize=512)
def _frame(form: _Form) -> int:
    image = Image.new("1", (form.pitch, form.height), _PAPER)
    draw = ImageDraw.Draw(image)
    outline = draw.rectangle if form.square else draw.ellipse
    outline((0, 0, form.width - 1, form.height - 1), outline=_INK, width=form.ring)
    return int.from_bytes(image.tobytes(), "big")


def _cells(characters: list[str], form: _Form, lots: Lots) -> Iterator[tuple[str, int, int, int, int]]:
    """Character with left, top, width and height: columns from the right, letters in rows from the left."""
    columns = 1 if len(characters) < 4 else 2 if len(characters) < 9 else 3
    rows = -(-len(characters) // columns)
    part = 70 if form.square else 62
    width, height = form.width * part // 100 // columns, form.height * (part + 8) // 100 // rows
    left = (form.width - width * columns) // 2 + lots.between(-3, 3)
    top = (form.height - height * rows) // 2 + lots.between(-3, 3)
    letters = characters[0].isascii()
    for place, character in enumerate(characters):
        row, column = divmod(place, columns) if letters else (place % rows, columns - 1 - place // rows)
        yield character, left + column * width, top + row * height, width - 1, height - 1


def _worn(picture: int, form: _Form, lots: Lots) -> int:
    """Notches in the ring and a worn spot or two within."""
    for _ in range(3):
        angle, reach = lots.below(3_600) * math.pi / 1_800, lots.between(1, 3)
        across = round((1 + math.cos(angle)) * form.width / 2)
        along = round((1 + math.sin(angle)) * form.height / 2)
        picture = _without(picture, form, across, along, reach)
    for _ in range(2):
        picture = _without(picture, form, lots.below(form.width), lots.below(form.height), lots.between(0, 1))
    return picture


def _without(picture: int, form: _Form, across: int, along: int, reach: int) -> int:
    """The picture without a spot; near an edge the spot is moved in."""
    left = min(max(0, across - reach), form.width - 2 * reach - 1)
    top = min(max(0, along - reach), form.height - 2 * reach - 2)
    return picture & ~(_spot(reach, form.pitch) << (form.height - top - 2 * reach - 1) * form.pitch - left)


@lru_cache(maxsize=256)
def _spot(reach: int, pitch: int) -> int:
    """A round spot in the upper left corner."""
    spot = 0
    for along in range(-reach, reach + 1):
        half = math.isqrt(reach * reach - along * along)
        row = (1 << 2 * half + 1) - 1 << pitch - reach - half - 1
        spot = spot << pitch | row
    return spot
