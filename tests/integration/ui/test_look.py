"""A change of palette, text size or language reaches what is on the screen; nothing is built anew."""

import tkinter as tk
from tkinter.font import Font

import pytest

from branch_app.strings import Language
from branch_app.ui.look import Look
from branch_app.ui.measures import SMALLEST_TEXT, Face, Space, TextSize, Type
from branch_app.ui.theme import CONTRAST, DARK, LIGHT, Role
from branch_app.ui.widgets.label import Label
from tests.fakes.display import Display, settle
from tests.fakes.gallery import build


def _descendants(widget: tk.Misc) -> list[tk.Misc]:
    return [widget, *(below for child in widget.winfo_children() for below in _descendants(child))]


_A_GROUND = 400
"""Pixels: what is fewer is the smoothing of letters."""


def _shown_grounds(display: Display) -> set[str]:
    found = display.screenshot().getcolors(1 << 20)
    assert found is not None
    return {"#{:02x}{:02x}{:02x}".format(*colour) for count, colour in found if count >= _A_GROUND}


def _text_heights(widget: tk.Misc) -> list[int]:
    """Of every text that a widget shows, in px."""
    fonts: list[str] = []
    if isinstance(widget, tk.Entry) or (isinstance(widget, tk.Label) and widget.cget("text")):
        fonts.append(str(widget.cget("font")))
    if isinstance(widget, tk.Canvas):
        fonts.extend(
            str(widget.itemcget(item, "font")) for item in widget.find_all() if widget.type(item) == "text"
        )
    sizes = [int(Font(root=widget, name=font, exists=True).cget("size")) for font in fonts]
    return [-size if size < 0 else round(widget.winfo_fpixels(f"{size}p")) for size in sizes]


_GROUNDS = (
    Role.SURFACE,
    Role.CARD,
    Role.PRIMARY,
    Role.DANGER,
    Role.TABLE,
    Role.STRIPE,
    Role.TABLE_HEAD,
    Role.SELECTED,
    Role.RESTRICTED,
    Role.STATUS,
    Role.DISABLED,
)
_PAPER = LIGHT[Role.CARD]
"""White: a page stays white in every palette."""


def test_another_palette_recolours_everything_that_is_there(
    window: tk.Toplevel, look: Look, display: Display
) -> None:
    """Light, dark, high contrast and back: the same widgets, the new grounds on the screen, none of the old."""
    gallery = build(window, look)
    settle(window)
    widgets = [str(widget) for widget in _descendants(gallery.area)]
    for old, new in ((LIGHT, DARK), (DARK, CONTRAST), (CONTRAST, LIGHT)):
        look.change(palette=new)
        settle(window)
        settle(window)
        shown = _shown_grounds(display)
        assert set() == {new[role] for role in _GROUNDS} - shown
        assert set() == shown & ({old[role] for role in _GROUNDS} - set(new.colours.values()) - {_PAPER})
    assert widgets == [str(widget) for widget in _descendants(gallery.area)]


@pytest.mark.parametrize("size", TextSize)
def test_no_text_is_under_fourteen_pixels(window: tk.Toplevel, look: Look, size: TextSize) -> None:
    """Every label, field and line of a canvas, at every step."""
    gallery = build(window, look)
    look.change(size=size)
    settle(window)
    heights = [height for widget in _descendants(gallery.area) for height in _text_heights(widget)]
    assert len(heights) > 40
    assert min(heights) >= SMALLEST_TEXT * size.factor


def test_text_grows_live_and_comes_back(window: tk.Toplevel, look: Look) -> None:
    """A+ twice and A- twice: the label that was there is as large as before."""
    label = Label(window, look, "住民票の写し")
    label.pack()
    settle(window)
    sizes = [label.winfo_reqwidth()]
    for size in (TextSize.LARGE, TextSize.LARGEST, TextSize.STANDARD):
        look.change(size=size)
        settle(window)
        sizes.append(label.winfo_reqwidth())
    assert sizes[0] < sizes[1] < sizes[2]
    assert sizes[0] == sizes[3]


def test_the_screen_uses_the_fonts_of_the_counter(window: tk.Toplevel, look: Look) -> None:
    """BIZ UDPGothic and BIZ UDGothic are there, not a substitute."""
    assert Face.TEXT.value == look.font(Type.BODY).actual("family")
    assert Face.FIGURES.value == look.font(Type.TOTAL).actual("family")


def test_display_scale_and_text_size_multiply(window: tk.Toplevel) -> None:
    """A display at 125 % and text at 150 %: targets grow by both, distances by the display only."""
    look = Look(window, size=TextSize.LARGEST, display=1.25)
    assert round(44 * 1.25 * 1.5) == look.px(44)
    assert round(Space.L * 1.25) == look.gap(Space.L)
    assert -look.px(16) == look.font(Type.BODY).cget("size")


def test_whoever_follows_hears_of_another_language(window: tk.Toplevel, look: Look) -> None:
    """A view renders its texts again; once destroyed it is not called any more."""
    heard: list[Language] = []
    view = tk.Frame(window)
    look.follow(view, lambda: heard.append(look.language))
    look.change(language=Language.EASY)
    view.destroy()
    look.change(language=Language.EN)
    assert [Language.JA, Language.EASY] == heard


def test_what_is_gone_is_forgotten(window: tk.Toplevel, look: Look) -> None:
    """A screen that was closed leaves no follower behind, or memory would grow all day."""
    before = dict(look._followers)
    gallery = build(window, look)
    assert len(look._followers) > len(before)
    gallery.area.destroy()
    assert before == look._followers


def test_a_child_that_goes_does_not_take_its_parent_along(window: tk.Toplevel, look: Look) -> None:
    """Destroy events of children pass through their window; only the window's own end ends its following."""
    heard: list[str] = []
    look.follow(window, lambda: heard.append("window"))
    tk.Frame(window).destroy()
    look.change(palette=DARK)
    assert ["window", "window"] == heard
