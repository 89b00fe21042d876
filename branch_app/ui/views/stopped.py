"""Head office ended this device: the whole room between the bars says what happened, what to say and what to do."""

import tkinter as tk
from collections.abc import Callable

from branch_app.domain.errors import DeviceLocked
from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.theme import Role
from branch_app.ui.views.signed import signed
from branch_app.ui.views.trouble import MessagePanel
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.label import Label, Paragraph
from branch_app.ui.widgets.router import KeyLayer, KeyRouter
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording

_WIDTH = 860
"""Px at 100 %."""


class StoppedView(Area):
    """Over everything in ``room`` while the device is stopped; the bars above and below stay.

    Args:
        room: what it covers.
        look: what it follows.
        router: whose keys it takes.
        device: what this device is called on the telephone.
        again: asks once more: it may have been enrolled anew.
    """

    def __init__(
        self, room: tk.Misc, look: Look, router: KeyRouter, device: Callable[[], str], again: Callable[[], None]
    ) -> None:
        super().__init__(room, look)
        self._router = router
        self._device = device
        self._ask_again = again
        self._words = Wording(look)
        self._error: DeviceLocked | None = None
        self._layer = KeyLayer(self._hear, self)
        middle = Area(self, look)
        middle.place(relx=0.5, rely=0.5, anchor="center")
        self._spread = Area(middle, look)
        self._title = Label(middle, look, "", Type.TITLE, Role.BAD_TEXT)
        self._named = Label(middle, look, "", Type.HEADING)
        self._message = MessagePanel(middle, look)
        self._support = Paragraph(middle, look, "", Type.HINT, Role.MUTED)
        self._again = ActionButton(middle, look, " ", again, Key.F5, ButtonKind.MAIN)
        self._spread.pack()
        self._title.pack(anchor="w")
        self._named.pack(anchor="w", pady=look.gap(Space.XS))
        self._message.pack(fill="x", pady=(0, look.gap(Space.XS)))
        self._support.pack(fill="x", pady=(0, look.gap(Space.S)))
        self._again.pack(anchor="e")
        look.follow(self, self.restyle)

    @property
    def shown(self) -> bool:
        """Whether it covers the room."""
        return self._error is not None

    def show(self, error: DeviceLocked) -> None:
        """Cover the room, or say the newest reason."""
        first, self._error = self._error is None, error
        self.restyle()
        if first:
            self.place(relwidth=1, relheight=1)
            self._router.push(self._layer)
            self.wake()

    def wake(self) -> None:
        """What lay over it is gone."""
        self.lift()
        self._again.focus_set()

    def hide(self) -> None:
        """The device may be used again, or somebody else has the room."""
        if self._error is not None:
            self._error = None
            self._router.remove(self._layer)
            self.place_forget()

    def restyle(self) -> None:
        """Follow the look, its language too."""
        self.paint_ground()
        self._spread.configure(width=self.look.px(_WIDTH), height=1)
        if self._error is None:
            return
        say = self._words.say
        self._title.show(signed("⚠", say("stopped_title")))
        self._named.show(say("stopped_device", device=self._device()))
        self._message.tell(self._words.message(self._error))
        self._support.show(say("stopped_support"))
        self._again.show(say("stopped_again"))

    def _hear(self, key: Key) -> bool:
        """Everything but what works everywhere ends here: the door below is shut."""
        if key is Key.F5:
            self._ask_again()
        return key is Key.F5
