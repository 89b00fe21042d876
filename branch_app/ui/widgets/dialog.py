"""Questions that must be answered first: over the window, in the window."""

import tkinter as tk
from collections.abc import Callable
from enum import Enum

from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.theme import Role
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.router import Hear, KeyLayer, KeyRouter
from branch_app.ui.widgets.surface import Area

_NARROWEST = 440


class DialogKind(Enum):
    """Ground and ink of the title."""

    QUESTION = (Role.HEADER, Role.ON_HEADER)
    NOTICE = (Role.NOTICE, Role.ON_NOTICE)
    DANGER = (Role.DANGER, Role.ON_DANGER)


class Dialog(Area):
    """A panel in the middle of the window that keeps keys, Tab and mouse to itself until ``close``.

    Fill ``body``, put buttons into ``actions``, then call ``open``.

    Args:
        window: what it lies over.
        look: what it follows.
        router: whose keys it takes.
        title: what it is about.
        kind: how its title is coloured.
        hear: gets hot keys while it is open; what it does not use reaches ``always`` only.
        on_escape: what Esc does; None where the question must be answered.
    """

    def __init__(
        self,
        window: tk.Misc,
        look: Look,
        router: KeyRouter,
        title: str,
        kind: DialogKind = DialogKind.QUESTION,
        hear: Hear = lambda _: False,
        on_escape: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(window, look, Role.CARD)
        self._kind = kind
        head_ground, head_ink = kind.value
        self._head = Area(self, look, head_ground)
        self._title = Label(self._head, look, title, Type.HEADING, head_ink)
        self._title.pack(anchor="w", padx=look.gap(Space.L), pady=look.gap(Space.S))
        self._head.pack(fill="x")
        self._spread = Area(self._head, look)
        self._spread.configure(width=look.px(_NARROWEST), height=1)
        self._spread.pack()
        self.body = Area(self, look)
        self.body.pack(fill="both", expand=True, padx=look.gap(Space.L), pady=look.gap(Space.L))
        self.actions = Area(self, look)
        self.actions.pack(fill="x", padx=look.gap(Space.L), pady=(0, look.gap(Space.L)))
        self._router = router
        self._layer = KeyLayer(lambda key: self._hear(key, hear, on_escape), self)
        self._before: tk.Misc | None = None
        self._grabbed: tk.Misc | None = None
        look.follow(self, self.restyle)

    def open(self, first: tk.Misc) -> None:
        """Show it, with the focus on ``first``."""
        self._before = self.focus_get()
        self._grabbed = _holder_of_grab(self)
        self.place(relx=0.5, rely=0.5, anchor="center")
        self.lift()
        self.update_idletasks()
        self._router.push(self._layer)
        self.grab_set()
        first.focus_set()

    def show(self, title: str) -> None:
        """Another title."""
        self._title.show(title)

    def close(self) -> None:
        """Take it away; mouse and focus go back to where they were."""
        self._router.remove(self._layer)
        self.grab_release()
        self.destroy()
        if self._grabbed is not None and self._grabbed.winfo_exists():
            self._grabbed.grab_set()
        if self._before is not None and self._before.winfo_exists():
            self._before.focus_set()

    def restyle(self) -> None:
        """Follow the look."""
        self.paint_ground()
        ground, _ = self._kind.value
        edge = self.look.colour(Role.BORDER if ground is Role.HEADER else ground)
        self.edge_with(edge, self.look.gap(Space.HAIR))

    @staticmethod
    def _hear(key: Key, hear: Hear, on_escape: Callable[[], None] | None) -> bool:
        if key is Key.ESCAPE:
            if on_escape is not None:
                on_escape()
            return True
        return hear(key)


def _holder_of_grab(widget: tk.Misc) -> tk.Misc | None:
    path = str(widget.tk.call("grab", "current", widget))
    return widget.nametowidget(path) if path else None
