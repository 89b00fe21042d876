"""Keys that work now, always visible; a click on one does the same."""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.theme import Role
from branch_app.ui.widgets.column_widths import Ruler
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


@dataclass(frozen=True, slots=True)
class _Place:
    """Line from 0, and px from the left of key and label."""

    line: int
    key: int
    label: int


_ON_STATUS = _Inks(Role.STATUS_NOTICE, Role.ON_STATUS)
_ELSEWHERE = _Inks(Role.EMPHASIS, Role.TEXT)


class KeyHints(tk.Canvas):
    """Flows from the left and takes more lines where it must; nothing is cut off."""

    def __init__(self, parent: tk.Misc, look: Look, on_key: Callable[[Key], None]) -> None:
        super().__init__(parent, borderwidth=0, highlightthickness=0, takefocus=0, width=1, height=1)
        self.look = look
        self._on_key = on_key
        self._hints: tuple[Hint, ...] = ()
        self._turns: tuple[tuple[Hint, ...], ...] = ()
        self._written: dict[tuple[Hint, ...], str] = {}
        self._ground = ground_of(parent)
        self._inks = _ON_STATUS if self._ground is Role.STATUS else _ELSEWHERE
        self.bind("<Configure>", lambda _: self._write(), add="+")
        self.bind("<Button-1>", lambda _: self._click(), add="+")
        look.follow(self, self.restyle)

    def show(self, hints: Sequence[Hint], turns: Sequence[Sequence[Hint]] = ()) -> None:
        """Other keys; there is room for those that take ``turns`` with them, so that nothing above moves.

        Those that take turns are written once each, and hidden meanwhile.
        """
        asked, among, before = tuple(hints), tuple(map(tuple, turns)), self._turns
        if (asked, among) == (self._hints, before):
            return
        self._hide()
        self._hints, self._turns = asked, among
        if among == before and asked in among:
            self._bring()
        else:
            self._write()

    def restyle(self) -> None:
        """Follow the look."""
        self.configure(background=self.look.colour(self._ground))
        self._keys, self._labels = (Ruler(self, self.look.font(style)) for style in (Type.KEY, Type.HINT))
        self._write()

    def _write(self) -> None:
        """All anew."""
        self.delete("all")
        self._written.clear()
        self._bring()
        taken = map(self._places, (self._hints, *self._turns))
        height = self._line() * (1 + max((there[-1].line for there in taken if there), default=0))
        if height != int(self["height"]):
            self.configure(height=height)

    def _bring(self) -> None:
        """What works now into sight."""
        if self._hints in self._written:
            self.itemconfigure(self._written[self._hints], state="normal")
            return
        turn = self._written[self._hints] = f"turn{len(self._written)}"
        line = self._line()
        for at, (hint, place) in enumerate(zip(self._hints, self._places(self._hints), strict=True)):
            middle = (place.line + 0.5) * line
            for left, text, style, role in (
                (place.key, hint.key.value, Type.KEY, self._inks.key),
                (place.label, hint.label, Type.HINT, self._inks.label),
            ):
                font, ink = self.look.font(style), self.look.colour(role)
                tags = (turn, f"hint{at}")
                self.create_text(left, middle, text=text, font=font, fill=ink, anchor="w", tags=tags)

    def _hide(self) -> None:
        if self._hints in self._written:
            self.itemconfigure(self._written[self._hints], state="hidden")

    def _line(self) -> int:
        return self.look.font(Type.HINT).metrics("linespace") + self.look.gap(Space.XS)

    def _click(self) -> None:
        clicked = {tag for item in self.find_withtag("current") for tag in self.gettags(item)}
        for at, hint in enumerate(self._hints):
            if f"hint{at}" in clicked:
                self._on_key(hint.key)

    def _places(self, hints: Sequence[Hint]) -> list[_Place]:
        """Where these would stand."""
        gap, between = self.look.gap(Space.XS), self.look.gap(Space.L)
        self._keys.learn(hint.key.value for hint in hints)
        self._labels.learn(hint.label for hint in hints)
        room, line, left, places = self.winfo_width(), 0, 0, []
        for hint in hints:
            key = self._keys.width(hint.key.value)
            wide = key + gap + self._labels.width(hint.label)
            if left and left + wide > room:
                line, left = line + 1, 0
            places.append(_Place(line, left, left + key + gap))
            left += wide + between
        return places
