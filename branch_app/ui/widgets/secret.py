"""Passwords: shown as dots, and never copied out, because Tk copies the dots."""

import tkinter as tk
from collections.abc import Callable

from branch_app.ui.look import Look
from branch_app.ui.widgets.entry import TextEntry

_DOT = "●"


class SecretEntry(TextEntry):
    """A field for a password; ``clear`` it as soon as it was used."""

    def __init__(
        self, parent: tk.Misc, look: Look, on_change: Callable[[str], None] = lambda _: None, caption: str = ""
    ) -> None:
        super().__init__(parent, look, on_change, caption)
        self.field.configure(show=_DOT)
