"""Which glyph a grapheme has: checked against an independent reader of the same font."""

from functools import cache

import pytest
from fontTools.ttLib import TTFont

from branch_app.documents.typeface import Typeface
from branch_app.domain.errors import GlyphMissing

FONT = "/usr/share/fonts/truetype/ipamj/ipamjm.ttf"


@cache
def reference() -> TTFont:
    """The font as fontTools reads it."""
    return TTFont(FONT, lazy=True)


def test_every_character_has_the_glyph_another_reader_finds(face: Typeface) -> None:
    """Format 12: every thirteenth code point of the font leads to the same glyph ids."""
    best = reference().getBestCmap()
    sample = sorted(best)[::13]
    expected = {code_point: reference().getGlyphID(best[code_point]) for code_point in sample}
    assert expected == {code_point: face.characters.glyph(chr(code_point)) for code_point in sample}


def test_every_variation_sequence_has_the_glyph_another_reader_finds(face: Typeface) -> None:
    """Format 14: all 11,474 sequences, and no other."""
    best = reference().getBestCmap()
    table = next(table for table in reference()["cmap"].tables if table.format == 14)
    expected = {
        (code_point, selector): reference().getGlyphID(name or best[code_point])
        for selector, rows in table.uvsDict.items()
        for code_point, name in rows
    }
    assert len(expected) == 11_474
    assert expected == dict(face.characters.variants())


def test_widths_are_those_of_the_font(face: Typeface) -> None:
    """Glyphs past the last long metric have its full width; half of it would set variants on top of each other."""
    metrics = reference()["hmtx"].metrics
    order = reference().getGlyphOrder()
    sample = [*range(0, 2200, 7), 30_000, len(order) - 1]
    assert [metrics[order[glyph]][0] for glyph in sample] == [face.advance(glyph) for glyph in sample]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("葛\U000e0100城", "U+845B U+E0100"),
        ("辻\U000e0100", "U+8FBB U+E0100"),
        ("\u0e01", "U+0E01"),
        ("\U000e010f", "U+E010F"),
        ("\u3099", "U+3099"),
        ("邉\U000e010f\u3099", "U+9089 U+E010F U+3099"),
    ],
)
def test_a_missing_glyph_is_refused_by_its_code_points(face: Typeface, text: str, named: str) -> None:
    """A sequence or character the font lacks is never drawn as its base, as a box, or not at all."""
    with pytest.raises(GlyphMissing) as refusal:
        face.glyphs(text)
    assert refusal.value.facts == {"code_points": named}


def test_a_known_base_does_not_make_a_sequence_known(face: Typeface) -> None:
    """What was looked up before never changes what a text means: 邉 alone and with a selector are two glyphs."""
    variant = face.glyphs("邉\U000e0110")
    plain = face.glyphs("邉")
    assert variant == face.glyphs("邉\U000e0110")
    assert plain[0].id != variant[0].id
