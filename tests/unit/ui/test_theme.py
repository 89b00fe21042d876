"""Colours and sizes of the window, computed against WCAG and the design system."""

import ast
import re
from pathlib import Path

import pytest

from branch_app.ui.measures import SMALLEST_TEXT, Face, TextSize, TextStyle, Type, Weight
from branch_app.ui.theme import CONTRAST, DARK, LIGHT, OTHER_RATIO, PAIRS, Pair, Palette, Role, contrast

UI = Path(__file__).parents[3] / "branch_app" / "ui"
PALETTES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
STRICTER_CONTRAST = 7.0


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.front.name}-{pair.ground.name}")
def test_every_pair_has_its_contrast(palette: Palette, pair: Pair) -> None:
    """Whatever stands on something can be read, in all three palettes."""
    assert contrast(palette[pair.front], palette[pair.ground]) >= pair.ratio


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_a_focus_ring_stands_out_on_every_ground(palette: Palette) -> None:
    """Yellow or black: one of the two has 3:1 against whatever lies around the control."""
    for ground in (Role.SURFACE, Role.CARD, Role.HEADER, Role.STATUS):
        ring = contrast(palette[Role.FOCUS_RING], palette[ground])
        outline = contrast(palette[Role.FOCUS_OUTLINE], palette[ground])
        assert max(ring, outline) >= OTHER_RATIO


def test_high_contrast_text_is_stricter_than_the_rule() -> None:
    """Text on the grounds of the high-contrast palette has 7:1 (WCAG level AAA)."""
    for ground in (Role.SURFACE, Role.CARD, Role.FIELD, Role.TABLE):
        assert contrast(CONTRAST[Role.TEXT], CONTRAST[ground]) >= STRICTER_CONTRAST


def test_contrast_of_known_colours() -> None:
    """Black on white is 21, a colour on itself 1, #767676 on white the known 4.54."""
    assert round(contrast("#000000", "#ffffff"), 6) == 21
    assert contrast("#0017c1", "#0017c1") == 1
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


def test_the_palette_of_the_design_system() -> None:
    """blue-900, and red-900 and green-800 for text, are those of デジタル庁."""
    assert ("#0017c1", "#197a4b", "#ce0000") == (
        LIGHT[Role.PRIMARY],
        LIGHT[Role.GOOD_TEXT],
        LIGHT[Role.BAD_TEXT],
    )


def test_a_palette_with_a_gap_does_not_exist() -> None:
    """Every role has a colour, and a colour is six hexadecimal digits."""
    colours = dict(LIGHT.colours)
    with pytest.raises(ValueError, match="not_a_colour"):
        Palette({**colours, Role.TEXT: "black"})
    del colours[Role.TEXT]
    with pytest.raises(ValueError, match="palette_incomplete"):
        Palette(colours)


def test_no_text_is_smaller_than_fourteen_pixels() -> None:
    """At the smallest step every style has 14 px or more, and a smaller one cannot be made."""
    assert SMALLEST_TEXT == 14
    assert all(style.value.height * step.factor >= 14 for style in Type for step in TextSize)
    with pytest.raises(ValueError, match="text_too_small"):
        TextStyle(Face.TEXT, 13, Weight.NORMAL)


def test_text_size_goes_up_and_down_and_stops() -> None:
    """100, 125, 150 per cent; the ends stay where they are."""
    assert TextSize.LARGE == TextSize.STANDARD.larger()
    assert TextSize.LARGEST == TextSize.LARGEST.larger()
    assert TextSize.LARGE == TextSize.LARGEST.smaller()
    assert TextSize.STANDARD == TextSize.STANDARD.smaller()


def _sources() -> list[Path]:
    return sorted(path for part in ("views", "widgets", "presenters") for path in (UI / part).rglob("*.py"))


@pytest.mark.parametrize("path", _sources(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_colours_and_sizes_come_from_the_theme_only(path: Path) -> None:
    """No module of views or widgets writes a colour, or a font with a size of its own."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = [
        node.lineno for node in ast.walk(tree) if id(node) not in docstrings and (_colour(node) or _font(node))
    ]
    assert [] == found


_NAMED = {"black", "white", "red", "green", "blue", "yellow", "gray", "grey", "orange"}


def _colour(node: ast.AST) -> bool:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return False
    return node.value.lower() in _NAMED or re.fullmatch(r"#([0-9a-fA-F]{3}){1,4}", node.value) is not None


def _font(node: ast.AST) -> bool:
    """``font=("Family", 12)``, ``font="Family 12"``, ``size=-12``."""
    if not isinstance(node, ast.keyword) or node.arg not in {"font", "size", "fontsize"}:
        return False
    if isinstance(node.value, ast.Tuple | ast.List):
        return True
    return any(
        isinstance(part, ast.Constant) and isinstance(part.value, int | str) for part in ast.walk(node.value)
    )
