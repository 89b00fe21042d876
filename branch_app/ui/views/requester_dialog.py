"""請求者, over the counter: as what somebody asks, and who they are where no register here knows them."""

import tkinter as tk
from functools import partial

from branch_app.domain.records.requester import Standing
from branch_app.ui.keys import DIGITS, Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.requester import STANDINGS, Requester, Stated
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.dialog import Dialog
from branch_app.ui.widgets.entry import TextEntry
from branch_app.ui.widgets.label import Paragraph
from branch_app.ui.widgets.router import KeyRouter
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording

_SIDE, _FIELDS, _HEIGHT = 300, 440, 356
_STANDING_TEXTS = {
    None: "requester_registered",
    Standing.AGENT: "requester_agent",
    Standing.THIRD_PARTY: "requester_third_party",
    Standing.OFFICIAL: "requester_official",
    Standing.FAMILY: "requester_family",
}
_NOTE_TEXTS = {
    None: "requester_registered_note",
    Standing.AGENT: "requester_agent_note",
    Standing.THIRD_PARTY: "requester_third_party_note",
    Standing.OFFICIAL: "requester_official_note",
    Standing.FAMILY: "requester_family_note",
}
_CAPTION_TEXTS = {
    Stated.NAME: "requester_name",
    Stated.ADDRESS: "requester_address",
    Stated.BIRTH: "requester_birth",
    Stated.TOLD: "requester_told",
    Stated.BODY: "requester_body",
    Stated.NUMBER: "requester_number",
}


class RequesterDialog(Dialog):
    """Digits choose the standing, Enter goes from field to field and then takes it."""

    def __init__(self, window: tk.Misc, look: Look, router: KeyRouter, parts: CounterParts) -> None:
        self._parts = parts
        self._words = Wording(look)
        self._standing: Standing | None = None
        self._said = False
        say = self._words.say
        super().__init__(
            window, look, router, say("requester_title"), hear=self._hear_key, on_escape=self._leave_it
        )
        self._holder = Area(self.body, look)
        self._holder.configure(width=look.px(_SIDE + _FIELDS), height=look.px(_HEIGHT))
        self._holder.grid_propagate(flag=False)
        self._holder.pack()
        self._holder.columnconfigure(0, minsize=look.px(_SIDE))
        self._holder.columnconfigure(1, weight=1)
        self._holder.rowconfigure(0, weight=1)
        side = Area(self._holder, look)
        side.grid(row=0, column=0, sticky="new", padx=(0, look.gap(Space.L)))
        self._buttons = [self._button(side, place) for place in range(len(STANDINGS))]
        right = Area(self._holder, look)
        right.grid(row=0, column=1, sticky="nsew")
        self._note = Paragraph(right, look, "", Type.BODY)
        self._note.pack(fill="x", pady=(0, look.gap(Space.S)))
        self._fields = {
            each: TextEntry(right, look, lambda _text: None, say(_CAPTION_TEXTS[each])) for each in Stated
        }
        take = ActionButton(self.actions, look, say("general_confirm"), self._take, Key.RETURN, ButtonKind.PRIMARY)
        take.pack(side="right")
        leave = ActionButton(self.actions, look, say("general_cancel"), self._leave_it, Key.ESCAPE)
        leave.pack(side="right", padx=look.gap(Space.S))

    def tell(self, state: Requester) -> None:
        """What is chosen, asked for and wrong."""
        if not self._said:
            for each, text in state.typed.items():
                self._fields[each].put(text)
        changed = not self._said or state.standing is not self._standing
        self._said, self._standing = True, state.standing
        for button, standing in zip(self._buttons, STANDINGS, strict=True):
            button.become(ButtonKind.PRIMARY if standing is state.standing else ButtonKind.SECONDARY)
        self._note.show(self._note_of(state))
        if changed:
            self._lay_out(state)
        self._complain(state)

    def focus_first(self) -> tk.Misc:
        """The standing is chosen first."""
        return self.body

    def field(self, each: Stated) -> TextEntry:
        """Where that is typed."""
        return self._fields[each]

    def _note_of(self, state: Requester) -> str:
        note = self._words.say(_NOTE_TEXTS[state.standing])
        known = state.asked and state.known and not state.proved
        return f"{note}　{self._words.say('requester_known_note')}" if known else note

    def _lay_out(self, state: Requester) -> None:
        for field in self._fields.values():
            field.pack_forget()
        family = state.standing is Standing.FAMILY
        self._fields[Stated.TOLD].show(self._words.say("requester_told_family" if family else "requester_told"))
        for each in state.asked:
            self._fields[each].pack(fill="x", pady=(0, self.look.gap(Space.XS)))

    def _complain(self, state: Requester) -> None:
        for each, field in self._fields.items():
            if each is not state.wrong:
                field.complain("")
            elif state.trouble is not None:
                field.complain(self._words.message(state.trouble).happened)
            else:
                field.complain(self._words.say("requester_needed"))
        if state.wrong is not None:
            self._fields[state.wrong].focus_set()

    def _button(self, side: Area, place: int) -> ActionButton:
        label = self._words.say(_STANDING_TEXTS[STANDINGS[place]])
        button = ActionButton(side, self.look, label, partial(self._choose, place), DIGITS[place + 1])
        button.pack(fill="x", pady=(0, self.look.gap(Space.XS)))
        return button

    def _choose(self, place: int) -> None:
        requester = self._parts.room.requester
        requester.choose(place)
        asked = requester.state.asked
        (self._fields[asked[0]] if asked else self.body).focus_set()

    def _hear_key(self, key: Key) -> bool:
        if key is Key.RETURN:
            self._advance()
            return True
        if key in DIGITS[1 : len(STANDINGS) + 1]:
            self._choose(DIGITS.index(key) - 1)
            return True
        return self._parts.keyboard.press(key)

    def _advance(self) -> None:
        """From field to field; from the last one it is taken."""
        asked = self._parts.room.requester.state.asked
        focus = self.focus_get()
        at = next((place for place, each in enumerate(asked) if self._fields[each].field is focus), -1)
        if at + 1 < len(asked):
            self._fields[asked[at + 1]].focus_set()
        else:
            self._take()

    def _take(self) -> None:
        self._parts.room.requester.take({each: field.value for each, field in self._fields.items()})

    def _leave_it(self) -> None:
        self._parts.press(Key.ESCAPE)
