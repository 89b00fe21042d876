"""キャッシュレス, over the counter: by what it was paid, and the number on the terminal's paper."""

import tkinter as tk
from functools import partial

from branch_app.domain.values.payment import Means
from branch_app.ui.keys import DIGITS, Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.terminal import MEANS, Terminal
from branch_app.ui.theme import Role
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.dialog import Dialog
from branch_app.ui.widgets.entry import TextEntry
from branch_app.ui.widgets.label import Paragraph
from branch_app.ui.widgets.money import AmountLine
from branch_app.ui.widgets.router import KeyRouter
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording

_WIDTH = 560
_ACROSS = 2
_MEANS_TEXTS = {
    Means.CARD: "terminal_card",
    Means.E_MONEY: "terminal_e_money",
    Means.CODE: "terminal_code",
    Means.POSTAL_ORDER: "terminal_postal_order",
}


class TerminalDialog(Dialog):
    """A digit chooses the means and leads to the number; Enter writes it down."""

    def __init__(self, window: tk.Misc, look: Look, router: KeyRouter, parts: CounterParts) -> None:
        self._parts = parts
        self._words = Wording(look)
        self._back = parts.room.terminal.state.refunded is not None
        say = self._words.say
        title = say("terminal_refund_title" if self._back else "terminal_title")
        super().__init__(
            window, look, router, title, hear=self._hear_key, on_escape=lambda: parts.press(Key.ESCAPE)
        )
        gap = look.gap(Space.S)
        holder = Area(self.body, look)
        holder.configure(width=look.px(_WIDTH), height=1)
        holder.pack()
        self._amount = AmountLine(self.body, look, style=Type.TOTAL, role=Role.EMPHASIS)
        self._how = Paragraph(self.body, look, say("terminal_refund_how" if self._back else "terminal_how"))
        self._amount.pack(fill="x", pady=(0, gap))
        self._how.pack(fill="x", pady=(0, gap))
        self._buttons = [] if self._back else self._build_means()
        self._slip = TextEntry(self.body, look, lambda _text: None, say("terminal_slip"), style=Type.FIGURE)
        self._slip.pack(fill="x", pady=(gap, 0))
        self._go = ActionButton(
            self.actions, look, say("general_confirm"), self._write, Key.RETURN, ButtonKind.PRIMARY
        )
        leave = ActionButton(self.actions, look, say("general_cancel"), lambda: parts.press(Key.ESCAPE), Key.ESCAPE)
        self._go.pack(side="right")
        leave.pack(side="right", padx=gap)

    @property
    def slip(self) -> TextEntry:
        """Where the number is typed."""
        return self._slip

    def tell(self, state: Terminal) -> None:
        """What is chosen, and whether the number can be one."""
        self._amount.show(self._words.say("terminal_sum"), self._words.yen(state.yen))
        for button, means in zip(self._buttons, MEANS, strict=False):
            button.become(ButtonKind.PRIMARY if means is state.means else ButtonKind.SECONDARY)
        self._slip.complain(self._words.say("terminal_wrong") if state.wrong else "")
        if self._back or state.means is not None:
            self._go.enable()
        else:
            self._go.disable()

    def focus_first(self) -> tk.Misc:
        """The means is chosen first; what is given back goes the way it came."""
        return self._slip if self._back else self.body

    def _build_means(self) -> list[ActionButton]:
        grid, gap = Area(self.body, self.look), self.look.gap(Space.HAIR)
        grid.pack(fill="x")
        for column in range(_ACROSS):
            grid.columnconfigure(column, weight=1, uniform="means")
        buttons = []
        for place, means in enumerate(MEANS):
            label, key = self._words.say(_MEANS_TEXTS[means]), DIGITS[place + 1]
            button = ActionButton(grid, self.look, label, partial(self._choose, place), key)
            row, column = divmod(place, _ACROSS)
            button.grid(row=row, column=column, sticky="nsew", padx=gap, pady=gap)
            buttons.append(button)
        return buttons

    def _choose(self, place: int) -> None:
        self._parts.room.terminal.choose(place)
        self._slip.focus_set()

    def _hear_key(self, key: Key) -> bool:
        if key is Key.RETURN:
            self._write()
            return True
        if key in DIGITS[1 : len(self._buttons) + 1]:
            self._choose(DIGITS.index(key) - 1)
            return True
        return self._parts.keyboard.press(key)

    def _write(self) -> None:
        self._parts.room.terminal.write(self._slip.value)
