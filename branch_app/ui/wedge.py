"""かわさき市民カード by keyboard wedge: a stripe or barcode reader that types.

A wedge sends ``;``, ten digits and ``?`` (the marks of stripe track 2, ISO/IEC 7811), each within a few
milliseconds, often followed by Enter. Hands cannot: whatever comes slower, or is not of that form, is handed on as
typing, unchanged and in order, and a number typed by hand goes through ``codes.parse_city_card_number``.

Pure: fed with each character and a monotonic time, it says what to do with it.
"""

from dataclasses import dataclass
from enum import Enum

from branch_app.domain.errors import BadInput
from branch_app.domain.values.codes import CityCardNumber, parse_city_card_number

START = ";"
END = "?"
DIGITS = 10
GAP_MS = 35
"""Longest pause within a burst. Wedges send every 1 to 20 ms; a practised hand needs 60 ms and more a key."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Characters that came from hands, for the field that has the focus; may be empty while a burst is open."""

    text: str


@dataclass(frozen=True, slots=True)
class Scanned:
    """A card's number."""

    number: CityCardNumber


class Misread(Enum):
    """A whole burst whose check digits do not agree: read the card again."""

    MISREAD = "misread"


Outcome = Typed | Scanned | Misread
_NOTHING = Typed("")


class Wedge:
    """Tells a wedge's burst from typing. Time in ms, never backwards."""

    def __init__(self) -> None:
        self._held = ""
        self._last_ms = 0
        self._swallow_enter = False

    def feed(self, character: str, at_ms: int) -> tuple[Outcome, ...]:
        """What became certain with this character: first what was held back, then the character itself."""
        late = self.expire(at_ms)
        self._last_ms = at_ms
        outcomes = (*late, self._take(character))
        return tuple(outcome for outcome in outcomes if outcome != _NOTHING)

    def expire(self, at_ms: int) -> tuple[Outcome, ...]:
        """Hand on what was held back once a burst would have gone on; to be called on a timer of ``GAP_MS``."""
        if at_ms - self._last_ms <= GAP_MS:
            return ()
        self._swallow_enter = False
        return (Typed(self._release()),) if self._held else ()

    def _take(self, character: str) -> Outcome:
        if self._swallow_enter and character in "\r\n":
            self._swallow_enter = False
            return _NOTHING
        self._swallow_enter = False
        if character == START:
            released = self._release()
            self._held = START
            return Typed(released)
        if not self._held:
            return Typed(character)
        self._held += character
        if character == END and len(self._held) == DIGITS + 2:
            return self._finish()
        if len(self._held) > DIGITS + 1 or character not in "0123456789":
            return Typed(self._release())
        return _NOTHING

    def _finish(self) -> Outcome:
        self._swallow_enter = True
        try:
            return Scanned(parse_city_card_number(self._release()[1:-1]))
        except BadInput:
            return Misread.MISREAD

    def _release(self) -> str:
        held, self._held = self._held, ""
        return held
