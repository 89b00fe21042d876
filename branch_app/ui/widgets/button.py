"""Buttons: a label, the key that does the same, and sometimes a second line."""

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from math import ceil

from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Target, Type
from branch_app.ui.theme import Role
from branch_app.ui.widgets.control import Control
from branch_app.ui.widgets.ctk_parts import Press
from branch_app.ui.widgets.plates import Plates
from branch_app.ui.widgets.surface import ground_of


@dataclass(frozen=True, slots=True)
class _Paint:
    fill: Role
    ink: Role
    edge: Role


class ButtonKind(Enum):
    """How strongly a button asks to be pressed: colours, height, type."""

    MAIN = (_Paint(Role.PRIMARY, Role.ON_PRIMARY, Role.PRIMARY), Target.MAIN, Type.HEADING)
    """The one step that ends a screen, tall."""
    PRIMARY = (_Paint(Role.PRIMARY, Role.ON_PRIMARY, Role.PRIMARY), Target.CONTROL, Type.STRONG)
    """The next step of a form or dialog, and a choice that is the chosen one."""
    SECONDARY = (_Paint(Role.SECONDARY, Role.ON_SECONDARY, Role.ON_SECONDARY), Target.CONTROL, Type.STRONG)
    DANGER = (_Paint(Role.DANGER, Role.ON_DANGER, Role.DANGER), Target.CONTROL, Type.STRONG)
    """What cannot be taken back."""


_INK = "ink"
"""Whatever is written on it."""
_DISABLED = _Paint(Role.DISABLED, Role.ON_DISABLED, Role.ON_DISABLED)


class ActionButton(Control, Press):
    """customtkinter's button, of 44 px or more, that grows until its text fits.

    Args:
        parent: where it stands.
        look: what it follows.
        label: its text.
        act: what it does.
        key: the hot key shown before the label; the router, not the button, listens for it.
        kind: how strongly it asks to be pressed.
        detail: a second line, such as a fee.
    """

    def __init__(
        self,
        parent: tk.Misc,
        look: Look,
        label: str,
        act: Callable[[], None],
        key: Key | None = None,
        kind: ButtonKind = ButtonKind.SECONDARY,
        detail: str = "",
    ) -> None:
        self.look = look
        self.around = ground_of(parent)
        self._kind = kind
        self._second = detail
        self._key_text = key.value if key else ""
        self._arranged: object = None
        _, _, style = kind.value
        Press.__init__(self, parent, label, look.font(style), act)
        sheet = self.sheet
        self._plates = Plates(sheet, look)
        self._caption = sheet.create_text(0, 0, text=label, font=look.font(style), justify="center", tags=_INK)
        self._detail = sheet.create_text(0, 0, text=detail, font=look.font(Type.HINT), justify="center", tags=_INK)
        self._hint = sheet.create_text(0, 0, text=self._key_text, font=look.font(Type.KEY), anchor="w", tags=_INK)
        self.listen(sheet)
        self.begin()
        look.follow(self, self.restyle)

    def show(self, label: str, detail: str = "") -> None:
        """Another label and second line."""
        if (self.label, self._second) != (label, detail):
            self._second = detail
            self.sheet.itemconfigure(self._caption, text=label)
            self.sheet.itemconfigure(self._detail, text=detail)
            self.spell(label)

    @property
    def label(self) -> str:
        """Its text."""
        return str(self.cget("text"))

    @property
    def kind(self) -> ButtonKind:
        """How it looks."""
        return self._kind

    def become(self, kind: ButtonKind) -> None:
        """Another kind, for example when a choice is the chosen one."""
        if self._kind is not kind:
            self._kind = kind
            self.restyle()

    def act(self) -> None:
        """What a press does; nothing while disabled."""
        self.invoke()

    def fill(self) -> Role:
        """By kind."""
        return self._paint().fill

    def edge(self) -> Role:
        """By kind."""
        return self._paint().edge

    def restyle(self) -> None:
        """Follow the look."""
        colour, paint = self.look.colour, self._paint()
        self.dress(colour(self.around), colour(paint.fill), colour(paint.edge), colour(paint.ink))

    def draw(self) -> None:
        """Plate and texts."""
        ink = self.look.colour(self._paint().ink)
        self._plates.paint(self.layers(), self.around)
        self.sheet.itemconfigure(_INK, fill=ink)
        self.arrange()

    def arrange(self) -> None:
        """Hint on the left, label in the middle of the rest, second line below; lines break where they must."""
        self._plates.place(*self.extent())
        setting = (self.extent(), self.label, self._second, self._kind, self.look.size)
        if setting != self._arranged:  # another colour moves no text
            self._arranged = setting
            self._arrange_texts()

    def _arrange_texts(self) -> None:
        side, gap = self.look.gap(Space.M), self.look.gap(Space.S)
        hint = self.look.font(Type.KEY).measure(self._key_text)
        left = side + hint + (gap if hint else 0)
        width, height = self.extent()
        room = max(1, width - left - side)
        _, _, style = self._kind.value
        self.sheet.itemconfigure(self._caption, font=self.look.font(style))
        for item, text, face in (
            (self._caption, self.label, style),
            (self._detail, self._second, Type.HINT),
        ):
            self.sheet.itemconfigure(item, width=_even_lines(self.look, face, text, room) if width > 1 else 0)
        label = self._height_of(self._caption, self.label)
        detail = self._height_of(self._detail, self._second)
        self._ask_for_room(left + side, label + detail)
        middle, top = (left + width - side) / 2, (height - label - detail) / 2
        self.sheet.coords(self._hint, side, height / 2)
        self.sheet.coords(self._caption, middle, top + label / 2)
        self.sheet.coords(self._detail, middle, top + label + detail / 2)

    def _ask_for_room(self, around: int, lines: int) -> None:
        _, target, style = self._kind.value
        text = max(_widest(self.look, style, self.label), _widest(self.look, Type.HINT, self._second))
        self.ask_for(around + text, max(self.look.target(target), lines + self.look.gap(Space.L)))

    def _height_of(self, item: int, text: str) -> int:
        if not text:
            return 0
        _, top, _, bottom = self.sheet.bbox(item)
        return bottom - top

    def _paint(self) -> _Paint:
        paint, _, _ = self._kind.value
        return paint if self.enabled else _DISABLED


def _widest(look: Look, style: Type, text: str) -> int:
    return max(look.font(style).measure(line) for line in text.split("\n"))


def _even_lines(look: Look, style: Type, text: str, room: int) -> int:
    """Where to break lines so that no line is left with a single letter."""
    text_width = _widest(look, style, text)
    if text_width <= room:
        return room
    letter = look.font(style).measure("あ")
    lines = ceil(text_width / max(1, room - letter))
    return min(room, text_width // lines + letter)
