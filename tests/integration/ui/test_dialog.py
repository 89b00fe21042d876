"""Questions over the window: keys, Tab and mouse stay inside until they are answered."""

import tkinter as tk

import pytest

from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.widgets.button import ActionButton
from branch_app.ui.widgets.dialog import Dialog, DialogKind
from branch_app.ui.widgets.entry import TextEntry
from branch_app.ui.widgets.router import KeyLayer, KeyRouter
from tests.fakes.display import Keyboard, pump_until, settle


@pytest.fixture
def below() -> list[Key]:
    """Keys that the screen under the dialog heard."""
    return []


@pytest.fixture
def always() -> list[Key]:
    """Keys that nobody used."""
    return []


@pytest.fixture
def router(window: tk.Toplevel, below: list[Key], always: list[Key]) -> KeyRouter:
    """With a screen that uses whatever it hears."""
    made = KeyRouter(window, lambda key: always.append(key) is None)
    made.push(KeyLayer(lambda key: below.append(key) is None, window))
    return made


@pytest.fixture
def behind(window: tk.Toplevel, look: Look) -> TextEntry:
    """A field of the screen below, with the focus."""
    entry = TextEntry(window, look, lambda _: None, "検索")
    entry.pack(fill="x")
    settle(window)
    entry.field.focus_force()
    settle(window)
    return entry


def _ask(window: tk.Toplevel, look: Look, router: KeyRouter, heard: list[str]) -> tuple[Dialog, list[ActionButton]]:
    dialog = Dialog(
        window, look, router, "取り消しますか", DialogKind.DANGER, on_escape=lambda: heard.append("esc")
    )
    buttons = [
        ActionButton(dialog.actions, look, text, lambda text=text: heard.append(text))
        for text in ("はい", "いいえ")
    ]
    for button in buttons:
        button.pack(side="left")
    dialog.open(buttons[0])
    settle(window)
    return dialog, buttons


def test_tab_stays_inside(
    window: tk.Toplevel, look: Look, router: KeyRouter, behind: TextEntry, keyboard: Keyboard
) -> None:
    """Forth and back it goes round between the dialog's own stops."""
    _, (yes, no) = _ask(window, look, router, [])
    for key, expected in (("Tab", no), ("Tab", yes), ("shift+Tab", no), ("shift+Tab", yes)):
        keyboard.press(key)
        pump_until(window, lambda expected=expected: window.focus_get() is expected)


def test_keys_stay_inside(
    window: tk.Toplevel,
    look: Look,
    router: KeyRouter,
    behind: TextEntry,
    keyboard: Keyboard,
    below: list[Key],
    always: list[Key],
) -> None:
    """F12 under a question issues nothing; what is always on (lock) still works; Esc is the dialog's."""
    heard: list[str] = []
    _ask(window, look, router, heard)
    keyboard.press("F12", "ctrl+l", "Escape")
    pump_until(window, lambda: "esc" in heard)
    assert [] == below
    assert [Key.F12, Key.LOCK] == always


def test_the_mouse_stays_inside(window: tk.Toplevel, look: Look, router: KeyRouter, behind: TextEntry) -> None:
    """The dialog holds the grab while it is open, and gives it back."""
    dialog, _ = _ask(window, look, router, [])
    assert dialog is window.grab_current()
    dialog.close()
    assert window.grab_current() is None


def test_after_it_the_screen_is_as_before(
    window: tk.Toplevel, look: Look, router: KeyRouter, behind: TextEntry, keyboard: Keyboard, below: list[Key]
) -> None:
    """Focus and keys are the screen's again."""
    dialog, _ = _ask(window, look, router, [])
    dialog.close()
    settle(window)
    assert behind.field is window.focus_get()
    keyboard.press("F12")
    pump_until(window, lambda: below == [Key.F12])


def test_esc_does_not_end_what_must_be_answered(
    window: tk.Toplevel, look: Look, router: KeyRouter, behind: TextEntry, keyboard: Keyboard, always: list[Key]
) -> None:
    """Without ``on_escape`` the key is used up; a later key shows that it passed."""
    dialog = Dialog(window, look, router, "出てきましたか", DialogKind.NOTICE)
    button = ActionButton(dialog.actions, look, "はい", lambda: None)
    button.pack()
    dialog.open(button)
    keyboard.press("Escape", "F1")
    pump_until(window, lambda: always == [Key.F1])
    assert dialog.winfo_exists()


def test_a_question_over_a_question(
    window: tk.Toplevel, look: Look, router: KeyRouter, behind: TextEntry, keyboard: Keyboard
) -> None:
    """The upper one hears; closed, the lower one does, and Tab is at home there again."""
    lower: list[str] = []
    upper: list[str] = []
    first, (yes, no) = _ask(window, look, router, lower)
    second, _ = _ask(window, look, router, upper)
    keyboard.press("Escape")
    pump_until(window, lambda: upper == ["esc"])
    second.close()
    settle(window)
    assert first is window.grab_current()
    keyboard.press("Escape", "Tab")
    pump_until(window, lambda: window.focus_get() is no)
    assert ["esc"] == lower
    assert yes.winfo_exists()


def test_a_held_f12_is_heard_once(
    window: tk.Toplevel, router: KeyRouter, behind: TextEntry, keyboard: Keyboard, below: list[Key]
) -> None:
    """The server repeats it; a certificate is issued once."""
    repeats: list[int] = []
    window.bind_class("Repeats", "<KeyPress-F12>", lambda _: repeats.append(1))
    behind.field.bindtags(("Repeats", *behind.field.bindtags()))
    keyboard.down("F12")
    try:
        pump_until(window, lambda: len(repeats) > 4)
    finally:
        keyboard.up("F12")
    keyboard.press("F11")
    pump_until(window, lambda: Key.F11 in below)
    assert [Key.F12, Key.F11] == below


def test_digits_are_keys_only_outside_fields(
    window: tk.Toplevel, look: Look, router: KeyRouter, behind: TextEntry, keyboard: Keyboard, below: list[Key]
) -> None:
    """1 picks a kind of identity document when a button has the focus, and is typed in a field."""
    button = ActionButton(window, look, "運転免許証", lambda: None, Key.DIGIT_1)
    button.pack()
    settle(window)
    keyboard.press("1")
    pump_until(window, lambda: behind.value == "1")
    button.focus_force()
    settle(window)
    keyboard.press("KP_1", "2")
    pump_until(window, lambda: Key.DIGIT_2 in below)
    assert [Key.DIGIT_1, Key.DIGIT_2] == below
