"""How the window looked last, as words: whatever cannot be read is the standard."""

import pytest

from branch_app.strings import Language
from branch_app.ui.appearance import Appearance
from branch_app.ui.measures import TextSize
from branch_app.ui.theme import CONTRAST, DARK, LIGHT

EVERY = [
    Appearance(palette, size, language)
    for palette in (LIGHT, DARK, CONTRAST)
    for size in TextSize
    for language in Language
]


@pytest.mark.parametrize("appearance", EVERY)
def test_what_is_kept_is_what_comes_back(appearance: Appearance) -> None:
    """Every palette, size and language."""
    assert appearance == Appearance.parse(appearance.text())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0\0\0\0",
        "palette = ",
        'palette = "pink"\nsize = 90\nlanguage = "fr"\n',
        "palette = 1\nsize = true\nlanguage = [1]\n",
        'size = "125"\n[palette]\nlight = 1\n',
    ],
)
def test_a_damaged_file_is_the_standard(text: str) -> None:
    """Cut off, foreign, or with values that nobody offered."""
    assert Appearance() == Appearance.parse(text)


def test_one_line_that_cannot_be_read_spoils_no_other() -> None:
    """Each stands for itself."""
    assert Appearance(DARK) == Appearance.parse('palette = "dark"\nsize = 1000\n')
