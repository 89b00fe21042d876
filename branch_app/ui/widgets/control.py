"""What can be reached with Tab and used with Space, Return or a click."""

import tkinter as tk

from branch_app.ui.look import Look
from branch_app.ui.theme import Role
from branch_app.ui.widgets.corners import Layer
from branch_app.ui.widgets.ctk_parts import Drawn
from branch_app.ui.widgets.plates import focused_layers, layers

__all__ = ["Control", "focused_layers", "hot_keys_first", "layers"]


def hot_keys_first(widget: tk.Misc) -> None:
    """Let the window's key router see a press before the widget and Tk's own bindings do.

    Tk's fields have bindings of their own for Ctrl+F, Ctrl+H, Ctrl+D and more; a held Return must not press a
    button that just got the focus. The router breaks off what is not for the widget.
    """
    window = str(widget.winfo_toplevel())
    widget.bindtags((window, *(tag for tag in widget.bindtags() if tag != window)))


class Control(Drawn):
    """Focus, keys, mouse and states of one of customtkinter's controls; subclasses draw and say their colours.

    A control that is disabled keeps its place in the Tab order: who uses keys must be able to find it and read it.
    """

    look: Look
    around: Role
    _focused = False

    @property
    def enabled(self) -> bool:
        """Whether it acts."""
        return str(self.cget("state")) == "normal"

    def enable(self) -> None:
        """Act from now on."""
        self._set_state("normal")

    def disable(self) -> None:
        """Stay readable, but do nothing."""
        self._set_state("disabled")

    def act(self) -> None:
        """What a press does; nothing while disabled."""
        raise NotImplementedError

    def edge(self) -> Role:
        """Colour of the edge."""
        return Role.BORDER

    def fill(self) -> Role:
        """Colour of the inside."""
        return Role.CARD

    def restyle(self) -> None:
        """Follow the look: hand customtkinter the colours; it draws again."""
        raise NotImplementedError

    def layers(self) -> tuple[Layer, ...]:
        """What it is drawn of now."""
        return (
            focused_layers(self.look, self.fill()) if self._focused else layers(self.look, self.edge(), self.fill())
        )

    def listen(self, *parts: tk.Misc) -> None:
        """Hear keys, and the mouse on any of its parts."""
        self.configure(takefocus=1, cursor="hand2")
        hot_keys_first(self)
        self.bind("<FocusIn>", lambda _: self._focus(gained=True), add="+")
        self.bind("<FocusOut>", lambda _: self._focus(gained=False), add="+")
        for part in (self, *parts):
            part.bind("<ButtonRelease-1>", self._release, add="+")
        for sequence in ("<space>", "<Return>", "<KP_Enter>"):
            self.bind(sequence, self._key, add="+")

    def _set_state(self, state: str) -> None:
        if str(self.cget("state")) != state:
            with self.drawn_once():
                self.configure(state=state, cursor="hand2" if state == "normal" else "arrow")
                self.restyle()

    def _focus(self, *, gained: bool) -> None:
        self._focused = gained
        self.draw()

    def _release(self, event: "tk.Event[tk.Misc]") -> None:
        width, height = self.extent()
        x, y = event.x_root - self.winfo_rootx(), event.y_root - self.winfo_rooty()
        if 0 <= x < width and 0 <= y < height:
            self.act()

    def _key(self, _event: "tk.Event[tk.Misc]") -> str:
        self.act()
        return "break"
