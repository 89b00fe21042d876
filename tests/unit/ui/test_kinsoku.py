"""Where lines of Japanese break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.ui.kinsoku import NEVER_FIRST, NEVER_LAST, fold

_SIGNS = st.text("あア亜a1 　、。（）「」ーゃッ・%", max_size=60)


def _em(sign: str) -> int:
    """A Latin letter is half as wide as an ideograph."""
    return 1 if sign < "\u2e80" else 2


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("紙がありません。", ["紙があり", "ません。"], id="the full stop is not alone"),
        pytest.param("紙がない。入れる", ["紙がな", "い。入れ", "る"], id="the sign before it comes along"),
        pytest.param("紙があ「見本」", ["紙があ", "「見本」"], id="an opening bracket does not end a line"),
        pytest.param("紙が「 見」", ["紙が", "「 見」"], id="nor does one with a space after it"),
        pytest.param("入れてちょうだい", ["入れて", "ちょうだ", "い"], id="a small kana begins no line"),
        pytest.param("用紙 100 sheets", ["用紙 100", "sheets"], id="words and numbers stay whole"),
        pytest.param("一\n二", ["一", "二"], id="a break that is there stays"),
        pytest.param("", [""], id="nothing"),
        pytest.param("abcdefghijkl", ["abcdefghijkl"], id="no place to break"),
    ],
)
def test_lines_of_four_ideographs(text: str, lines: list[str]) -> None:
    """Eight half widths a line."""
    assert lines == fold(text, 8, _em)


@given(text=_SIGNS, room=st.integers(4, 40))
def test_nothing_is_lost_and_no_line_begins_or_ends_wrongly(text: str, room: int) -> None:
    """Whatever the width: only spaces go, and only where a line breaks."""
    lines = fold(text, room, _em)
    assert "".join(text.split()) == "".join("".join(lines).split())
    assert not [line for line in lines[1:] if line[:1] in NEVER_FIRST and line]
    assert not [line for line in lines[:-1] if line[-1:] in NEVER_LAST and line]
