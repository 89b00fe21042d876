"""Keys that work now, always visible; a click on one does the same."""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.theme import Role
from branch_app.ui.widgets.surface import ground_of


@dataclass(frozen=True, slots=True)
class Hint:
    """A key and what it does."""

    key: Key
    label: str


@dataclass(frozen=True, slots=True)
class _Inks:
    key: Role
    label: Role


_ON_STATUS = _Inks(Role.STATUS_NOTICE, Role.ON_STATUS)
_ELSEWHERE = _Inks(Role.EMPHASIS, Role.TEXT)


class KeyHints(tk.Canvas):
    """Flows from the left and takes more lines where it must; nothing is cut off."""

    def __init__(self, parent: tk.Misc, look: Look, on_key: Callable[[Key], None]) -> None:
        super().__init__(parent, borderwidth=0, highlightthickness=0, takefocus=0, width=1, height=1)
        self.look = look
        self._on_key = on_key
        self._hints: tuple[Hint, ...] = ()
        self._ground = ground_of(parent)
        self._inks = _ON_STATUS if self._ground is Role.STATUS else _ELSEWHERE
        self.bind("<Configure>", lambda _: self._flow(), add="+")
        self.bind("<Button-1>", lambda _: self._click(), add="+")
        look.follow(self, self.restyle)

    def show(self, hints: Sequence[Hint]) -> None:
        """Other keys."""
        if self._hints != tuple(hints):
            self._hints = tuple(hints)
            self.restyle()

    def restyle(self) -> None:
        """Follow the look."""
        self.configure(background=self.look.colour(self._ground))
        self.delete("all")
        for at, hint in enumerate(self._hints):
            tag = f"hint{at}"
            for text, style, role in (
                (hint.key.value, Type.KEY, self._inks.key),
                (hint.label, Type.HINT, self._inks.label),
            ):
                font, ink = self.look.font(style), self.look.colour(role)
                self.create_text(
                    0, 0, text=text, font=font, fill=ink, anchor="w", tags=(tag, f"{tag}-{style.name}")
                )
        self._flow()

    def _click(self) -> None:
        clicked = {tag for item in self.find_withtag("current") for tag in self.gettags(item)}
        for at, hint in enumerate(self._hints):
            if f"hint{at}" in clicked:
                self._on_key(hint.key)

    def _flow(self) -> None:
        gap, between = self.look.gap(Space.XS), self.look.gap(Space.L)
        line = self.look.font(Type.HINT).metrics("linespace") + gap
        room, left, middle = self.winfo_width(), 0, line / 2
        for at, hint in enumerate(self._hints):
            key = self.look.font(Type.KEY).measure(hint.key.value)
            wide = key + gap + self.look.font(Type.HINT).measure(hint.label)
            if left and left + wide > room:
                left, middle = 0, middle + line
            self.coords(f"hint{at}-{Type.KEY.name}", left, middle)
            self.coords(f"hint{at}-{Type.HINT.name}", left + key + gap, middle)
            left += wide + between
        height = round(middle + line / 2)
        if height != int(self["height"]):
            self.configure(height=height)
