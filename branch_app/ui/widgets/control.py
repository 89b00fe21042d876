"""What can be reached with Tab and used with Space, Return or a click."""

import tkinter as tk
from collections.abc import Callable

from branch_app.ui.look import Look
from branch_app.ui.theme import Role
from branch_app.ui.widgets.corners import Layer
from branch_app.ui.widgets.surface import Surface

_EDGE = 2
_RING = 5
_INNER = 6
"""Focus: black, yellow, black, so that it shows on any ground and around any fill (デジタル庁デザインシステム)."""


def layers(look: Look, edge: Role, fill: Role) -> tuple[Layer, ...]:
    """Edge and fill."""
    return (Layer(0, look.colour(edge)), Layer(look.line(_EDGE), look.colour(fill)))


def focused_layers(look: Look, fill: Role) -> tuple[Layer, ...]:
    """The same with the ring of the focus, inside the edge, so that nothing moves."""
    return (
        Layer(0, look.colour(Role.FOCUS_OUTLINE)),
        Layer(look.line(_EDGE), look.colour(Role.FOCUS_RING)),
        Layer(look.line(_RING), look.colour(Role.FOCUS_OUTLINE)),
        Layer(look.line(_INNER), look.colour(fill)),
    )


def hot_keys_first(widget: tk.Misc) -> None:
    """Let the window's key router see a press before the widget and Tk's own bindings do.

    Tk's fields have bindings of their own for Ctrl+F, Ctrl+H, Ctrl+D and more; a held Return must not press a
    button that just got the focus. The router breaks off what is not for the widget.
    """
    window = str(widget.winfo_toplevel())
    widget.bindtags((window, *(tag for tag in widget.bindtags() if tag != window)))


class Control(Surface):
    """A surface with focus, states and ``act``; subclasses draw and say their colours.

    A control that is disabled keeps its place in the Tab order: who uses keys must be able to find it and read it.
    """

    def __init__(self, parent: tk.Misc, look: Look, act: Callable[[], None]) -> None:
        super().__init__(parent, look)
        self._act = act
        self._focused = False
        self._enabled = True
        self.configure(takefocus=1, cursor="hand2")
        hot_keys_first(self)
        self.bind("<FocusIn>", lambda _: self._focus(gained=True), add="+")
        self.bind("<FocusOut>", lambda _: self._focus(gained=False), add="+")
        self.bind("<ButtonRelease-1>", self._release, add="+")
        for sequence in ("<space>", "<Return>", "<KP_Enter>"):
            self.bind(sequence, self._key, add="+")

    @property
    def enabled(self) -> bool:
        """Whether it acts."""
        return self._enabled

    def enable(self) -> None:
        """Act from now on."""
        self._set_enabled(enabled=True)

    def disable(self) -> None:
        """Stay readable, but do nothing."""
        self._set_enabled(enabled=False)

    def act(self) -> None:
        """What a press does; nothing while disabled."""
        if self._enabled:
            self._act()

    def edge(self) -> Role:
        """Colour of the edge."""
        return Role.BORDER

    def fill(self) -> Role:
        """Colour of the inside."""
        return Role.CARD

    def restyle(self) -> None:
        """Follow the look; subclasses colour their items and call this."""
        self.paint(
            focused_layers(self.look, self.fill()) if self._focused else layers(self.look, self.edge(), self.fill())
        )
        self.arrange()

    def _set_enabled(self, *, enabled: bool) -> None:
        if self._enabled is not enabled:
            self._enabled = enabled
            self.configure(cursor="hand2" if enabled else "arrow")
            self.restyle()

    def _focus(self, *, gained: bool) -> None:
        self._focused = gained
        self.restyle()

    def _release(self, event: "tk.Event[tk.Misc]") -> None:
        width, height = self.extent()
        if 0 <= event.x < width and 0 <= event.y < height:
            self.act()

    def _key(self, _event: "tk.Event[tk.Misc]") -> str:
        self.act()
        return "break"
