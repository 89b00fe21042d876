"""入金・出金, over the manager's page: which way, how much, why."""

import tkinter as tk

from branch_app.domain.values.reasons import MoveReason
from branch_app.ui.keys import FUNCTION_KEYS, Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space
from branch_app.ui.presenters.cash_move import REASONS, CashMove, CashMovePresenter, Way
from branch_app.ui.views.keyed_choices import KeyedChoices
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.dialog import Dialog
from branch_app.ui.widgets.entry import DigitEntry, Digits, TextEntry
from branch_app.ui.widgets.router import KeyRouter
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording

_WIDTH, _ACROSS, _DIGITS = 620, 3, 7
_WAYS = tuple(Way)
_WAY_KEYS = FUNCTION_KEYS[:2]
_REASON_KEYS = FUNCTION_KEYS[2:8]
_WAY_TEXTS = {Way.IN: "manager_move_in", Way.OUT: "manager_move_out"}
_REASON_TEXTS = {
    MoveReason.CHANGE: "manager_move_change",
    MoveReason.EXCHANGE: "manager_move_exchange",
    MoveReason.REMITTANCE: "manager_move_remittance",
    MoveReason.FLOAT: "manager_move_float",
    MoveReason.CORRECTION: "manager_move_correction",
    MoveReason.OTHER: "manager_move_other",
}


class CashMoveDialog(Dialog):
    """F1 and F2 say which way, digits how much, F3 to F8 why; Enter writes it down."""

    def __init__(self, window: tk.Misc, look: Look, router: KeyRouter, moves: CashMovePresenter) -> None:
        self._moves = moves
        say = Wording(look).say
        super().__init__(window, look, router, say("manager_move"), hear=self._hear_key, on_escape=moves.give_up)
        gap = look.gap(Space.S)
        holder = Area(self.body, look)
        holder.configure(width=look.px(_WIDTH), height=1)
        holder.pack()
        self._ways = KeyedChoices(
            self.body,
            look,
            [(way, say(_WAY_TEXTS[way]), key) for way, key in zip(_WAYS, _WAY_KEYS, strict=True)],
            moves.go,
            len(_WAYS),
        )
        self._ways.pack(fill="x")
        self._amount = DigitEntry(
            self.body,
            look,
            lambda typed: moves.type(int(typed or 0)),
            Digits.MONEY,
            _DIGITS,
            say("manager_move_amount"),
        )
        self._amount.pack(fill="x", pady=gap)
        self._reasons = KeyedChoices(
            self.body,
            look,
            [(reason, say(_REASON_TEXTS[reason]), key) for reason, key in zip(REASONS, _REASON_KEYS, strict=True)],
            lambda reason: moves.choose(REASONS.index(reason)),
            _ACROSS,
        )
        self._reasons.pack(fill="x")
        self._said = TextEntry(self.body, look, lambda _text: None, say("manager_move_words"))
        self._said.pack(fill="x", pady=(gap, 0))
        self._go = ActionButton(
            self.actions, look, say("general_confirm"), self._write, Key.RETURN, ButtonKind.PRIMARY
        )
        leave = ActionButton(self.actions, look, say("general_cancel"), moves.give_up, Key.ESCAPE)
        self._go.pack(side="right")
        leave.pack(side="right", padx=gap)

    def tell(self, state: CashMove) -> None:
        """What is chosen."""
        self._ways.put(state.way)
        self._reasons.put(state.reason)
        if state.whole:
            self._go.enable()
        else:
            self._go.disable()

    def focus_first(self) -> tk.Misc:
        """How much."""
        return self._amount

    def _hear_key(self, key: Key) -> bool:
        match key:
            case Key.RETURN:
                self._write()
            case _ if key in _WAY_KEYS:
                self._moves.go(_WAYS[_WAY_KEYS.index(key)])
            case _ if key in _REASON_KEYS:
                self._moves.choose(_REASON_KEYS.index(key))
            case _:
                return False
        return True

    def _write(self) -> None:
        self._moves.write(self._said.value)
