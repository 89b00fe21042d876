"""An unexpected fault: the whole window says so, with a code to note, and one button."""

import tkinter as tk
from collections.abc import Callable

from branch_app.strings import Message
from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.theme import Role
from branch_app.ui.views.signed import signed
from branch_app.ui.views.trouble import MessagePanel
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.router import KeyLayer, KeyRouter
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording

_WIDTH = 820
"""Px at 100 %."""


class FaultView(Area):
    """Over everything that lies in ``window`` from ``show`` until its button was pressed.

    Args:
        window: what it covers.
        look: what it follows.
        router: whose keys it takes.
        on_close: the program ends here, or begins anew.
    """

    def __init__(self, window: tk.Misc, look: Look, router: KeyRouter, on_close: Callable[[], None]) -> None:
        super().__init__(window, look)
        self._router = router
        self._on_close = on_close
        self._words = Wording(look)
        self._fault = ""
        self._layer = KeyLayer(self._hear, self)
        self._middle = Area(self, look)
        self._middle.place(relx=0.5, rely=0.5, anchor="center")
        self._spread = Area(self._middle, look)
        self._spread.pack()
        self._title = Label(self._middle, look, "", Type.TITLE, Role.BAD_TEXT)
        self._code = Label(self._middle, look, "", Type.TOTAL)
        self._message = MessagePanel(self._middle, look)
        self._close = ActionButton(self._middle, look, " ", self._leave, Key.RETURN, ButtonKind.MAIN)
        self._title.pack(anchor="w")
        self._code.pack(anchor="w", pady=look.gap(Space.S))
        self._message.pack(fill="x", pady=(0, look.gap(Space.L)))
        self._close.pack(anchor="e")
        look.follow(self, self.restyle)

    @property
    def shown(self) -> bool:
        """Whether the window is covered."""
        return self._fault != ""

    def show(self, fault: str) -> None:
        """Cover the window; of several faults the first one's code stays, because the others follow from it."""
        if self.shown:
            return
        self._fault = fault
        self.restyle()
        self.place(relwidth=1, relheight=1)
        self.lift()
        self._router.push(self._layer)
        self.update_idletasks()
        self.grab_set()
        self._close.focus_set()

    def restyle(self) -> None:
        """Follow the look, its language too."""
        self.paint_ground()
        say = self._words.say
        self._spread.configure(width=self.look.px(_WIDTH), height=1)
        self._title.show(signed("⚠", say("trouble_fault_title")))
        self._code.show(self._fault)
        following = say("trouble_fault_next", code=self._fault)
        self._message.tell(Message(say("trouble_fault"), say("trouble_fault_citizen"), following))
        self._close.show(say("general_close"))

    def _hear(self, key: Key) -> bool:
        if key is Key.RETURN:
            self._leave()
        return True

    def _leave(self) -> None:
        self._router.remove(self._layer)
        self.grab_release()
        self.place_forget()
        self._fault = ""
        self._on_close()
