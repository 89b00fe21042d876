"""One of a few in a dialog, as buttons that have keys: the chosen one is filled."""

import tkinter as tk
from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from typing import Generic, TypeVar

from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.surface import Area

C = TypeVar("C", bound=Enum)


class KeyedChoices(Area, Generic[C]):
    """Codes with their text and key, so many in a row; ``on_choose`` hears a press, not ``put``.

    A dialog is built anew in the language of the hour, so these follow no change of it (``Choices`` do).
    """

    def __init__(
        self,
        parent: tk.Misc,
        look: Look,
        offered: Sequence[tuple[C, str, Key]],
        on_choose: Callable[[C], None],
        in_a_row: int,
    ) -> None:
        super().__init__(parent, look)
        self._buttons = {
            code: ActionButton(self, look, text, partial(on_choose, code), key) for code, text, key in offered
        }
        gap = look.gap(Space.HAIR)
        for at, button in enumerate(self._buttons.values()):
            row, column = divmod(at, in_a_row)
            self.columnconfigure(column, weight=1, uniform="across")
            button.grid(row=row, column=column, sticky="nsew", padx=gap, pady=gap)

    def put(self, chosen: C | None) -> None:
        """Show which one is chosen."""
        for code, button in self._buttons.items():
            button.become(ButtonKind.PRIMARY if code is chosen else ButtonKind.SECONDARY)
