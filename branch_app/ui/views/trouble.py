"""Trouble, told in three parts: what happened, what to say to the citizen, what to do next; with what can be done.

::

    panel = TroublePanel(parent, look)
    panel.show(error, [Remedy(words.say("general_retry"), presenter.again, Key.F12)])
    panel.show(None)                                   takes no room any more
"""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from branch_app.domain.errors import MadoguchiError
from branch_app.strings import Message
from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.theme import Role
from branch_app.ui.views.signed import signed
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.control import layers
from branch_app.ui.widgets.label import Label, Paragraph
from branch_app.ui.widgets.surface import Area, Surface
from branch_app.ui.wording import Wording

_NARROW = 560
"""Px at 100 %: below that a caption stands above its text, not beside it."""
_CAPTION = 140
"""Px at 100 % that the longest caption needs."""
_BUTTON = 200
"""Px at 100 % that a button gets at least, where there is more than one."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """What can be done about it: a button, and the key that does the same."""

    label: str
    act: Callable[[], None]
    key: Key | None = None
    kind: ButtonKind = ButtonKind.SECONDARY


class MessagePanel(Area):
    """A framed message of three parts; the citizen's words lie in a box of their own, because they are spoken."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        super().__init__(parent, look)
        self._words = Wording(look)
        self._shown: Message | None = None
        self._frame = _Frame(self, look, Role.BAD_TEXT, Role.CARD)
        self._happened = _Part(self._frame.inside, look, Type.STRONG, Role.BAD_TEXT)
        spoken = _Frame(self._frame.inside, look, Role.ON_SECONDARY, Role.SECONDARY)
        self._citizen = _Part(spoken.inside, look, Type.STRONG, Role.ON_SECONDARY)
        self._next = _Part(self._frame.inside, look, Type.BODY, Role.TEXT)
        self._buttons = _Buttons(self._frame.inside, look)
        self._citizen.pack(fill="x")
        for part in (self._happened, spoken, self._next):
            part.pack(fill="x", pady=(0, look.gap(Space.XS)))
        look.follow(self, self.restyle)

    @property
    def shown(self) -> Message | None:
        """What it says now."""
        return self._shown

    def tell(self, message: Message | None, remedies: Sequence[Remedy] = ()) -> None:
        """Another message, or none at all and no room taken."""
        self._shown = message
        if message is None:
            self._frame.pack_forget()
            self.configure(height=1)
            return
        self._happened.show(signed("⚠", self._words.say("trouble_happened")), message.happened)
        quoted = self._words.say("trouble_quoted", words=message.citizen)
        self._citizen.show(self._words.say("trouble_citizen"), quoted)
        self._next.show(self._words.say("trouble_next"), message.next)
        self._buttons.show(remedies)
        self._frame.pack(fill="x")

    def restyle(self) -> None:
        """Follow the look."""
        self.paint_ground()


class TroublePanel(MessagePanel):
    """The same for an error of ours, in the language of now."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        self._trouble: MadoguchiError | None = None
        self._remedies: tuple[Remedy, ...] = ()
        super().__init__(parent, look)

    def show(self, trouble: MadoguchiError | None, remedies: Sequence[Remedy] = ()) -> None:
        """Another trouble, or none; call it again with other labels when the language changes."""
        if trouble is not self._trouble or tuple(remedies) != self._remedies:
            self._trouble, self._remedies = trouble, tuple(remedies)
            self._render()

    def restyle(self) -> None:
        """Follow the look, its language too."""
        super().restyle()
        self._render()

    def _render(self) -> None:
        self.tell(self._words.message(self._trouble) if self._trouble else None, self._remedies)


class TroubleNote(Area):
    """The short form beside a field or in a dialog where no citizen listens: what happened, what to do next."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        super().__init__(parent, look)
        self._words = Wording(look)
        self._trouble: MadoguchiError | None = None
        self._happened = Paragraph(self, look, "", Type.STRONG, Role.BAD_TEXT)
        self._next = Paragraph(self, look, "", Type.BODY)
        look.follow(self, self.restyle)

    def show(self, trouble: MadoguchiError | None) -> None:
        """Another trouble, or none and no room taken."""
        if trouble is not self._trouble:
            self._trouble = trouble
            self._render()

    def restyle(self) -> None:
        """Follow the look, its language too."""
        self.paint_ground()
        self._render()

    def _render(self) -> None:
        if self._trouble is None:
            self._happened.pack_forget()
            self._next.pack_forget()
            self.configure(height=1)
            return
        message = self._words.message(self._trouble)
        self._happened.show(signed("⚠", message.happened))
        self._next.show(message.next)
        self._happened.pack(fill="x")
        self._next.pack(fill="x")


class _Part(Area):
    """Caption and text, side by side where there is room."""

    def __init__(self, parent: tk.Misc, look: Look, style: Type, role: Role) -> None:
        super().__init__(parent, look)
        self._caption = Label(self, look, "", Type.HINT, role)
        self._text = Paragraph(self, look, "", style, role)
        self._layout: tuple[bool, int] | None = None
        self.bind("<Configure>", lambda event: self._lay_out(event.width), add="+")
        self._lay_out(0)

    def show(self, caption: str, text: str) -> None:
        self._caption.show(caption)
        self._text.show(text)

    def _lay_out(self, width: int) -> None:
        wide = width >= self.look.px(_NARROW)
        layout = (wide, self.look.px(_CAPTION))
        if layout == self._layout:
            return
        self._layout = layout
        self.columnconfigure(0, weight=0 if wide else 1, minsize=layout[1] if wide else 0)
        self.columnconfigure(1, weight=1 if wide else 0)
        self._caption.grid(row=0, column=0, sticky="nw", padx=(0, self.look.gap(Space.S)))
        self._text.grid(row=0 if wide else 1, column=1 if wide else 0, sticky="ew")


class _Frame(Area):
    """A rounded box with an edge; put things into ``inside``."""

    def __init__(self, parent: tk.Misc, look: Look, edge: Role, fill: Role) -> None:
        super().__init__(parent, look)
        self._paint = (edge, fill)
        self._plate = Surface(self, look)
        self._plate.place(relwidth=1, relheight=1)
        self.inside = Area(self, look, fill)
        self.inside.pack(fill="both", expand=True, padx=look.gap(Space.M), pady=look.gap(Space.S))
        look.follow(self, self.restyle)

    def restyle(self) -> None:
        self.paint_ground()
        self._plate.paint(layers(self.look, *self._paint))


class _Buttons(Area):
    """As many beside one another as fit."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        super().__init__(parent, look)
        self._remedies: tuple[Remedy, ...] = ()
        self._pool: list[ActionButton] = []
        self.bind("<Configure>", lambda event: self._lay_out(event.width), add="+")

    def show(self, remedies: Sequence[Remedy]) -> None:
        self._remedies = tuple(remedies)
        while len(self._pool) < len(self._remedies):
            self._pool.append(self._button(len(self._pool)))
        for button, remedy in zip(self._pool, self._remedies, strict=False):
            button.show(f"{remedy.key.value}　{remedy.label}" if remedy.key else remedy.label)
            button.become(remedy.kind)
        if self._remedies:
            self.pack(fill="x", pady=(self.look.gap(Space.XS), 0))
            self._lay_out(self.winfo_width())
        else:
            self.pack_forget()

    def _button(self, place: int) -> ActionButton:
        return ActionButton(self, self.look, " ", partial(self._press, place))

    def _press(self, place: int) -> None:
        self._remedies[place].act()

    def _lay_out(self, width: int) -> None:
        count = len(self._remedies)
        across = max(1, min(count, width // self.look.px(_BUTTON)))
        edge = self.look.gap(Space.HAIR)
        for place, button in enumerate(self._pool):
            if place < count:
                button.grid(row=place // across, column=place % across, sticky="nsew", padx=edge, pady=edge)
            else:
                button.grid_remove()
        for column in range(len(self._pool)):
            self.columnconfigure(
                column, weight=1 if column < across else 0, uniform="remedy" if column < across else ""
            )
