"""F1 to F8: what this office issues today, with its fee; further ones stand in a list."""

import tkinter as tk
from functools import partial

from branch_app.domain.records.certificate import Certificate
from branch_app.ui.keys import FUNCTION_KEYS
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, TextSize
from branch_app.ui.presenters.certificate_list import CERTIFICATE_KEYS, beyond_keys
from branch_app.ui.presenters.counter import CounterState, Stage
from branch_app.ui.presenters.form import Offered
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording

_A_ROW = 4
_SHORT_TEXTS = {
    Certificate.JUMINHYO: "counter_short_juminhyo",
    Certificate.KISAIJIKO: "counter_short_kisaijiko",
    Certificate.INKAN: "counter_short_inkan",
    Certificate.KOSEKI_ZENBU: "counter_short_koseki_zenbu",
    Certificate.KOSEKI_KOJIN: "counter_short_koseki_kojin",
    Certificate.FUHYO: "counter_short_fuhyo",
    Certificate.GENPYO: "counter_short_genpyo",
    Certificate.KAZEI: "counter_short_kazei",
}
"""Where text is large two rows leave room for one line each: the form above needs the rest."""


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
        listed = beyond_keys(state).shown
        for place, button in enumerate(self._buttons):
            self._show_button(button, place, state, listed=listed)

    def _show_button(self, button: ActionButton, place: int, state: CounterState, *, listed: bool) -> None:
        if listed and place == CERTIFICATE_KEYS - 1:
            self._show_list(button, state)
        elif place < len(state.offers):
            self._show_offer(button, state.offers[place], state)
        else:
            button.grid_remove()
            return
        button.grid()
        if state.stage is Stage.FORM:
            button.enable()
        else:
            button.disable()

    def _show_list(self, button: ActionButton, state: CounterState) -> None:
        """How many of those without a key are asked for."""
        words, offers = self._words, beyond_keys(state).offers
        asked = sum(_copies(state, offer) for offer in offers)
        more, name = words.say("counter_certificate_more"), words.say("counter_certificate_list")
        if self._tight:
            button.show(f"{more} × {asked}" if asked else more)
        else:
            button.show(more, f"{name} × {asked}" if asked else name)
        button.become(ButtonKind.PRIMARY if asked else ButtonKind.SECONDARY)

    def _show_offer(self, button: ActionButton, offer: Offered, state: CounterState) -> None:
        words, asked = self._words, _copies(state, offer)
        fee = words.yen(offer.fee_yen)
        if self._tight and offer.certificate in _SHORT_TEXTS:
            name = words.say(_SHORT_TEXTS[offer.certificate])
            button.show(f"{name} × {asked}" if asked else f"{name} {fee}")
        else:
            button.show(words.word(offer.certificate.value), f"{fee} × {asked}" if asked else fee)
        button.become(ButtonKind.PRIMARY if asked else ButtonKind.SECONDARY)

    @property
    def _tight(self) -> bool:
        return self.look.size is not TextSize.STANDARD


def _copies(state: CounterState, offer: Offered) -> int:
    return sum(line.wish.copies for line in state.form.lines if line.wish.certificate is offer.certificate)
