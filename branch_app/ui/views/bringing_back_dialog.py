"""返却, over the list of forms: the number on the paper that came back."""

import tkinter as tk

from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.bringing_back import BringingBack
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.views.trouble import TroubleNote
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.dialog import Dialog
from branch_app.ui.widgets.entry import TextEntry
from branch_app.ui.widgets.label import Paragraph
from branch_app.ui.widgets.router import KeyRouter
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording

_WIDTH = 560


class BringingBackDialog(Dialog):
    """One field; Enter looks the paper up."""

    def __init__(self, window: tk.Misc, look: Look, router: KeyRouter, parts: CounterParts) -> None:
        self._parts = parts
        say = Wording(look).say
        super().__init__(
            window,
            look,
            router,
            say("recent_brought_back"),
            hear=self._hear_key,
            on_escape=lambda: parts.press(Key.ESCAPE),
        )
        gap = look.gap(Space.S)
        holder = Area(self.body, look)
        holder.configure(width=look.px(_WIDTH), height=1)
        holder.pack()
        Paragraph(self.body, look, say("recent_brought_back_how")).pack(fill="x", pady=(0, gap))
        self._number = TextEntry(
            self.body, look, lambda _text: None, say("trouble_recover_number"), style=Type.FIGURE
        )
        self._number.pack(fill="x")
        self._note = TroubleNote(self.body, look)
        self._note.pack(fill="x", pady=(gap, 0))
        go = ActionButton(self.actions, look, say("general_confirm"), self._write, Key.RETURN, ButtonKind.PRIMARY)
        go.pack(side="right")
        leave = ActionButton(self.actions, look, say("general_cancel"), lambda: parts.press(Key.ESCAPE), Key.ESCAPE)
        leave.pack(side="right", padx=gap)

    def tell(self, state: BringingBack) -> None:
        """Why it cannot come back."""
        self._note.show(state.trouble)

    def focus_first(self) -> tk.Misc:
        """The number."""
        return self._number

    def _hear_key(self, key: Key) -> bool:
        if key is Key.RETURN:
            self._write()
            return True
        return self._parts.keyboard.press(key)

    def _write(self) -> None:
        self._parts.room.bringing_back.write(self._number.value)
