"""One of a few, as buttons: the chosen one is filled."""

import tkinter as tk
from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from typing import Generic, TypeVar

from branch_app.ui.look import Look
from branch_app.ui.measures import Space
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording

C = TypeVar("C", bound=Enum)


class Choices(Area, Generic[C]):
    """Codes of an enum in words, so many in a row; ``on_choose`` hears a press, not ``put``."""

    def __init__(
        self, parent: tk.Misc, look: Look, codes: Sequence[C], on_choose: Callable[[C], None], in_a_row: int
    ) -> None:
        super().__init__(parent, look)
        self._words = Wording(look)
        self._buttons = {code: ActionButton(self, look, "", partial(on_choose, code)) for code in codes}
        gap = look.gap(Space.XS)
        for at, button in enumerate(self._buttons.values()):
            row, column = divmod(at, in_a_row)
            self.columnconfigure(column, weight=1, uniform="choices")
            button.grid(
                row=row, column=column, sticky="nsew", padx=(gap if column else 0, 0), pady=(gap if row else 0, 0)
            )
        look.follow(self, self.restyle)

    def restyle(self) -> None:
        """Follow the look, its language too."""
        self.paint_ground()
        for code, button in self._buttons.items():
            button.show(self._words.word(code.value))

    def put(self, chosen: C | None) -> None:
        """Show which one is chosen."""
        for code, button in self._buttons.items():
            button.become(ButtonKind.PRIMARY if code is chosen else ButtonKind.SECONDARY)

    def enable(self) -> None:
        """Let them be chosen."""
        for button in self._buttons.values():
            button.enable()

    def disable(self) -> None:
        """There is nothing to choose now."""
        for button in self._buttons.values():
            button.disable()

    def focus_first(self) -> None:
        """The first button."""
        next(iter(self._buttons.values())).focus_set()
