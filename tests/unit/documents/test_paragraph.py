"""Lines break where a Japanese printer breaks them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.documents.fonts import mincho
from branch_app.documents.paragraph import broken
from branch_app.domain.values.text import graphemes
from tests.fakes.papers import RESOURCES
from tests.unit.documents.writing import PROSE

FACES = mincho(RESOURCES).faces


def lines(text: str, width: float) -> tuple[str, ...]:
    """Broken into lines of that many em."""
    return broken(FACES.glyphs(text), width)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 9, ("",)),
        ("東京都稲城市", 6, ("東京都稲城市",)),
        ("東京都稲城市", 5, ("東京都稲城", "市")),
        ("東京都稲城、市", 5, ("東京都稲", "城、市")),
        ("東京都（稲城）", 4, ("東京都", "（稲城）")),
        ("東京都」。", 3, ("東京", "都」。")),
        ("東京都12月31日", 5.4, ("東京都12月", "31日")),
        ("東京都の１２番", 5, ("東京都の", "１２番")),
        ("東京ABCDEF", 5, ("東京", "ABCDEF")),
        ("ABCDEFGHIJKL", 3, ("ABCD", "EFGH", "IJKL")),
        ("東京都\u3000稲城市", 3, ("東京都\u3000", "稲城市")),
        ("、。、。、。", 2, ("、。", "、。", "、。")),
    ],
)
def test_where_lines_break(text: str, width: float, expected: tuple[str, ...]) -> None:
    """行頭禁則, 行末禁則, numbers with their counters, words, spaces at line ends, and what nothing can help."""
    assert expected == lines(text, width)


@given(text=PROSE, width=st.floats(4, 40))
def test_lines_are_the_text_and_none_is_too_wide(text: str, width: float) -> None:
    """No character is lost, no grapheme cut; only spaces reach beyond the width."""
    found = lines(text, width)
    assert text == "".join(found)
    assert list(graphemes(text)) == [grapheme for line in found for grapheme in graphemes(line)]
    assert all(FACES.width(line.rstrip(" \u3000")) <= width + 1e-6 for line in found)
