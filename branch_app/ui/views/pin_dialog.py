"""暗証番号: the citizen types, the clerk looks away; tries left, and what the card said."""

import tkinter as tk

from branch_app.domain.errors import CardUnknown
from branch_app.ui.keys import DIGITS, Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.card import PIN_DIGITS, CardStage, CardState
from branch_app.ui.theme import Role
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.views.trouble import TroublePanel
from branch_app.ui.widgets.button import ActionButton
from branch_app.ui.widgets.dialog import Dialog
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.numpad import NumPad, PadActs
from branch_app.ui.widgets.router import KeyRouter
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording

_FILLED, _EMPTY = "●", "○"
_SAID = 440
"""Px at 100 % that words have beside the pad."""
_REPORTED = ("token", "atr", "reader", "driver", "status")
"""What a report about an unknown card needs (cards.md)."""


class PinDialog(Dialog):
    """Over everything while a card asks for a PIN or was refused."""

    def __init__(self, window: tk.Misc, look: Look, router: KeyRouter, parts: CounterParts) -> None:
        self._words = Wording(look)
        say = self._words.say
        super().__init__(
            window,
            look,
            router,
            say("card_pin_title"),
            hear=parts.keyboard.press,
            on_escape=lambda: parts.press(Key.ESCAPE),
        )
        said = Area(self.body, look)
        said.pack(side="left", fill="both", expand=True)
        spread = Area(said, look)
        spread.configure(width=look.px(_SAID), height=1)
        spread.pack()
        self._prompt = Label(said, look, say("card_pin_citizen"), Type.HEADING)
        self._dots = Label(said, look, "", Type.TOTAL, Role.EMPHASIS, "center")
        self._left = Label(said, look, "", Type.STRONG)
        self._aside = Label(said, look, say("card_pin_look_away"), Type.HINT, Role.MUTED)
        self._trouble = TroublePanel(said, look)
        self._report = Label(said, look, "", Type.HINT, Role.MUTED)
        acts = PadActs(
            lambda digit: parts.press(DIGITS[int(digit)]),
            lambda: parts.press(Key.MINUS),
            lambda: parts.press(Key.RETURN),
        )
        self._pad = NumPad(self.body, look, acts, say("general_clear"), say("general_confirm"))
        for label in (self._prompt, self._dots, self._left, self._aside):
            label.pack(fill="x", pady=look.gap(Space.HAIR))
        self._trouble.pack(fill="x")
        self._report.pack(fill="x")
        self._show_pad()
        self._close = ActionButton(
            self.actions, look, say("general_close"), lambda: parts.press(Key.ESCAPE), Key.ESCAPE
        )
        self._close.pack(side="right")

    def tell(self, state: CardState) -> None:
        """What the card says now."""
        asks = state.stage in {CardStage.PIN, CardStage.PROVING}
        typed = len(state.pin)
        self._dots.show(" ".join(_FILLED * typed + _EMPTY * (PIN_DIGITS - typed)) if asks else "")
        self._prompt.show(self._prompt_of(state))
        self._show_tries(state)
        self._trouble.show(state.trouble)
        self._report.show(self._report_of(state))
        if asks:
            self._show_pad()
        else:
            self._pad.pack_forget()
            self._aside.pack_forget()

    def focus_first(self) -> tk.Misc:
        """Where the focus goes: nowhere that a digit would press something."""
        return self.body

    def _show_pad(self) -> None:
        self._pad.pack(side="right", anchor="n", padx=(self.look.gap(Space.L), 0))

    def _prompt_of(self, state: CardState) -> str:
        say = self._words.say
        match state.stage:
            case CardStage.PROVING:
                return say("card_reading")
            case CardStage.REFUSED:
                return say("card_unknown_title") if isinstance(state.trouble, CardUnknown) else ""
            case _:
                return say("card_pin_citizen")

    def _show_tries(self, state: CardState) -> None:
        left = state.facts.tries_left if state.facts else 0
        if state.stage is not CardStage.PIN or not left:
            self._left.show("")
        elif left == 1:
            self._left.show(f"⚠ {self._words.say('card_pin_last')}", Role.BAD_TEXT)
        else:
            self._left.show(self._words.say("card_pin_left", left=str(left)), Role.TEXT)

    def _report_of(self, state: CardState) -> str:
        if not isinstance(state.trouble, CardUnknown):
            return ""
        facts = state.trouble.facts
        lines = (f"{name}: {facts[name]}" for name in _REPORTED if name in facts)
        return "\n".join((self._words.say("card_unknown_report"), *lines))
