"""免除の確認, over the counter: what was shown, by digit; 0 where nothing was."""

import tkinter as tk

from branch_app.strings import purpose_text
from branch_app.ui.keys import DIGITS, Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.exempting import Exempting
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.dialog import Dialog
from branch_app.ui.widgets.label import Label, Paragraph
from branch_app.ui.widgets.router import KeyRouter
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording
from branch_app.usecases.exemption import OFFICIAL_USE

_WIDTH = 560


class ExemptingDialog(Dialog):
    """Every button is a key; Enter is the usual paper."""

    def __init__(self, window: tk.Misc, look: Look, router: KeyRouter, parts: CounterParts) -> None:
        self._words = Wording(look)
        self._parts = parts
        say = self._words.say
        super().__init__(
            window,
            look,
            router,
            say("exempting_title"),
            hear=parts.keyboard.press,
            on_escape=lambda: parts.press(Key.ESCAPE),
        )
        state, gap = parts.room.exempting.state, look.gap(Space.S)
        holder = Area(self.body, look)
        holder.configure(width=look.px(_WIDTH), height=1)
        holder.pack()
        Label(self.body, look, self._what(state), Type.STRONG).pack(anchor="w")
        Paragraph(self.body, look, say("exempting_how")).pack(fill="x", pady=gap)
        self._buttons = [self._offer(place) for place in range(len(state.offers))]
        decline = self._button(say("exempting_nothing"), Key.DIGIT_0, ButtonKind.SECONDARY)
        decline.pack(fill="x", pady=(gap, 0))
        leave = ActionButton(self.actions, look, say("general_back"), lambda: parts.press(Key.ESCAPE), Key.ESCAPE)
        leave.pack(side="right")

    def focus_first(self) -> tk.Misc:
        """Digits choose."""
        return self.body

    def _what(self, state: Exempting) -> str:
        """Certificate, and what makes it free."""
        certificate = self._words.word(state.line.wish.certificate.value) if state.line else ""
        purpose = state.offers[0].purpose
        why = self._words.say("exempting_official") if purpose == OFFICIAL_USE else purpose_text(purpose)
        return f"{certificate}　{why}"

    def _offer(self, place: int) -> ActionButton:
        shown = self._parts.room.exempting.state.offers[place]
        kind = ButtonKind.SECONDARY if place else ButtonKind.PRIMARY
        button = self._button(self._words.word(shown.evidence), DIGITS[place + 1], kind)
        button.pack(fill="x", pady=(0, self.look.gap(Space.XS)))
        return button

    def _button(self, label: str, key: Key, kind: ButtonKind) -> ActionButton:
        return ActionButton(self.body, self.look, label, lambda: self._parts.press(key), key, kind)
