"""The embedded font: small, well-formed, with the very outlines of the original."""

import io

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from branch_app.documents.faces import Faces
from branch_app.documents.subset import subset
from branch_app.documents.typeface import Typeface
from tests.unit.documents.test_typeface import reference

TEXT = "𠮷野邉\U000e010f太郎 1/2、ー"


def glyphs_of(face: Typeface) -> list[int]:
    """Of the text, .notdef before them."""
    return [0, *(glyph.id for glyph in Faces(face).glyphs(TEXT))]


def outline(font: TTFont, glyph: int) -> list[object]:
    """What a pen is told to draw."""
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[font.getGlyphName(glyph)].draw(pen)
    return pen.value


def test_outlines_and_widths_are_those_of_the_original(face: Typeface) -> None:
    """Glyph n of the subset is the n-th glyph asked for, point by point."""
    glyphs = glyphs_of(face)
    made = TTFont(io.BytesIO(subset(face, glyphs)))
    assert len(glyphs) == made["maxp"].numGlyphs
    assert [outline(reference(), glyph) for glyph in glyphs] == [outline(made, n) for n in range(len(glyphs))]
    assert [face.advance(glyph) for glyph in glyphs] == [made["hmtx"][name][0] for name in made.getGlyphOrder()]


def test_checksums_hold(face: Typeface) -> None:
    """A strict reader checks every table and the whole file."""
    font = subset(face, glyphs_of(face))
    TTFont(io.BytesIO(font), checkChecksums=2)
    words = [int.from_bytes(font[at : at + 4], "big") for at in range(0, len(font), 4)]
    assert sum(words) & 0xFFFFFFFF == 0xB1B0AFBA


def test_it_is_small(face: Typeface) -> None:
    """Twelve glyphs of a 46 MB font stay under 8 KB."""
    assert len(subset(face, glyphs_of(face))) < 8_000
