"""What lies over the manager's pages: opened and closed as the presenters say."""

import tkinter as tk

from branch_app.ui.look import Look
from branch_app.ui.presenters.auditing import Auditing
from branch_app.ui.presenters.cash_move import CashMove
from branch_app.ui.presenters.month import MonthState
from branch_app.ui.presenters.revealing import Revealing
from branch_app.ui.presenters.supplement import Supplement
from branch_app.ui.views.auditing_dialog import AuditingDialog
from branch_app.ui.views.cash_move_dialog import CashMoveDialog
from branch_app.ui.views.manager_parts import ManagerParts
from branch_app.ui.views.month_dialog import MonthDialog
from branch_app.ui.views.revealing_dialog import RevealingDialog
from branch_app.ui.views.supplement_dialog import SupplementDialog
from branch_app.ui.widgets.router import KeyRouter


class ManagerOverlays:
    """One dialog a kind."""

    def __init__(self, window: tk.Misc, look: Look, router: KeyRouter, parts: ManagerParts) -> None:
        self._window = window
        self._look = look
        self._router = router
        self._parts = parts
        self._move: CashMoveDialog | None = None
        self._supplement: SupplementDialog | None = None
        parts.moves.listen(self._follow_move)
        self._month: MonthDialog | None = None
        self._revealing: RevealingDialog | None = None
        self._auditing: AuditingDialog | None = None
        parts.supplement.listen(self._follow_supplement)
        parts.month.listen(self._follow_month)
        parts.revealing.listen(self._follow_revealing)
        parts.auditing.listen(self._follow_auditing)

    def _follow_auditing(self, state: Auditing) -> None:
        if state.shown and self._auditing is None:
            self._auditing = AuditingDialog(self._window, self._look, self._router, self._parts.auditing)
            self._auditing.tell(state)
            self._auditing.open(self._auditing.focus_first())
        if not state.shown and self._auditing is not None:
            self._auditing.close()
            self._auditing = None
        if self._auditing is not None:
            self._auditing.tell(state)

    def _follow_revealing(self, state: Revealing) -> None:
        if state.shown and self._revealing is None:
            self._revealing = RevealingDialog(
                self._window, self._look, self._router, self._parts.revealing, self._parts.names
            )
            self._revealing.open(self._revealing.focus_first())
        if not state.shown and self._revealing is not None:
            self._revealing.close()
            self._revealing = None
        if self._revealing is not None:
            self._revealing.tell(state)

    def _follow_month(self, state: MonthState) -> None:
        if state.shown and self._month is None:
            self._month = MonthDialog(self._window, self._look, self._router, self._parts.month)
            self._month.open(self._month.focus_first())
        if not state.shown and self._month is not None:
            self._month.close()
            self._month = None
        if self._month is not None:
            self._month.tell(state)

    def _follow_supplement(self, state: Supplement) -> None:
        if state.shown and self._supplement is None:
            self._supplement = SupplementDialog(self._window, self._look, self._router, self._parts.supplement)
            self._supplement.open(self._supplement.focus_first())
        if not state.shown and self._supplement is not None:
            self._supplement.close()
            self._supplement = None

    def _follow_move(self, state: CashMove) -> None:
        if state.shown and self._move is None:
            self._move = CashMoveDialog(self._window, self._look, self._router, self._parts.moves)
            self._move.open(self._move.focus_first())
        if not state.shown and self._move is not None:
            self._move.close()
            self._move = None
        if self._move is not None:
            self._move.tell(state)
