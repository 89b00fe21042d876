"""終了中: over the whole window from the wish to close until the last entry is written."""

import tkinter as tk

from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.theme import Role
from branch_app.ui.views.signed import signed
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.router import KeyLayer, KeyRouter
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording


class ClosingView(Area):
    """Keys and mouse do nothing any more; built when it is needed, which is once."""

    def __init__(self, window: tk.Misc, look: Look, router: KeyRouter) -> None:
        super().__init__(window, look)
        say = Wording(look).say
        middle = Area(self, look)
        title = Label(middle, look, signed("…", say("closing_title")), Type.TITLE)
        how = Label(middle, look, say("closing_how"), Type.BODY, Role.MUTED)
        title.pack(anchor="w")
        how.pack(anchor="w", pady=look.gap(Space.S))
        middle.place(relx=0.5, rely=0.5, anchor="center")
        self._router = router
        self._layer = KeyLayer(_nothing, self)

    def show(self) -> None:
        """Cover the window."""
        self.place(relwidth=1, relheight=1)
        self.lift()
        self._router.push(self._layer)
        self.grab_set()
        self.focus_set()


def _nothing(_key: Key) -> bool:
    return True
