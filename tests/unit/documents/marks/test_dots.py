"""Screens of dots as values and as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.documents.marks.dots import Dots, Screens, parse_screens


@given(st.integers(1, 9), st.integers(1, 40), st.integers(1, 9), st.integers(1, 40))
def test_what_screens_say_is_what_is_read(fine: int, gap: int, more: int, wide: int) -> None:
    """The technician copies the text below a patch into settings.toml."""
    screens = Screens(Dots(fine, fine + gap), Dots(fine + more, fine + more + wide))
    assert screens == parse_screens(screens.text)


@pytest.mark.parametrize(
    "text",
    ["", "2/7", "2/7 5/16 ", "2/7  5/16", "7/2 5/16", "2/7 5/5", "0/7 5/16", "5/16 2/7", "２/7 5/16", "2/7 5/160"],
)
def test_what_cannot_be_dots_is_refused(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(ValueError, match=r"dots|screens"):
        parse_screens(text)


def test_every_other_row_is_shifted_by_half() -> None:
    """So no straight gap runs down the page."""
    assert [0, 8, 0] == [Dots(5, 16).shift(row) for row in range(3)]
