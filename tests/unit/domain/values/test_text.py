"""Names as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.values.text import (
    MOST_TYPED,
    clean_input,
    code_points,
    graphemes,
    is_variation_selector,
    printable_problem,
)

CONTROLS = (0x00, 0x0A, 0x7F, 0x85)
INVISIBLE = (0xAD, 0x061C, 0x180E, 0x200B, 0x200D, 0x200E, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0xFEFF, 0xE0001)


@pytest.mark.parametrize(
    ("name", "clusters"),
    [
        ("", []),
        ("𠮷野", ["𠮷", "野"]),
        ("邉\U000e0110太郎", ["邉\U000e0110", "太", "郎"]),
        ("か\u3099", ["か\u3099"]),
        ("辻\ufe00本", ["辻\ufe00", "本"]),
        ("\U000e0100邉", ["\U000e0100", "邉"]),
        ("A\u0301\u0323B", ["A\u0301\u0323", "B"]),
    ],
)
def test_a_base_keeps_its_selector_and_marks(name: str, clusters: list[str]) -> None:
    """Variation selectors and combining marks stay with the character before them."""
    assert clusters == list(graphemes(name))


@given(st.text())
def test_nothing_is_lost_between_graphemes(name: str) -> None:
    """Joined again, the clusters are the name, unnormalised."""
    assert name == "".join(graphemes(name))


@pytest.mark.parametrize("code", [0xFE00, 0xFE0F, 0xE0100, 0xE01EF])
def test_variation_selectors(code: int) -> None:
    """VS1 to VS16 and VS17 to VS256, both ends included, their neighbours not."""
    assert is_variation_selector(chr(code))
    assert not is_variation_selector(chr(code + (1 if code % 16 == 15 else -1)))


def test_a_character_is_named_by_code_points() -> None:
    """Exactly, for a message that must not depend on the font of a screen."""
    assert "U+20BB7 U+E0100" == code_points("\U00020bb7\U000e0100")
    assert "U+0041" == code_points("A")


@pytest.mark.parametrize(
    "name", ["𠮷野\u3000邉\U000e0110太郎", "か\u3099", "O'Brien-Ｓｍｉｔｈ", "髙﨑", "・ー々〆", "李 明"]
)
def test_real_names_print(name: str) -> None:
    """Non-BMP kanji, variation selectors, combining marks, full-width letters and spaces are all fine."""
    assert printable_problem(name) is None


@pytest.mark.parametrize(
    "code",
    [*CONTROLS, *INVISIBLE, 0x2028, 0x2029, 0xD800, 0xE000, 0xF0000, 0x10FFFF, 0x0378],
)
def test_what_cannot_be_seen_does_not_print(code: int) -> None:
    """Controls, line separators, bidi, zero width, tags, surrogates, private and unassigned: the first is named."""
    assert chr(code) == printable_problem(f"見{chr(code)}本{chr(0)}")


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("𠮷野\u3000邉\U000e0110太郎", "𠮷野\u3000邉\U000e0110太郎"),
        ("\ud842\udfb7野", "𠮷野"),
        ("野\ud842", "野"),
        ("\udfb7野", "野"),
        ("野\ud842太\udfb7郎", "野太郎"),
        ("\ud842\ud842\udfb7", "𠮷"),
        ("佐藤\t太郎\r\n", "佐藤 太郎  "),
        ("佐\x00藤\x7f", "佐藤"),
        ("佐\u200b藤\u202e", "佐藤"),
        ("\ue000", "\ue000"),
        ("", ""),
    ],
)
def test_what_leaves_an_entry_is_clean(typed: str, cleaned: str) -> None:
    """Halves are joined or go, controls and invisible characters go, names and 外字 stay as they are."""
    assert cleaned == clean_input(typed)


@given(st.text(alphabet=st.characters()))
def test_cleaning_twice_is_cleaning_once(typed: str) -> None:
    """And what is left can always be written down."""
    cleaned = clean_input(typed)
    assert cleaned == clean_input(cleaned)
    assert cleaned == cleaned.encode().decode()


def test_of_a_pasted_file_nothing_is_taken() -> None:
    """Ten megabytes are no name, and half of them are none either."""
    longest = "山" * MOST_TYPED
    assert longest == clean_input(longest)
    assert "" == clean_input(f"{longest}山")
    assert "" == clean_input("山" * 10_000_000)
