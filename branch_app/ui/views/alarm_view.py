"""カードの置き忘れ: yellow over the whole window, until the button is pressed; taking the card is not enough."""

import tkinter as tk

from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.card import CardState
from branch_app.ui.theme import Role
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.router import KeyLayer, KeyRouter
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording


class AlarmView(Area):
    """Covers everything and takes every key."""

    def __init__(self, window: tk.Misc, look: Look, router: KeyRouter, parts: CounterParts) -> None:
        super().__init__(window, look, Role.NOTICE)
        self._words = Wording(look)
        self._router = router
        self._layer = KeyLayer(parts.keyboard.press, self)
        self._shown = False
        self._before: tk.Misc | None = None
        middle = Area(self, look)
        middle.place(relx=0.5, rely=0.45, anchor="center")
        self._title = Label(middle, look, "", Type.TOTAL, Role.ON_NOTICE, "center")
        self._text = Label(middle, look, "", Type.TITLE, Role.ON_NOTICE, "center")
        self._button = ActionButton(middle, look, " ", lambda: parts.press(Key.RETURN), Key.RETURN, ButtonKind.MAIN)
        self._title.pack(pady=look.gap(Space.L))
        self._text.pack(pady=look.gap(Space.L))
        self._button.pack(pady=look.gap(Space.XL))
        look.follow(self, self.restyle)
        parts.room.card.listen(self._show)

    def restyle(self) -> None:
        """Follow the look, its language too."""
        self.paint_ground()
        say = self._words.say
        self._title.show(f"⚠ {say('card_forgotten_title')}")
        self._text.show(f"{say('card_forgotten')}\n{say('card_remove')}")
        self._button.show(say("card_forgotten_acknowledge"))

    def _show(self, state: CardState) -> None:
        if state.alarm == self._shown:
            return
        self._shown = state.alarm
        if state.alarm:
            self.place(relx=0, rely=0, relwidth=1, relheight=1)
            self.lift()
            self._router.push(self._layer)
            self._before = self.focus_get()
            self._button.focus_set()
        else:
            self._router.remove(self._layer)
            self.place_forget()
            self._give_back()

    def _give_back(self) -> None:
        """Focus goes back to where it was, unless that is gone or the screen has moved on meanwhile."""
        before, self._before = self._before, None
        stayed = self.focus_get() is self._button
        if stayed and before is not None and before.winfo_exists() and before.winfo_viewable():
            before.focus_set()
