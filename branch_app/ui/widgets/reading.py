"""Text to read: many lines in several inks, broken where they must be, scrolled by keys and wheel."""

import tkinter as tk
from collections.abc import Sequence
from dataclasses import dataclass

from branch_app.strings import Language
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.theme import Role
from branch_app.ui.widgets.control import hot_keys_first
from branch_app.ui.widgets.surface import ground_of


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph; a deeper one belongs to the one above it."""

    text: str
    style: Type = Type.BODY
    role: Role = Role.TEXT
    deep: bool = False


class Reading(tk.Text):
    """Takes the focus so that it can be scrolled by keys alone; nothing can be typed into it."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        super().__init__(parent, borderwidth=0, state="disabled", width=1, height=1, cursor="arrow")
        self.look = look
        self._ground = ground_of(parent)
        self._lines: tuple[Line, ...] = ()
        hot_keys_first(self)
        look.follow(self, self.restyle)

    @property
    def lines(self) -> Sequence[Line]:
        """What it says."""
        return self._lines

    def show(self, lines: Sequence[Line]) -> None:
        """Other lines, from the top."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        self.configure(state="normal")
        self.delete("1.0", "end")
        for line in self._lines:
            self.insert("end", f"{line.text}\n", _tag(line))
        self.configure(state="disabled")
        self._tag_lines()

    def turn(self, pages: int) -> None:
        """Scroll by screens."""
        self.yview_scroll(pages, "pages")

    def restyle(self) -> None:
        """Follow the look."""
        ground, width = self.look.colour(self._ground), self.look.line(2)
        edge = self.look.colour(Role.DIVIDER)
        self.configure(background=ground, highlightthickness=width, highlightbackground=edge)
        self.configure(highlightcolor=self.look.colour(Role.FOCUS_RING), font=self.look.font(Type.BODY))
        self.configure(padx=self.look.gap(Space.M), pady=self.look.gap(Space.S))
        self.configure(selectbackground=self.look.colour(Role.MARKED))
        self.configure(wrap="word" if self.look.language is Language.EN else "char")
        self._tag_lines()

    def _tag_lines(self) -> None:
        for line in set(self._lines):
            indent = self.look.gap(Space.XL) if line.deep else 0
            self.tag_configure(
                _tag(line),
                font=self.look.font(line.style),
                foreground=self.look.colour(line.role),
                lmargin1=indent,
                lmargin2=indent + self.look.gap(Space.XL),
                spacing1=0 if line.deep else self.look.gap(Space.S),
                spacing2=self.look.gap(Space.HAIR),
            )


def _tag(line: Line) -> str:
    return f"{line.style.name}-{line.role.name}-{'deep' if line.deep else 'plain'}"
