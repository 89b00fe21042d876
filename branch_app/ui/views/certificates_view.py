"""F1 to F8: what this office issues today, with its fee; further ones stand in a list."""

import tkinter as tk
from functools import partial

from branch_app.ui.keys import FUNCTION_KEYS
from branch_app.ui.look import Look
from branch_app.ui.measures import Space
from branch_app.ui.presenters.certificate_list import CERTIFICATE_KEYS, beyond_keys
from branch_app.ui.presenters.counter import CounterState, Stage
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording

_A_ROW = 4


class CertificatesView(Area):
    """Two rows of four; asked for once more, a certificate gets one more copy."""

    def __init__(self, parent: tk.Misc, look: Look, parts: CounterParts) -> None:
        super().__init__(parent, look)
        self._parts = parts
        self._words = Wording(look)
        for column in range(_A_ROW):
            self.columnconfigure(column, weight=1, uniform="certificate")
        self._buttons = [self._button(place) for place in range(CERTIFICATE_KEYS)]
        look.follow(self, self.restyle)
        parts.room.counter.listen(self._show)

    def restyle(self) -> None:
        """Follow the look, its language too."""
        self.paint_ground()
        self._show(self._parts.room.counter.state)

    def _button(self, place: int) -> ActionButton:
        key, gap = FUNCTION_KEYS[place], self.look.gap(Space.HAIR)
        button = ActionButton(self, self.look, " ", partial(self._parts.press, key), key)
        button.configure(takefocus=0)  # its key is the way; Tab would only be longer
        button.grid(row=place // _A_ROW, column=place % _A_ROW, sticky="nsew", padx=gap, pady=gap)
        return button

    def _show(self, state: CounterState) -> None:
        listed = bool(beyond_keys(state.offers))
        for place, button in enumerate(self._buttons):
            self._show_button(button, place, state, listed=listed)

    def _show_button(self, button: ActionButton, place: int, state: CounterState, *, listed: bool) -> None:
        words = self._words
        if listed and place == CERTIFICATE_KEYS - 1:
            button.show(words.say("counter_certificate_more"), words.say("counter_certificate_list"))
        elif place < len(state.offers):
            offer = state.offers[place]
            asked = sum(line.wish.copies for line in state.form.lines if line.wish.certificate is offer.certificate)
            fee = words.yen(offer.fee_yen)
            button.show(words.word(offer.certificate.value), f"{fee} × {asked}" if asked else fee)
            button.become(ButtonKind.PRIMARY if asked else ButtonKind.SECONDARY)
        else:
            button.grid_remove()
            return
        button.grid()
        if state.stage is Stage.FORM:
            button.enable()
        else:
            button.disable()
