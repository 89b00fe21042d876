"""補正, over the page of the close: what came after it."""

import tkinter as tk
from functools import partial

from branch_app.domain.values.reasons import SupplementReason
from branch_app.ui.keys import DIGITS, Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space
from branch_app.ui.presenters.supplement import REASONS, SupplementPresenter
from branch_app.ui.widgets.button import ActionButton
from branch_app.ui.widgets.dialog import Dialog
from branch_app.ui.widgets.label import Paragraph
from branch_app.ui.widgets.router import KeyRouter
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording

_WIDTH, _ACROSS = 560, 2
_REASON_TEXTS = {
    SupplementReason.DELIVERED: "manager_again_delivered",
    SupplementReason.RETURNED: "manager_again_returned",
    SupplementReason.REFUND: "manager_again_refund",
    SupplementReason.CASH: "manager_again_cash",
    SupplementReason.SHEETS: "manager_again_sheets",
    SupplementReason.OTHER: "manager_again_other",
}


class SupplementDialog(Dialog):
    """A digit is the reason, and leads to the second person."""

    def __init__(self, window: tk.Misc, look: Look, router: KeyRouter, supplement: SupplementPresenter) -> None:
        self._supplement = supplement
        say = Wording(look).say
        super().__init__(
            window, look, router, say("manager_again"), hear=self._hear_key, on_escape=supplement.give_up
        )
        holder = Area(self.body, look)
        holder.configure(width=look.px(_WIDTH), height=1)
        holder.pack()
        Paragraph(self.body, look, say("manager_again_how")).pack(fill="x", pady=(0, look.gap(Space.S)))
        grid, gap = Area(self.body, look), look.gap(Space.HAIR)
        grid.pack(fill="x")
        for place, reason in enumerate(REASONS):
            row, column = divmod(place, _ACROSS)
            grid.columnconfigure(column, weight=1, uniform="reasons")
            act, label = partial(supplement.choose, place), say(_REASON_TEXTS[reason])
            button = ActionButton(grid, look, label, act, DIGITS[place + 1])
            button.grid(row=row, column=column, sticky="nsew", padx=gap, pady=gap)
        leave = ActionButton(self.actions, look, say("general_cancel"), supplement.give_up, Key.ESCAPE)
        leave.pack(side="right")

    def focus_first(self) -> tk.Misc:
        """Digits choose."""
        return self.body

    def _hear_key(self, key: Key) -> bool:
        if key not in DIGITS[1:]:
            return False
        self._supplement.choose(DIGITS.index(key) - 1)
        return True
