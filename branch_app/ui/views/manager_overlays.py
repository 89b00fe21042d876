"""What lies over the manager's pages: opened and closed as the presenters say."""

import tkinter as tk

from branch_app.ui.look import Look
from branch_app.ui.presenters.cash_move import CashMove
from branch_app.ui.views.cash_move_dialog import CashMoveDialog
from branch_app.ui.views.manager_parts import ManagerParts
from branch_app.ui.widgets.router import KeyRouter


class ManagerOverlays:
    """One dialog a kind."""

    def __init__(self, window: tk.Misc, look: Look, router: KeyRouter, parts: ManagerParts) -> None:
        self._window = window
        self._look = look
        self._router = router
        self._parts = parts
        self._move: CashMoveDialog | None = None
        parts.moves.listen(self._follow_move)

    def _follow_move(self, state: CashMove) -> None:
        if state.shown and self._move is None:
            self._move = CashMoveDialog(self._window, self._look, self._router, self._parts.moves)
            self._move.open(self._move.focus_first())
        if not state.shown and self._move is not None:
            self._move.close()
            self._move = None
        if self._move is not None:
            self._move.tell(state)
