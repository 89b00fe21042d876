"""Typefaces one behind another: each grapheme is drawn by the first that has it, or the text is refused.

No single font has every character of the registers: IPAmj Mincho lacks the Adobe-Japan1 sequences, and the official
MJ+ set is larger than a font can be. The later faces are asked for kanji only: other scripts need shaping, or would
stand in a second hand amid their own letters.
"""

import unicodedata

from branch_app.documents.typeface import Glyph, Typeface
from branch_app.domain.errors import GlyphMissing
from branch_app.domain.values.text import code_points, graphemes

_KANJI = ("CJK UNIFIED IDEOGRAPH", "CJK COMPATIBILITY IDEOGRAPH")


class Faces:
    """The first typeface gives the text its look, the others are asked for the kanji it lacks."""

    def __init__(self, *faces: Typeface) -> None:
        self.first = faces[0]
        self.all = faces
        self._known: dict[str, Glyph] = {}

    def glyphs(self, text: str) -> list[Glyph]:
        """The glyph of each grapheme of ``text``.

        Raises:
            GlyphMissing: naming the code points; no other glyph is ever drawn instead.
        """
        try:
            # Marks and selectors are never known alone, so this finds texts that are one character a grapheme.
            return [self._known[character] for character in text]
        except KeyError:
            return [self._known.get(grapheme) or self._look_up(grapheme) for grapheme in graphemes(text)]

    def width(self, text: str) -> float:
        """In em.

        Raises:
            GlyphMissing.
        """
        return sum([glyph.width for glyph in self.glyphs(text)])

    def _look_up(self, grapheme: str) -> Glyph:
        asked = self.all if unicodedata.name(grapheme[0], "").startswith(_KANJI) else self.all[:1]
        glyph = next((found for face in asked if (found := face.find(grapheme))), None)
        if glyph is None:
            raise GlyphMissing(code_points=code_points(grapheme))
        self._known[grapheme] = glyph
        return glyph
