"""Which glyph a grapheme has: checked against an independent reader of the same font."""

from functools import cache

from fontTools.ttLib import TTFont

from branch_app.documents.faces import Faces
from branch_app.documents.typeface import Typeface

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


def test_what_a_face_lacks_it_does_not_draw(face: Typeface) -> None:
    """A sequence it lacks is not its base, a selector or mark alone is nothing."""
    asked = ["葛\U000e0100", "辻\U000e0100", "\u0e01", "\U000e010f", "\u3099", "邉\U000e010f\u3099"]
    assert [None] * len(asked) == [face.find(grapheme) for grapheme in asked]


def test_nothing_but_a_space_is_blank(faces: Faces) -> None:
    """A Hangul filler is a letter that leaves no ink: two names that look the same would be two."""
    for face in faces.all:
        for code_point in face.characters.code_points():
            glyph = face.find(chr(code_point))
            assert glyph is None or face.outline(glyph.id) or chr(code_point).isspace()
    assert faces.all[1].characters.glyph("\u3164")
    assert faces.all[1].find("\u3164") is None
