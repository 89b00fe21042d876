"""One typeface behind another: who draws what, and when nobody does."""

import pytest

from branch_app.documents.faces import Faces
from branch_app.domain.errors import GlyphMissing


@pytest.mark.parametrize(
    ("text", "drawn_by"),
    [
        ("髙橋\u3000𠮷邉\U000e010f", ["IPAmjMincho"] * 5),
        ("葛\U000e0100城", ["HanaMinA", "IPAmjMincho"]),
        ("辻\U000e0100", ["HanaMinA"]),
        ("\U00020002\U0002cb8e", ["HanaMinB", "HanaMinB"]),
    ],
)
def test_the_first_face_that_has_a_grapheme_draws_it(faces: Faces, text: str, drawn_by: list[str]) -> None:
    """IPAmj Mincho all it can; the Adobe-Japan1 sequences and the last extensions are another's."""
    assert drawn_by == [glyph.face.name for glyph in faces.glyphs(text)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("葛\U000e01efx", "U+845B U+E01EF"),
        ("佐\u3164藤", "U+3164"),
        ("\u0e01", "U+0E01"),
        ("\U000e010f", "U+E010F"),
        ("\u3099", "U+3099"),
        ("邉\U000e010f\u3099", "U+9089 U+E010F U+3099"),
        ("\U00030000", "U+30000"),
    ],
)
def test_what_no_face_has_is_refused_by_its_code_points(faces: Faces, text: str, named: str) -> None:
    """A sequence or character is never drawn as its base, as a box, or not at all."""
    with pytest.raises(GlyphMissing) as refusal:
        faces.glyphs(text)
    assert {"code_points": named} == refusal.value.facts


def test_a_known_base_does_not_make_a_sequence_known(faces: Faces) -> None:
    """What was looked up before never changes what a text means: 邉 alone and with a selector are two glyphs."""
    variant = faces.glyphs("邉\U000e0110")
    plain = faces.glyphs("邉")
    assert variant == faces.glyphs("邉\U000e0110")
    assert plain[0].id != variant[0].id


def test_an_adobe_sequence_is_not_its_base(faces: Faces) -> None:
    """葛 with U+E0100 has an outline of its own, which is not that of 葛."""
    (sequence,), (base,) = faces.glyphs("葛\U000e0100"), faces.glyphs("葛")
    assert sequence.face.outline(sequence.id) != base.face.outline(base.id)
    assert sequence.id != sequence.face.characters.glyph("葛")
