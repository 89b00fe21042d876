"""After a lock: the owner of a half-filled form goes on with it, or begins anew."""

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass

from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Type
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.dialog import Dialog
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.router import KeyRouter
from branch_app.ui.wording import Wording


@dataclass(frozen=True, slots=True)
class DraftActs:
    """What the two answers do."""

    go_on: Callable[[], None]
    discard: Callable[[], None]


class DraftDialog(Dialog):
    """Enter goes on; F9 throws it away; there is no third answer."""

    def __init__(self, window: tk.Misc, look: Look, router: KeyRouter, acts: DraftActs) -> None:
        super().__init__(window, look, router, "", hear=self._hear_key)
        self._words = Wording(look)
        self._acts = acts
        self._prompt = Label(self.body, look, "", Type.HEADING)
        self._prompt.pack(anchor="w")
        self._discard = ActionButton(self.actions, look, " ", self._throw_away, Key.F9, ButtonKind.DANGER)
        self._go_on = ActionButton(self.actions, look, " ", self._continue, Key.RETURN, ButtonKind.PRIMARY)
        self._discard.pack(side="left")
        self._go_on.pack(side="right")
        look.follow(self.body, self._restyle_body)

    def start(self) -> None:
        """Ask."""
        self.open(self._go_on)

    def _hear_key(self, key: Key) -> bool:
        match key:
            case Key.RETURN:
                self._continue()
            case Key.F9:
                self._throw_away()
            case _:
                return False
        return True

    def _continue(self) -> None:
        self.close()
        self._acts.go_on()

    def _throw_away(self) -> None:
        self.close()
        self._acts.discard()

    def _restyle_body(self) -> None:
        self.body.paint_ground()
        say = self._words.say
        self.show(say("counter_form_short"))
        self._prompt.show(say("lock_kept_yours"))
        self._discard.show(say("lock_kept_discard"))
        self._go_on.show(say("lock_kept_continue"))
