"""本人確認: a button and a digit for each of the common documents."""

import tkinter as tk
from functools import partial

from branch_app.ui.keys import DIGITS
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.form import Form
from branch_app.ui.presenters.proof import ON_KEYS
from branch_app.ui.theme import Role
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.label import Paragraph
from branch_app.ui.widgets.panel import Panel
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording

_LIST, _SEAL_CARD = ON_KEYS, ON_KEYS + 1
_NEVER_BREAKS = 5
"""Letters of a Japanese label that stays on one line."""
_KEYS = (*DIGITS[1 : ON_KEYS + 1], DIGITS[9], DIGITS[0])


class ProofView(Panel):
    """Asks while it is not known who is there, and says how it is known afterwards."""

    def __init__(self, parent: tk.Misc, look: Look, parts: CounterParts) -> None:
        super().__init__(parent, look)
        self._parts = parts
        self._words = Wording(look)
        self._note = Paragraph(self.body, look, "", Type.BODY)
        self._note.pack(fill="x")
        self._grid = Area(self.body, look)
        self._buttons = [self._button(place) for place in range(ON_KEYS + 2)]
        look.follow(self.body, self._restyle_body)
        parts.room.counter.listen(lambda state: self._show(state.form))
        parts.room.proof.listen(lambda _state: self._show(parts.room.counter.state.form))

    def _button(self, place: int) -> ActionButton:
        key = _KEYS[place]
        button = ActionButton(self._grid, self.look, " ", partial(self._parts.press, key), key)
        gap = self.look.gap(Space.HAIR)
        button.grid(row=0, column=place, sticky="nsew", padx=gap, pady=gap)
        return button

    def _restyle_body(self) -> None:
        self.body.paint_ground()
        self._label(_LIST, self._words.say("counter_identity_more"))
        self._label(_SEAL_CARD, self._words.say("counter_seal_card_short"))
        self._show(self._parts.room.counter.state.form)

    def _show(self, form: Form) -> None:
        lacking = self._parts.room.proof.lacking(form)
        if lacking:
            asked = self._words.word(lacking) if form.documents else self._words.say("counter_identity_prompt")
            self._note.show(f"○{asked}{self._asks(form)}", Role.TEXT)
            self._grid.pack(fill="x")
        else:
            done = self._words.say("counter_identity_done", what=self._how(form))
            self._note.show(f"✓{done}{self._asks(form)}", Role.GOOD_TEXT)
            self._grid.pack_forget()
        for place, button in enumerate(self._buttons[:ON_KEYS]):
            self._show_document(button, place, form)

    def _show_document(self, button: ActionButton, place: int, form: Form) -> None:
        accepted = self._parts.room.proof.state.accepted
        if place >= len(accepted):
            button.grid_remove()
            return
        code = accepted[place].code
        button.grid()
        self._label(place, self._words.word(code))
        button.become(ButtonKind.PRIMARY if code in form.documents else ButtonKind.SECONDARY)

    def _label(self, place: int, label: str) -> None:
        """Where room is short, what is long breaks into lines, and not 旅券."""
        self._buttons[place].show(label)
        self._grid.columnconfigure(place, weight=_spare(label))

    def _asks(self, form: Form) -> str:
        """As what, and who, where it is not simply the person on the screen."""
        if form.claim is None:
            return ""
        words = self._words
        asked = words.say("counter_asked_as", who=words.word(f"standing_{form.claim.standing.value}"))
        return f"　{asked}　{form.visitor.name if form.visitor else form.claim.body}".rstrip()

    def _how(self, form: Form) -> str:
        words = self._words
        if form.evidence is not None:
            return words.word(f"evidence_{form.evidence.value}")
        seen = [words.word(code) for code in form.documents]
        return "・".join([*seen, *([words.say("counter_seal_card_short")] if form.seal_card else [])])


def _spare(label: str) -> int:
    """Letters by which it may be narrower: words stay whole, and so do short labels without any."""
    words = label.split(" ")
    return len(label) - max(map(len, words)) if len(words) > 1 else max(0, len(label) - _NEVER_BREAKS)
