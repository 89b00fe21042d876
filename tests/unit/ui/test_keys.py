"""Which key was meant: invented events, one after another, as X11 and Windows send them."""

import pytest

from branch_app.ui.keys import (
    DIGITS,
    FUNCTION_KEYS,
    ROWS,
    WINDOWS,
    X11,
    Key,
    KeyGate,
    Stroke,
    Verdict,
    conventions_of,
)

CONTROL = 0x4
NUM_LOCK_ON_WINDOWS = 0x8


def _press(keysym: str, char: str = "", *, code: int = 67, state: int = 0, at: int = 0) -> Stroke:
    return Stroke(keysym, char, code, state, at)


@pytest.mark.parametrize(("number", "key"), list(enumerate(FUNCTION_KEYS, start=1)))
def test_a_function_key_is_a_hot_key(number: int, key: Key) -> None:
    """F1 to F12, pressed by a hand, act."""
    assert key is KeyGate().press(_press(f"F{number}"))


@pytest.mark.parametrize(("keysym", "char"), [("F3", "r"), ("F5", "t"), ("F1", "p")])
def test_a_letter_committed_by_an_ime_is_no_function_key(keysym: str, char: str) -> None:
    """r, t and p come as F3, F5 and F1 with a ``char``: they are text."""
    assert Verdict.TYPING is KeyGate().press(_press(keysym, char))


@pytest.mark.parametrize("code", [0, 229])
@pytest.mark.parametrize("keysym", ["F12", "Return", "3", "Escape"])
def test_what_an_ime_sends_is_never_a_hot_key(code: int, keysym: str) -> None:
    """Key code 0 (a commit on X11) and 229 (Windows: the IME has the key) go to the field."""
    assert Verdict.TYPING is KeyGate().press(_press(keysym, code=code))


def test_the_return_that_commits_does_nothing_and_the_next_one_acts() -> None:
    """さとう, 変換, Return: the Return within 80 ms of the commit is swallowed, a later one picks."""
    gate = KeyGate()
    assert Verdict.TYPING is gate.press(_press("??", "佐藤", code=0, at=1_000))
    assert Verdict.SWALLOWED is gate.press(_press("Return", "\r", at=1_010))
    gate.release(_press("Return", at=1_070))
    assert Key.RETURN is gate.press(_press("Return", "\r", at=1_200))


def test_a_return_while_composing_is_swallowed_once() -> None:
    """On Windows a Return after a swallowed key ends the composing; the next one acts."""
    gate = KeyGate()
    gate.press(_press("s", code=229, at=0))
    assert Verdict.SWALLOWED is gate.press(_press("Return", "\r", at=500))
    gate.release(_press("Return", at=550))
    assert Key.RETURN is gate.press(_press("Return", "\r", at=700))


def test_an_ordinary_key_ends_the_composing() -> None:
    """A key that reaches the field by itself shows that no conversion is under way."""
    gate = KeyGate()
    gate.press(_press("s", code=229, at=0))
    gate.press(_press("a", "a", at=300))
    assert Key.RETURN is gate.press(_press("Return", "\r", at=500))


def test_a_commit_long_ago_does_not_spoil_a_return() -> None:
    """Enter after reading the hits is meant."""
    gate = KeyGate()
    gate.press(_press("??", "佐藤", code=0, at=1_000))
    assert Key.RETURN is gate.press(_press("Return", "\r", at=1_080))


@pytest.mark.parametrize("keysym", ["F12", "Return", "Escape"])
def test_a_key_held_down_acts_once_on_x11(keysym: str) -> None:
    """X11 repeats as release and press at one instant: one hot key, then nothing until the finger is up."""
    gate = KeyGate()
    verdicts = [gate.press(_press(keysym, at=0))]
    for at in range(500, 900, 40):
        gate.release(_press(keysym, at=at))
        verdicts.append(gate.press(_press(keysym, at=at)))
    gate.release(_press(keysym, at=900))
    verdicts.append(gate.press(_press(keysym, at=1_000)))
    assert Verdict.SWALLOWED not in (verdicts[0], verdicts[-1])
    assert [Verdict.SWALLOWED] * 10 == verdicts[1:-1]


def test_a_key_held_down_acts_once_on_windows() -> None:
    """Windows repeats the press alone, after up to a second."""
    gate = KeyGate(WINDOWS)
    assert Key.F12 is gate.press(_press("F12", at=0))
    assert Verdict.SWALLOWED is gate.press(_press("F12", at=1_000))
    assert Verdict.SWALLOWED is gate.press(_press("F12", at=1_033))


def test_a_lost_release_does_not_block_a_key_for_ever() -> None:
    """When another window took the release, the key acts again after the longest delay of a repeat."""
    gate = KeyGate(WINDOWS)
    gate.press(_press("F12", at=0))
    assert Key.F12 is gate.press(_press("F12", at=WINDOWS.held_ms))


def test_on_x11_a_press_without_a_release_acts() -> None:
    """The release of Esc is lost with the dialog that it closed; Esc for the one below comes 25 ms later."""
    gate = KeyGate(X11)
    gate.press(_press("Escape", at=0))
    assert Key.ESCAPE is gate.press(_press("Escape", at=25))


def test_keys_as_fast_as_a_program_types_all_act() -> None:
    """Release and next press 12 ms apart are two presses."""
    gate = KeyGate(X11)
    gate.press(_press("F12", at=0))
    gate.release(_press("F12", at=12))
    assert Key.F12 is gate.press(_press("F12", at=24))


def test_a_chord_held_down_acts_once_even_if_control_comes_up_first() -> None:
    """Ctrl+L twice is two presses; the release of the letter alone counts."""
    gate = KeyGate(WINDOWS)
    assert Key.LOCK is gate.press(_press("l", "\x0c", state=CONTROL, at=0))
    assert Verdict.SWALLOWED is gate.press(_press("l", "\x0c", state=CONTROL, at=300))
    gate.release(_press("l", at=400))
    assert Key.LOCK is gate.press(_press("l", "\x0c", state=CONTROL, at=500))


@pytest.mark.parametrize("number", range(1, 10))
def test_a_number_with_control_picks_and_held_down_picks_once(number: int) -> None:
    """Ctrl+1 to Ctrl+9 on the number row, whatever control sign comes with them; on Windows repeats do nothing."""
    gate = KeyGate(WINDOWS)
    assert ROWS[number - 1] is gate.press(_press(str(number), "\x1b", state=CONTROL, at=0))
    assert Verdict.SWALLOWED is gate.press(_press(str(number), "\x1b", state=CONTROL, at=500))


def test_a_number_with_control_picks_nobody_while_composing() -> None:
    """The box does not say yet whom: さとう is still the IME's, or was committed by this very key."""
    gate = KeyGate(WINDOWS)
    gate.press(_press("s", code=229, at=0))
    assert Verdict.SWALLOWED is gate.press(_press("2", state=CONTROL, at=500))
    assert Verdict.TYPING is gate.press(_press("2", code=229, state=CONTROL, at=2_000))
    gate.press(_press("??", "佐藤", code=0, at=3_000))
    assert Verdict.SWALLOWED is gate.press(_press("2", state=CONTROL, at=3_010))


def test_a_number_with_alt_or_shift_only_types() -> None:
    """Alt and digits on the pad are characters on Windows; Shift and 2 is a sign of its own."""
    assert Verdict.TYPING is KeyGate(WINDOWS).press(_press("2", state=WINDOWS.alt))
    assert Verdict.TYPING is KeyGate(WINDOWS).press(_press("2", state=WINDOWS.alt | CONTROL))
    assert Verdict.TYPING is KeyGate().press(_press("quotedbl", state=0x1))


@pytest.mark.parametrize(("keysym", "key"), [("Up", Key.UP), ("Down", Key.DOWN), ("Next", Key.PAGE_DOWN)])
def test_moving_may_repeat(keysym: str, key: Key) -> None:
    """Holding ↓ runs through a list."""
    gate = KeyGate()
    assert [key, key] == [gate.press(_press(keysym, at=at)) for at in (0, 500)]


@pytest.mark.parametrize("digit", range(10))
def test_the_pad_writes_the_same_digits(digit: int) -> None:
    """KP_3 is 3, KP_Enter is Enter."""
    assert DIGITS[digit] is KeyGate().press(_press(f"KP_{digit}", str(digit)))
    assert DIGITS[digit] is KeyGate().press(_press(str(digit), str(digit)))
    assert Key.RETURN is KeyGate().press(_press("KP_Enter", "\r"))


@pytest.mark.parametrize("keysym", ["plus", "equal", "semicolon", "KP_Add"])
def test_larger_text_on_any_keyboard(keysym: str) -> None:
    """Ctrl and the key of + works with and without Shift, on Japanese keyboards and on the pad."""
    assert Key.LARGER is KeyGate().press(_press(keysym, state=CONTROL))


def test_capital_letters_with_control_are_the_same_chord() -> None:
    """Caps Lock changes nothing."""
    assert Key.SEARCH is KeyGate().press(_press("F", "\x06", state=CONTROL | 0x2))


def test_other_chords_only_type() -> None:
    """Alt+F4, Shift+F12 and letters are none of ours."""
    assert Verdict.TYPING is KeyGate().press(_press("F4", state=X11.alt))
    assert Verdict.TYPING is KeyGate().press(_press("F12", state=0x1))
    assert Verdict.TYPING is KeyGate().press(_press("a", "a"))


def test_num_lock_on_windows_is_not_alt() -> None:
    """There 0x8 stands for Num Lock and Alt has a bit of its own."""
    gate = KeyGate(conventions_of("win32"))
    assert Key.F1 is gate.press(_press("F1", state=NUM_LOCK_ON_WINDOWS))
    assert Verdict.TYPING is gate.press(_press("F4", state=WINDOWS.alt))
    assert X11 == conventions_of("linux")
