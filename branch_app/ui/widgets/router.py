"""Which part of the window hears a hot key: the topmost layer only, then what is always on."""

import sys
import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass

from branch_app.ui.keys import Key, KeyGate, Stroke, Verdict, conventions_of
from branch_app.ui.widgets.control import Control

Hear = Callable[[Key], bool]
"""Gets a hot key; says whether it used it."""


@dataclass(frozen=True, slots=True)
class KeyLayer:
    """Who hears, and the part of the window that Tab stays in."""

    hear: Hear
    within: tk.Misc


class KeyRouter:
    """One for a window; every press and release goes through its gate.

    A key that a layer used goes no further. Return on a button belongs to the button, digits in a field to the
    field.

    Bind no key on the window itself: Tk would call that binding instead of the router's.

    Args:
        window: the toplevel.
        always: hears what the topmost layer did not use: lock, text size, help.
    """

    def __init__(self, window: tk.Misc, always: Hear) -> None:
        self._gate = KeyGate(conventions_of(sys.platform))
        self._always = always
        self._layers: list[KeyLayer] = []
        window.bind("<KeyPress>", self._press, add="+")
        window.bind("<KeyRelease>", lambda event: self._gate.release(_stroke(event)), add="+")
        window.bind("<Tab>", self._tab)
        for sequence in ("<Shift-Tab>", "<ISO_Left_Tab>") if sys.platform == "linux" else ("<Shift-Tab>",):
            window.bind(sequence, self._back_tab)

    def push(self, layer: KeyLayer) -> None:
        """From now on this layer hears."""
        self._layers.append(layer)

    def remove(self, layer: KeyLayer) -> None:
        """The one below hears again."""
        self._layers.remove(layer)

    def hears(self, layer: KeyLayer) -> bool:
        """Whether it is the topmost."""
        return bool(self._layers) and self._layers[-1] is layer

    def _press(self, event: "tk.Event[tk.Misc]") -> str | None:
        verdict = self._gate.press(_stroke(event))
        if isinstance(verdict, Verdict):
            return "break" if verdict is Verdict.SWALLOWED else None
        if _belongs_to(event.widget, verdict):
            return None
        heard = bool(self._layers) and self._layers[-1].hear(verdict)
        return "break" if heard or self._always(verdict) else None

    def _tab(self, event: "tk.Event[tk.Misc]") -> str | None:
        return self._go(event.widget.tk_focusNext(), 0)

    def _back_tab(self, event: "tk.Event[tk.Misc]") -> str | None:
        return self._go(event.widget.tk_focusPrev(), -1)

    def _go(self, target: tk.Misc | None, end: int) -> str | None:
        if not self._layers or target is None:
            return None
        within = self._layers[-1].within
        if not _inside(target, within):
            target = _stops(within)[end]
        target.focus_set()
        return "break"


def _stroke(event: "tk.Event[tk.Misc]") -> Stroke:
    return Stroke(event.keysym, event.char, event.keycode, int(event.state), event.time)


def _belongs_to(widget: tk.Misc, key: Key) -> bool:
    if key is Key.RETURN:
        return isinstance(widget, Control)
    return key.types and isinstance(widget, tk.Entry | tk.Text)


def _inside(widget: tk.Misc, area: tk.Misc) -> bool:
    return str(widget) == str(area) or str(widget).startswith(f"{area}.") or str(area) == "."


def _stops(area: tk.Misc) -> list[tk.Misc]:
    """Where Tab stops inside an area, in order; the area itself when nowhere."""
    stops: list[tk.Misc] = []
    target = area.tk_focusNext()
    while target is not None and _inside(target, area) and target not in stops:
        stops.append(target)
        target = target.tk_focusNext()
    return stops or [area]
