"""Which key was meant: chords, and a gate that lets no commit of a kana-kanji converter (IME) pass for a hot key.

An IME hands its text over as key presses: on X11 with key code 0, or with the key symbol of F1, F3, F5 and the
letter as ``char``; on Windows every key that it swallows arrives with key code 229. The Return that commits a
conversion must not issue a certificate, and a key held down must act once.
"""

from dataclasses import dataclass, field
from enum import Enum, auto

_SHIFT, _CONTROL = 0x1, 0x4
_XIM_COMMIT = 0
_VK_PROCESSKEY = 229

COMMIT_MS = 80
"""A Return this soon after a commit is the one that committed; two presses of a hand lie further apart."""
REPEAT_MS = 3
"""X11 repeats a held key as release and press at one instant; nothing that types is this fast."""


@dataclass(frozen=True, slots=True)
class Conventions:
    """What differs between window systems: the bit of Alt in ``state``, and how long a held key is silent at most.

    Windows repeats a held key as presses alone, after up to a second. X11 always sends a release before; there a
    press without one means that the release went to a window that is gone, and the key acts.
    """

    alt: int
    held_ms: int


X11 = Conventions(alt=0x8, held_ms=0)
WINDOWS = Conventions(alt=0x20000, held_ms=1_100)
"""0x8 is Num Lock there, which is on at every counter."""


def conventions_of(platform: str) -> Conventions:
    """By ``sys.platform``."""
    return WINDOWS if platform == "win32" else X11


class Key(Enum):
    """A chord that the window knows; the value is what a hint shows."""

    F1 = "F1"
    F2 = "F2"
    F3 = "F3"
    F4 = "F4"
    F5 = "F5"
    F6 = "F6"
    F7 = "F7"
    F8 = "F8"
    F9 = "F9"
    F10 = "F10"
    F11 = "F11"
    F12 = "F12"
    ESCAPE = "Esc"
    RETURN = "Enter"
    UP = "↑"
    DOWN = "↓"
    PAGE_UP = "PgUp"
    PAGE_DOWN = "PgDn"
    DIGIT_0 = "0"
    DIGIT_1 = "1"
    DIGIT_2 = "2"
    DIGIT_3 = "3"
    DIGIT_4 = "4"
    DIGIT_5 = "5"
    DIGIT_6 = "6"
    DIGIT_7 = "7"
    DIGIT_8 = "8"
    DIGIT_9 = "9"
    PLUS = "+"
    MINUS = "-"
    CONTROL_1 = "Ctrl+1"
    CONTROL_2 = "Ctrl+2"
    CONTROL_3 = "Ctrl+3"
    CONTROL_4 = "Ctrl+4"
    CONTROL_5 = "Ctrl+5"
    CONTROL_6 = "Ctrl+6"
    CONTROL_7 = "Ctrl+7"
    CONTROL_8 = "Ctrl+8"
    CONTROL_9 = "Ctrl+9"
    SEARCH = "Ctrl+F"
    CARD = "Ctrl+R"
    PREVIEW = "Ctrl+P"
    RECENT = "Ctrl+O"
    LOCK = "Ctrl+L"
    OPERATOR = "Ctrl+U"
    HELP = "Ctrl+H"
    MANAGER = "Ctrl+M"
    DOCTOR = "Ctrl+D"
    LARGER = "Ctrl++"
    SMALLER = "Ctrl+-"

    @property
    def repeats(self) -> bool:
        """Whether holding it down may act again and again: only moving may."""
        return self in {Key.UP, Key.DOWN, Key.PAGE_UP, Key.PAGE_DOWN}

    @property
    def types(self) -> bool:
        """Whether it writes something into a field that has the focus."""
        return self in {*DIGITS, Key.PLUS, Key.MINUS}


DIGITS = tuple(Key(str(digit)) for digit in range(10))
"""``DIGITS[3]`` is the key 3, from the row above the letters or from the pad."""

PAGE = 10
"""Rows that PgUp and PgDn move by."""
MOVES = {Key.UP: -1, Key.DOWN: 1, Key.PAGE_UP: -PAGE, Key.PAGE_DOWN: PAGE}
"""Rows down, by key."""
ROWS = tuple(Key(f"Ctrl+{number}") for number in range(1, 10))
"""``ROWS[0]`` is Ctrl+1: the first hit. Not Alt: Windows makes characters of Alt and digits on the pad."""
OPTIONS = ROWS[:6]
"""Once somebody was picked, the same chords change what is asked for."""
REQUESTER, CHOICES = ROWS[6], ROWS[7]
"""As what somebody asks, and everything that may be chosen."""
RELEASE = ROWS[8]
"""解除 by two persons, once somebody is on the screen."""

_PICKS = frozenset({Key.RETURN, *ROWS})
"""Opens somebody: never while the box does not say yet whom."""

FUNCTION_KEYS = tuple(Key(f"F{number}") for number in range(1, 13))
"""``FUNCTION_KEYS[0]`` is F1."""


class Verdict(Enum):
    """Where a press goes when it is no hot key."""

    TYPING = auto()
    """The field with the focus may have it."""
    SWALLOWED = auto()
    """Nobody may have it: a repeat, or the Return of a conversion."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One key event as the window system tells it; ``time_ms`` is its clock, not ours."""

    keysym: str
    char: str
    keycode: int
    state: int
    time_ms: int


_PLAIN = {
    "Escape": Key.ESCAPE,
    "Return": Key.RETURN,
    "KP_Enter": Key.RETURN,
    "Up": Key.UP,
    "KP_Up": Key.UP,
    "Down": Key.DOWN,
    "KP_Down": Key.DOWN,
    "Prior": Key.PAGE_UP,
    "KP_Prior": Key.PAGE_UP,
    "Next": Key.PAGE_DOWN,
    "KP_Next": Key.PAGE_DOWN,
    **{key.value: key for key in FUNCTION_KEYS},
    **{key.value: key for key in DIGITS},
    **{f"KP_{key.value}": key for key in DIGITS},
    "KP_Add": Key.PLUS,
    "KP_Subtract": Key.MINUS,
    "minus": Key.MINUS,
}

_CONTROL_LETTERS = {
    key.value.removeprefix("Ctrl+").lower(): key
    for key in Key
    if key.value.startswith("Ctrl+") and key.value[-1].isalpha()
}
_WITH_CONTROL = {
    **_CONTROL_LETTERS,
    **{key.value.removeprefix("Ctrl+"): key for key in ROWS},
    "plus": Key.LARGER,
    "equal": Key.LARGER,
    "semicolon": Key.LARGER,  # the key of "+" on a Japanese keyboard, pressed without Shift
    "KP_Add": Key.LARGER,
    "minus": Key.SMALLER,
    "KP_Subtract": Key.SMALLER,
}


def chord(stroke: Stroke, alt: int) -> Key | None:
    """The chord of a stroke, whoever sent it; None for anything that only types."""
    if stroke.state & alt:
        return None
    if stroke.state & _CONTROL:
        keysym = stroke.keysym.lower() if len(stroke.keysym) == 1 else stroke.keysym
        return _WITH_CONTROL.get(keysym)
    if stroke.state & _SHIFT:
        return Key.PLUS if stroke.keysym == "plus" else None
    return _PLAIN.get(stroke.keysym)


@dataclass(slots=True)
class Composition:
    """Whether a conversion (変換) is under way, as far as a window hears of it."""

    composing: bool = False
    committed_ms: int | None = None

    def takes(self, stroke: Stroke) -> bool:
        """Whether the stroke belongs to the IME and is no key of ours."""
        if stroke.keycode == _VK_PROCESSKEY:
            self.composing = True
            return True
        if stroke.keycode == _XIM_COMMIT or _is_text_on_function_key(stroke):
            self.composing = False
            self.committed_ms = stroke.time_ms
            return True
        return False

    def spoils(self, stroke: Stroke) -> bool:
        """Whether a key that picks only ends a conversion; asked once a stroke: it ends the composing."""
        composing, self.composing = self.composing, False
        if composing:
            return True
        return self.committed_ms is not None and 0 <= stroke.time_ms - self.committed_ms < COMMIT_MS


def _is_text_on_function_key(stroke: Stroke) -> bool:
    return stroke.char.isprintable() and stroke.char != "" and stroke.keysym in {key.value for key in FUNCTION_KEYS}


@dataclass(slots=True)
class _Hold:
    pressed_ms: int
    released_ms: int | None = None


@dataclass(slots=True)
class KeyGate:
    """Decides about every press, in order; needs the releases too. One for the whole window."""

    conventions: Conventions = X11
    composition: Composition = field(default_factory=Composition)
    _holds: dict[Key, _Hold] = field(default_factory=dict)

    def press(self, stroke: Stroke) -> Key | Verdict:
        """The hot key that may act now, or where the press goes instead."""
        if self.composition.takes(stroke):
            return Verdict.TYPING
        key = chord(stroke, self.conventions.alt)
        if key in _PICKS and self.composition.spoils(stroke):
            self._holds[key] = _Hold(stroke.time_ms)
            return Verdict.SWALLOWED
        if key is None:
            self.composition.composing = False
            return Verdict.TYPING
        if self._is_repeat(key, stroke.time_ms) and not key.repeats and not key.types:
            return Verdict.SWALLOWED
        return key

    def release(self, stroke: Stroke) -> None:
        """A key came up, or X11 repeats it: the next press tells."""
        for key in _keys_on(stroke.keysym):
            if key in self._holds:
                self._holds[key].released_ms = stroke.time_ms

    def _is_repeat(self, key: Key, now: int) -> bool:
        before = self._holds.get(key)
        self._holds[key] = _Hold(now)
        if before is None:
            return False
        if before.released_ms is not None:
            return now - before.released_ms < REPEAT_MS
        return now - before.pressed_ms < self.conventions.held_ms


def _keys_on(keysym: str) -> set[Key]:
    """Every chord of one physical key: Control may have come up before the letter did."""
    letter = keysym.lower() if len(keysym) == 1 else keysym
    return {key for key in (_PLAIN.get(keysym), _WITH_CONTROL.get(letter)) if key is not None}
