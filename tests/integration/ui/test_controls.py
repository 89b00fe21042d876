"""Every control, by keys and by eye."""

import tkinter as tk

import pytest

from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import SMALLEST_TARGET, TextSize
from branch_app.ui.theme import CONTRAST, DARK, LIGHT, Palette, Role
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.check import Check
from branch_app.ui.widgets.control import Control
from branch_app.ui.widgets.router import KeyLayer, KeyRouter
from tests.fakes.display import Display, Keyboard, pump_until, settle
from tests.fakes.gallery import build


def _descendants(widget: tk.Misc) -> list[tk.Misc]:
    return [widget, *(below for child in widget.winfo_children() for below in _descendants(child))]


def _colours(display: Display, widget: tk.Misc) -> dict[str, int]:
    left, top = widget.winfo_rootx(), widget.winfo_rooty()
    box = (left, top, left + widget.winfo_width(), top + widget.winfo_height())
    found = display.screenshot().crop(box).getcolors(1 << 16)
    assert found is not None
    return {"#{:02x}{:02x}{:02x}".format(*colour): count for count, colour in found}


def test_tab_reaches_every_control_in_order(window: tk.Toplevel, look: Look, keyboard: Keyboard) -> None:
    """Tab alone leads through fields, options, buttons, list and pad, disabled buttons too, and round again."""
    gallery = build(window, look)
    settle(window)
    gallery.stops[0].focus_force()
    expected = sorted(map(str, gallery.stops))
    reached: list[str] = []
    for _ in gallery.stops:
        here = str(window.focus_get())
        reached.append(here)
        keyboard.press("Tab")
        pump_until(window, lambda here=here: str(window.focus_get()) != here)
    assert expected == sorted(reached)
    assert reached[0] == str(window.focus_get())


@pytest.mark.parametrize("key", ["space", "Return", "KP_Enter"])
def test_keys_press_what_has_the_focus(window: tk.Toplevel, look: Look, keyboard: Keyboard, key: str) -> None:
    """Space, Return and the pad's Enter press a button and turn an option."""
    heard: list[str] = []
    button = ActionButton(window, look, "決定", lambda: heard.append("button"))
    check = Check(window, look, "本籍", lambda on: heard.append(f"check {on}"))
    for control in (button, check):
        control.pack()
        settle(window)
        control.focus_force()
        before = len(heard)
        keyboard.press(key)
        pump_until(window, lambda before=before: len(heard) > before)
    assert ["button", "check True"] == heard
    assert check.checked


def test_a_disabled_button_can_be_found_but_does_nothing(
    window: tk.Toplevel, look: Look, keyboard: Keyboard
) -> None:
    """It has the focus, its text can be read, and neither keys nor mouse press it."""
    heard: list[str] = []
    off = ActionButton(window, look, "使えない", lambda: heard.append("off"))
    on = ActionButton(window, look, "使える", lambda: heard.append("on"))
    off.disable()
    for button in (off, on):
        button.pack()
    settle(window)
    off.focus_force()
    keyboard.press("space", "Tab", "space")
    pump_until(window, lambda: bool(heard))
    off.event_generate("<ButtonRelease-1>", x=5, y=5)
    assert ["on"] == heard


def test_a_click_counts_where_the_finger_leaves(window: tk.Toplevel, look: Look) -> None:
    """Released inside it presses; dragged outside it does not."""
    heard: list[str] = []
    button = ActionButton(window, look, "決定", lambda: heard.append("pressed"))
    button.pack()
    settle(window)
    button.event_generate("<ButtonRelease-1>", x=-5, y=5)
    assert [] == heard
    button.event_generate("<ButtonRelease-1>", x=5, y=5)
    assert ["pressed"] == heard


@pytest.mark.parametrize("palette", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
def test_the_focus_can_be_seen(window: tk.Toplevel, display: Display, palette: Palette) -> None:
    """The ring's yellow and its black line are on the screen where the focus is, and only there."""
    look = Look(window, palette)
    gallery = build(window, look)
    settle(window)
    window.focus_force()
    settle(window)
    ring, outline = palette[Role.FOCUS_RING], palette[Role.FOCUS_OUTLINE]
    for stop in gallery.stops:
        frame = stop if isinstance(stop, Control) else stop.master
        assert frame is not None
        before = _colours(display, frame).get(ring, 0)
        stop.focus_set()
        settle(window)
        settle(window)
        after = _colours(display, frame)
        shorter = min(frame.winfo_width(), frame.winfo_height())
        assert after.get(ring, 0) - before > 4 * shorter, frame
        assert after.get(outline, 0) > 2 * shorter, frame


def test_a_held_return_presses_once(window: tk.Toplevel, look: Look, keyboard: Keyboard) -> None:
    """The server repeats a held key; with the window's router the button hears it once, and the next one never."""
    heard: list[str] = []
    second = ActionButton(window, look, "次", lambda: heard.append("second"))
    first = ActionButton(window, look, "決定", lambda: (heard.append("first"), second.focus_set()))
    router = KeyRouter(window, lambda _: False)
    router.push(KeyLayer(lambda _: False, window))
    repeats: list[int] = []
    window.bind_class("Repeats", "<KeyPress-Return>", lambda _: repeats.append(1))
    for button in (first, second):
        button.bindtags(("Repeats", *button.bindtags()))
        button.pack()
    settle(window)
    first.focus_force()
    keyboard.down("Return")
    try:
        pump_until(window, lambda: len(repeats) > 4)
    finally:
        keyboard.up("Return")
    assert ["first"] == heard


@pytest.mark.parametrize("size", TextSize)
def test_targets_are_large_enough(window: tk.Toplevel, size: TextSize) -> None:
    """44 px at every step of text size, in height and in width."""
    gallery = build(window, Look(window, size=size))
    settle(window)
    for control in [widget for widget in _descendants(gallery.area) if isinstance(widget, Control)]:
        assert control.winfo_reqheight() >= SMALLEST_TARGET
        assert control.winfo_width() >= SMALLEST_TARGET


def test_a_button_grows_until_its_text_fits(window: tk.Toplevel, look: Look) -> None:
    """In a narrow place the label takes more lines and the button more height."""
    frame = tk.Frame(window, width=150, height=300)
    frame.pack_propagate(flag=False)
    frame.pack()
    narrow = ActionButton(frame, look, "戸籍全部事項証明書の郵送", lambda: None, Key.F3, detail="450円")
    wide = narrow.winfo_reqheight()
    narrow.pack(fill="x")
    settle(window)
    settle(window)
    assert narrow.winfo_height() > wide
    for item in narrow.sheet.find_all():
        if narrow.sheet.type(item) == "text":
            left, top, right, bottom = narrow.sheet.bbox(item)
            assert left >= 0
            assert top >= 0
            assert right <= narrow.winfo_width()
            assert bottom <= narrow.winfo_height()


def test_a_chosen_button_shows_it(window: tk.Toplevel, look: Look) -> None:
    """A choice becomes primary and back."""
    button = ActionButton(window, look, "運転免許証", lambda: None, Key.DIGIT_1)
    button.become(ButtonKind.PRIMARY)
    assert ButtonKind.PRIMARY is button.kind
    assert Role.PRIMARY is button.fill()
    button.disable()
    assert Role.DISABLED is button.fill()
