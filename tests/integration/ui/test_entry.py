"""Fields: what is typed by real keys, what Tk does to characters, and what leaves a field."""

import tkinter as tk

import pytest

from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.widgets.entry import DigitEntry, Digits, TextEntry
from branch_app.ui.widgets.router import KeyLayer, KeyRouter
from tests.fakes.display import Keyboard, pump_until, settle

YOSHI = "\U00020bb7"
KATSURAGI = "葛\U000e0100"


@pytest.fixture
def heard() -> list[str]:
    """What ``on_change`` said."""
    return []


@pytest.fixture
def entry(window: tk.Toplevel, look: Look, heard: list[str]) -> TextEntry:
    """A field with the focus."""
    field = TextEntry(window, look, heard.append, "氏名", "さとう")
    field.pack(fill="x")
    settle(window)
    field.field.focus_force()
    settle(window)
    return field


def test_typing_is_heard_letter_by_letter(
    entry: TextEntry, heard: list[str], keyboard: Keyboard, window: tk.Toplevel
) -> None:
    """Search as you type hears every change."""
    keyboard.type("sato")
    pump_until(window, lambda: entry.value == "sato")
    assert ["s", "sa", "sat", "sato"] == heard


def test_what_the_program_puts_in_is_not_heard(entry: TextEntry, heard: list[str]) -> None:
    """Otherwise presenter and field would talk to each other for ever."""
    entry.put("佐藤")
    entry.clear()
    assert [] == heard


def test_a_lone_surrogate_never_leaves_a_field(entry: TextEntry, heard: list[str], window: tk.Toplevel) -> None:
    """Half a character, as Tk on Windows leaves it, is taken off on reading; UTF-8 takes what is left."""
    window.tk.eval(f"{entry.field} insert 0 あ\\ud842い")
    assert "あい" == entry.value
    assert "あい".encode() == heard[-1].encode()


def test_controls_and_line_ends_do_not_leave_a_field(entry: TextEntry) -> None:
    """A pasted tab or line end becomes a space, other controls go."""
    entry.field.insert(0, "佐藤\t太郎\n\x00\u202e")
    assert "佐藤 太郎 " == entry.value


def test_a_pasted_file_leaves_the_field_as_it_was(entry: TextEntry, heard: list[str]) -> None:
    """Ten megabytes are refused whole, at once, and nobody hears of them."""
    entry.field.insert(0, "佐藤")
    entry.field.insert("end", "山" * 10_000_000)
    assert "佐藤" == entry.value == entry.field.get()
    assert ["佐藤"] == heard


@pytest.mark.parametrize(
    ("text", "left"),
    [(f"田{YOSHI}", "田"), (f"田{KATSURAGI}", "田"), (f"{YOSHI}{YOSHI}", YOSHI), ("佐藤", "佐")],
)
def test_backspace_takes_a_whole_character(
    entry: TextEntry, keyboard: Keyboard, window: tk.Toplevel, text: str, left: str
) -> None:
    """𠮷 and 葛 with its selector go in one press and leave nothing behind."""
    entry.put(text)
    keyboard.press("BackSpace")
    pump_until(window, lambda: entry.value != text)
    assert left == entry.value


def test_delete_takes_a_whole_character(entry: TextEntry, keyboard: Keyboard, window: tk.Toplevel) -> None:
    """From the left, one press a character."""
    entry.put(f"{YOSHI}{KATSURAGI}田")
    keyboard.press("Home", "Delete")
    pump_until(window, lambda: entry.value == f"{KATSURAGI}田")
    keyboard.press("Delete")
    pump_until(window, lambda: entry.value == "田")


def test_arrows_step_over_a_whole_character(entry: TextEntry, keyboard: Keyboard, window: tk.Toplevel) -> None:
    """A letter typed after two steps to the left stands before 𠮷, not inside it."""
    entry.put(f"{YOSHI}{KATSURAGI}")
    keyboard.press("Left", "Left", "a", "Right", "b")
    pump_until(window, lambda: "b" in entry.value)
    assert f"a{YOSHI}b{KATSURAGI}" == entry.value


def test_backspace_takes_what_is_marked(entry: TextEntry, keyboard: Keyboard, window: tk.Toplevel) -> None:
    """All of it, with both halves of its last character."""
    entry.put(f"佐藤{YOSHI}田")
    entry.field.selection_range(1, 4)
    keyboard.press("BackSpace")
    pump_until(window, lambda: entry.value == "佐田")


def test_an_empty_field_shows_its_example_and_is_empty(entry: TextEntry, window: tk.Toplevel) -> None:
    """The example is never a value."""
    settle(window)
    assert "" == entry.value
    assert entry._placeholder.winfo_ismapped()
    entry.put("佐")
    settle(window)
    assert not entry._placeholder.winfo_ismapped()


def test_hot_keys_come_before_the_bindings_of_tk(entry: TextEntry, keyboard: Keyboard, window: tk.Toplevel) -> None:
    """Ctrl+H, Ctrl+D and Ctrl+F are ours: Tk would erase, delete and move. Digits are typed, not taken."""
    keys: list[Key] = []
    router = KeyRouter(window, lambda _: False)
    router.push(KeyLayer(lambda key: keys.append(key) is None, window))
    entry.put("佐藤")
    keyboard.press("ctrl+h", "Home", "ctrl+d", "ctrl+f", "3", "F12", "Return")
    pump_until(window, lambda: Key.RETURN in keys)
    assert [Key.HELP, Key.DOCTOR, Key.SEARCH, Key.F12, Key.RETURN] == keys
    assert "3佐藤" == entry.value


def test_a_complaint_stands_under_the_field(entry: TextEntry, window: tk.Toplevel) -> None:
    """With a symbol, and gone when taken back."""
    small = entry.winfo_reqheight()
    entry.complain("その日はありません")
    settle(window)
    assert "⚠ その日はありません" == entry._trouble.cget("text")
    assert entry.winfo_reqheight() > small
    entry.complain("")
    settle(window)
    assert small == entry.winfo_reqheight()


def test_digits_only(window: tk.Toplevel, look: Look, heard: list[str], keyboard: Keyboard) -> None:
    """Letters do not enter, the pad's digits do, and not more than asked for."""
    entry = DigitEntry(window, look, heard.append, Digits.MONEY, 5, "お預かり")
    entry.pack()
    settle(window)
    entry.field.focus_force()
    keyboard.press("1", "a", "KP_0", "minus", "0", "0", "0", "7")
    pump_until(window, lambda: entry.value == "10000")
    assert ["1", "10", "100", "1000", "10000"] == heard
    entry.put("")
    entry.field.insert(0, "１，５００円")
    assert "1500" == entry.value


def test_a_pin_is_dots_on_the_screen_and_in_the_clipboard(window: tk.Toplevel, look: Look) -> None:
    """Who marks and copies it gets dots."""
    entry = DigitEntry(window, look, lambda _: None, Digits.PIN, 4, "暗証番号")
    entry.pack()
    entry.put("1234")
    entry.field.selection_range(0, "end")
    entry.field.event_generate("<<Copy>>")
    assert "●●●●" == window.selection_get()
    assert "1234" not in repr(entry)
