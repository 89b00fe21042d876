"""A stripe or barcode reader that types: its bursts never reach a field, what hands type always does."""

import time
import tkinter as tk
from collections.abc import Callable

from branch_app.ui.wedge import GAP_MS, Misread, Outcome, Scanned, Typed, Wedge


class WedgeKeys:
    """Listens before the window's key router; make it first.

    Args:
        window: the toplevel.
        on_scan: hears a card's number.
        on_misread: hears that a card must be read again.
    """

    def __init__(self, window: tk.Misc, on_scan: Callable[[str], None], on_misread: Callable[[], None]) -> None:
        self._window = window
        self._wedge = Wedge()
        self._on_scan = on_scan
        self._on_misread = on_misread
        window.bind("<KeyPress>", self._press, add="+")

    def _press(self, event: "tk.Event[tk.Misc]") -> str | None:
        if len(event.char) != 1:
            return None
        outcomes = self._wedge.feed(event.char, time.monotonic_ns() // 1_000_000)
        if outcomes == (Typed(event.char),):
            return None
        self._window.after(2 * GAP_MS, self._expire)
        self._act(outcomes)
        return "break"

    def _expire(self) -> None:
        self._act(self._wedge.expire(time.monotonic_ns() // 1_000_000))

    def _act(self, outcomes: tuple[Outcome, ...]) -> None:
        for outcome in outcomes:
            match outcome:
                case Scanned(number):
                    self._on_scan(number)
                case Misread():
                    self._on_misread()
                case Typed(text):
                    self._type(text)

    def _type(self, text: str) -> None:
        """What was held back belongs to the field that has the focus."""
        focused = self._window.focus_get()
        if isinstance(focused, tk.Entry):
            focused.insert("insert", text)
