"""Digits on the screen, for a finger: the order of a cash machine, 1 2 3 on top."""

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Target
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.surface import Area

_ROWS = ("123", "456", "789")


@dataclass(frozen=True, slots=True)
class PadActs:
    """What the pad does; it holds no digits of its own, so that a PIN has one place only."""

    digit: Callable[[str], None]
    clear: Callable[[], None]
    enter: Callable[[], None]


class NumPad(Area):
    """Twelve buttons of at least ``target`` in height and width; the focus stays where it is when clicked."""

    def __init__(
        self,
        parent: tk.Misc,
        look: Look,
        acts: PadActs,
        clear: str,
        enter: str,
        target: Target = Target.MAIN,
    ) -> None:
        super().__init__(parent, look)
        self._target = target
        for row, digits in enumerate(_ROWS):
            for column, digit in enumerate(digits):
                self._put(ActionButton(self, look, digit, partial(acts.digit, digit)), row, column)
        self._clear = ActionButton(self, look, clear, acts.clear)
        self._enter = ActionButton(self, look, enter, acts.enter, kind=ButtonKind.PRIMARY)
        self._put(self._clear, 3, 0)
        self._put(ActionButton(self, look, "0", partial(acts.digit, "0")), 3, 1)
        self._put(self._enter, 3, 2)
        look.follow(self, self.restyle)

    def show(self, clear: str, enter: str) -> None:
        """Other words on the two keys that have some."""
        self._clear.show(clear)
        self._enter.show(enter)

    def restyle(self) -> None:
        """Follow the look."""
        self.paint_ground()
        side = self.look.target(self._target)
        self.rowconfigure((0, 1, 2, 3), minsize=side + self.look.gap(Space.XS), weight=1, uniform="pad")
        self.columnconfigure((0, 1, 2), minsize=side + self.look.gap(Space.XS), weight=1, uniform="pad")

    def _put(self, button: ActionButton, row: int, column: int) -> None:
        edge = self.look.gap(Space.HAIR)
        button.grid(row=row, column=column, sticky="nsew", padx=edge, pady=edge)
