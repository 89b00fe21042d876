"""One fact of the status bar: symbol, text and colour, so that no sign stands alone."""

import tkinter as tk
from dataclasses import dataclass

from branch_app.ui.look import Look
from branch_app.ui.measures import Type
from branch_app.ui.theme import Role
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.surface import ground_of
from branch_app.usecases.level import Level


@dataclass(frozen=True, slots=True)
class _Sign:
    symbol: str
    on_status: Role
    elsewhere: Role


_SIGNS = {
    Level.GOOD: _Sign("✓", Role.STATUS_GOOD, Role.GOOD_TEXT),
    Level.UNKNOWN: _Sign("…", Role.ON_STATUS, Role.MUTED),
    Level.NOTICE: _Sign("▲", Role.STATUS_NOTICE, Role.NOTICE_TEXT),
    Level.BAD: _Sign("✕", Role.STATUS_BAD, Role.BAD_TEXT),
}


class StatusCell(Label):
    """On the status bar's ground or on a card."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        self._on_bar = ground_of(parent) is Role.STATUS
        super().__init__(parent, look, "", Type.HINT, Role.ON_STATUS if self._on_bar else Role.TEXT)

    def tell(self, level: Level, text: str) -> None:
        """How well it is, and in words."""
        sign = _SIGNS[level]
        self.show(f"{sign.symbol} {text}", sign.on_status if self._on_bar else sign.elsewhere)
