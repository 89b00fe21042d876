"""The very file that will print, beside the work and, on demand, over the whole screen."""

import tkinter as tk

from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.preview import Preview
from branch_app.ui.theme import Role
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.widgets.button import ActionButton
from branch_app.ui.widgets.label import Label, Paragraph
from branch_app.ui.widgets.panel import Panel
from branch_app.ui.widgets.picture import Picture
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording


class PreviewView(Panel):
    """A page as wide as the pane."""

    def __init__(self, parent: tk.Misc, look: Look, parts: CounterParts) -> None:
        super().__init__(parent, look, " ")
        self._parts = parts
        self._words = Wording(look)
        self._note = Paragraph(self.body, look, "", Type.HINT, Role.MUTED)
        self._picture = Picture(self.body, look, self._fit)
        self._note.pack(fill="x")
        self._picture.pack(fill="both", expand=True)
        look.follow(self.body, self._restyle_body)
        parts.room.preview.listen(self._show)

    def _restyle_body(self) -> None:
        self.body.paint_ground()
        self.show(f"{self._words.say('counter_preview')}　{Key.PREVIEW.value}")
        self._show(self._parts.room.preview.state)

    def _fit(self, width: int) -> None:
        height = self.winfo_toplevel().winfo_height()
        self._parts.room.preview.fit(width, height * 210 // 297)

    def _show(self, state: Preview) -> None:
        self._note.show(_note(self._words, state))
        if not state.large:
            self._picture.show(state.picture)


class LargePreview(Area):
    """Over everything, until Esc; ↑ and ↓ turn the page."""

    def __init__(self, parent: tk.Misc, look: Look, parts: CounterParts) -> None:
        super().__init__(parent, look)
        self._parts = parts
        self._words = Wording(look)
        bar = Area(self, look)
        self._note = Label(bar, look, "", Type.STRONG)
        self._close = ActionButton(bar, look, " ", lambda: parts.press(Key.ESCAPE), Key.ESCAPE)
        self._note.pack(side="left")
        self._close.pack(side="right")
        bar.pack(fill="x", padx=look.gap(Space.L), pady=look.gap(Space.S))
        self._picture = Picture(self, look)
        self._picture.pack(fill="both", expand=True, padx=look.gap(Space.L), pady=(0, look.gap(Space.S)))
        look.follow(self, self.restyle)
        parts.room.preview.listen(self._show)

    def restyle(self) -> None:
        """Follow the look, its language too."""
        self.paint_ground()
        self._close.show(self._words.say("general_close"))
        self._show(self._parts.room.preview.state)

    def _show(self, state: Preview) -> None:
        if not state.large:
            self.place_forget()
            return
        self._note.show(_note(self._words, state))
        self._picture.show(state.picture)
        self.place(relx=0, rely=0, relwidth=1, relheight=1)
        self.lift()


def _note(words: Wording, state: Preview) -> str:
    if state.trouble is not None:
        return words.message(state.trouble).happened
    if state.job is None:
        return words.say("counter_preview_none")
    return words.say("general_page", page=str(state.number), pages=str(state.count)) if state.count else ""
