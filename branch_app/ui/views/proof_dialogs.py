"""Documents without a key of their own, and the number of a 印鑑登録証."""

import tkinter as tk

from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space
from branch_app.ui.presenters.proof import Proof
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.views.trouble import TroublePanel
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.dialog import Dialog
from branch_app.ui.widgets.entry import TextEntry
from branch_app.ui.widgets.router import KeyRouter
from branch_app.ui.widgets.surface import Area
from branch_app.ui.widgets.table import Column, DataTable, Row
from branch_app.ui.wording import Wording

_LIST_WIDTH, _LIST_HEIGHT = 560, 400


class DocumentList(Dialog):
    """Every document that proves something today."""

    def __init__(self, window: tk.Misc, look: Look, router: KeyRouter, parts: CounterParts) -> None:
        self._parts = parts
        self._words = Wording(look)
        super().__init__(
            window,
            look,
            router,
            self._words.say("counter_identity"),
            hear=parts.keyboard.press,
            on_escape=lambda: parts.press(Key.ESCAPE),
        )
        holder = Area(self.body, look)
        holder.configure(width=look.px(_LIST_WIDTH), height=look.px(_LIST_HEIGHT))
        holder.pack_propagate(flag=False)
        holder.pack()
        proof = parts.room.proof
        self._table = DataTable(
            holder,
            look,
            (Column("", 320, grows=True), Column("", 160)),
            lambda row: proof.move(row - proof.state.at),
            lambda _row: proof.choose(),
        )
        self._table.pack(fill="both", expand=True)
        rows = [
            Row((self._words.word(document.code), self._words.word(f"document_{document.document_class.value}")))
            for document in proof.state.accepted
        ]
        self._table.fill(rows, proof.state.at)

    def tell(self, state: Proof) -> None:
        """The row that Enter chooses."""
        self._table.select(state.at)

    def focus_first(self) -> tk.Misc:
        """The list takes ↑ and ↓ by the keyboard."""
        return self.body


class SealCardDialog(Dialog):
    """Number, and the birth date that its holder states."""

    def __init__(self, window: tk.Misc, look: Look, router: KeyRouter, parts: CounterParts) -> None:
        self._parts = parts
        words = Wording(look)
        super().__init__(
            window,
            look,
            router,
            words.say("counter_seal_card_short"),
            hear=self._press,
            on_escape=lambda: parts.press(Key.ESCAPE),
        )
        self._number = TextEntry(self.body, look, lambda _text: None, words.say("counter_seal_card"))
        self._birth = TextEntry(
            self.body,
            look,
            lambda _text: None,
            words.say("counter_stated_birth"),
            words.say("counter_birth_example"),
        )
        self._trouble = TroublePanel(self.body, look)
        self._number.pack(fill="x")
        self._birth.pack(fill="x", pady=look.gap(Space.S))
        self._trouble.pack(fill="x")
        self._go = ActionButton(
            self.actions, look, words.say("general_confirm"), self._take, Key.RETURN, ButtonKind.PRIMARY
        )
        self._go.pack(side="right")

    def tell(self, state: Proof) -> None:
        """What was wrong with it."""
        self._trouble.show(state.trouble)

    def scan(self, number: str) -> None:
        """A wedge read the number."""
        self._number.put(number)
        self._birth.focus_set()

    def focus_first(self) -> tk.Misc:
        """The number comes first."""
        return self._number.field

    def _press(self, key: Key) -> bool:
        if key is not Key.RETURN:
            return False
        if self._number.value and not self._birth.value and self.focus_get() is self._number.field:
            self._birth.focus_set()
        else:
            self._take()
        return True

    def _take(self) -> None:
        self._parts.room.proof.take_seal_card(self._number.value, self._birth.value)
