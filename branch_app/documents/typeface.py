"""A TrueType file, parsed once a process: which glyph a grapheme has, how wide it is, and its outline."""

import mmap
import struct
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from branch_app.documents.cmap import CharacterMap
from branch_app.domain.values.text import is_variation_selector

_LONG_OFFSETS = 1
_SPACE = "Zs"


@dataclass(frozen=True, slots=True)
class Metrics:
    """What a font descriptor says, in thousandths of an em."""

    ascent: int
    descent: int
    box: tuple[int, int, int, int]


class Glyph(NamedTuple):
    """What is drawn for one grapheme: the grapheme, whose glyph it is, its id in that file, its width in em."""

    text: str
    face: "Typeface"
    id: int
    width: float


class Typeface:
    """One font file. Glyphs are asked for by grapheme: one character, or one character and its selector.

    The file has been checked against its digest, so its tables are taken at their word.
    """

    def __init__(self, name: str, data: mmap.mmap | bytes) -> None:
        self.name = name
        self._data = data
        (count,) = struct.unpack_from(">H", data, 4)
        rows = struct.iter_unpack(">4sLLL", data[12 : 12 + 16 * count])
        self._tables = {tag.decode(): (offset, length) for tag, _, offset, length in rows}
        head = self.table("head")
        self.units_per_em: int = struct.unpack_from(">H", head, 18)[0]
        self._box = struct.unpack_from(">4h", head, 36)
        self._ascent, self._descent = struct.unpack_from(">hh", self.table("hhea"), 4)
        (self._wide_metrics,) = struct.unpack_from(">H", self.table("hhea"), 34)
        (offset_format,) = struct.unpack_from(">H", head, 50)
        self._offset_code, self._offset_unit = (">LL", 1) if offset_format == _LONG_OFFSETS else (">HH", 2)
        self.characters = CharacterMap(self.table("cmap"))

    def table(self, tag: str) -> bytes:
        """One table, copied; empty when the font has none of that tag."""
        offset, length = self._tables.get(tag, (0, 0))
        return self._data[offset : offset + length]

    @cached_property
    def metrics(self) -> Metrics:
        """Scaled to 1000 units an em."""
        left, bottom, right, top = (self.scaled(value) for value in self._box)
        return Metrics(self.scaled(self._ascent), self.scaled(self._descent), (left, bottom, right, top))

    def find(self, grapheme: str) -> Glyph | None:
        """The glyph of one grapheme, or None: nothing is ever drawn instead.

        A selector alone has none, and neither has a letter that would leave no ink, such as a Hangul filler.
        """
        alone = len(grapheme) == 1 and (is_variation_selector(grapheme) or unicodedata.combining(grapheme))
        found = None if alone else self.characters.glyph(grapheme)
        if found is None or not (self.outline(found) or unicodedata.category(grapheme[0]) == _SPACE):
            return None
        return Glyph(grapheme, self, found, self.advance(found) / self.units_per_em)

    def advance(self, glyph: int) -> int:
        """Width in font units. ``hmtx`` repeats its last width for every glyph past ``numberOfHMetrics``."""
        offset, _ = self._tables["hmtx"]
        row = min(glyph, self._wide_metrics - 1)
        (width,) = struct.unpack_from(">H", self._data, offset + 4 * row)
        return int(width)

    def scaled(self, units: int) -> int:
        """Font units to thousandths of an em, rounded."""
        return round(units * 1000 / self.units_per_em)

    def outline(self, glyph: int) -> bytes:
        """The glyph's entry of ``glyf``; empty for a blank."""
        loca, _ = self._tables["loca"]
        step = struct.calcsize(self._offset_code) // 2
        start, stop = struct.unpack_from(self._offset_code, self._data, loca + step * glyph)
        glyf, _ = self._tables["glyf"]
        return self._data[glyf + start * self._offset_unit : glyf + stop * self._offset_unit]
