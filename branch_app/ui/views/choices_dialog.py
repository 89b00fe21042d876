"""選択肢 of the line in hand, over the counter: what is on, and why something cannot be."""

import tkinter as tk

from branch_app.ui.keys import DIGITS, Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.choice import Choice
from branch_app.ui.presenters.choices import Choices
from branch_app.ui.theme import Role
from branch_app.ui.views.choice_words import label, mark, reason
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.dialog import Dialog
from branch_app.ui.widgets.label import Paragraph
from branch_app.ui.widgets.router import KeyRouter
from branch_app.ui.widgets.surface import Area
from branch_app.ui.widgets.table import Column, DataTable, Row, RowKind
from branch_app.ui.wording import Wording

_WIDTH, _HEIGHT = 780, 340
_COLUMNS = (Column("", 400, grows=True), Column("", 72), Column("", 280))
_HEAD_TEXTS = ("choices_column", "recent_key", "choices_why")
_BY_DIGIT = DIGITS[1:]


class ChoicesDialog(Dialog):
    """Digit or Enter switches a row; Esc ends. From the tenth row on only ↑ and ↓ lead there."""

    def __init__(self, window: tk.Misc, look: Look, router: KeyRouter, parts: CounterParts) -> None:
        self._parts = parts
        self._words = Wording(look)
        say = self._words.say
        line = parts.room.counter.state.form.line
        title = self._words.word(line.wish.certificate.value) if line else say("help_choices")
        super().__init__(
            window, look, router, title, hear=parts.keyboard.press, on_escape=lambda: parts.press(Key.ESCAPE)
        )
        holder = Area(self.body, look)
        holder.configure(width=look.px(_WIDTH), height=look.px(_HEIGHT))
        holder.pack_propagate(flag=False)
        holder.pack()
        choices = parts.room.choices
        self._note = Paragraph(holder, look, "", Type.STRONG, Role.BAD_TEXT)
        self._table = DataTable(
            holder, look, _COLUMNS, lambda row: choices.move(row - choices.state.at), lambda _row: choices.choose()
        )
        self._note.pack(side="bottom", fill="x", pady=(look.gap(Space.XS), 0))
        self._table.pack(fill="both", expand=True)
        self._table.head([say(key) for key in _HEAD_TEXTS])
        switch = ActionButton(
            self.actions,
            look,
            say("choices_switch"),
            lambda: parts.press(Key.RETURN),
            Key.RETURN,
            ButtonKind.PRIMARY,
        )
        switch.pack(side="right")
        leave = ActionButton(self.actions, look, say("general_close"), lambda: parts.press(Key.ESCAPE), Key.ESCAPE)
        leave.pack(side="right", padx=look.gap(Space.S))

    @property
    def table(self) -> DataTable:
        """What can be chosen."""
        return self._table

    def tell(self, state: Choices) -> None:
        """What is on now."""
        self._table.fill([self._row(place, choice) for place, choice in enumerate(state.rows)], state.at)
        self._note.show(*self._note_of(state))

    def _note_of(self, state: Choices) -> tuple[str, Role]:
        """What stops, or that there is nothing to choose."""
        if state.trouble is not None:
            return f"⚠ {self._words.message(state.trouble).citizen}", Role.BAD_TEXT
        if not state.given:
            return f"⚠ {self._words.say('choices_not_given')}", Role.BAD_TEXT
        return "" if state.rows else self._words.say("choices_none"), Role.MUTED

    def focus_first(self) -> tk.Misc:
        """The list takes ↑ and ↓ by the keyboard."""
        return self.body

    def _row(self, place: int, choice: Choice) -> Row:
        digit = _BY_DIGIT[place].value if place < len(_BY_DIGIT) else "　"
        words = self._words
        what = label(words, choice)
        cells = (what, f"{digit}　{mark(choice)}", reason(words, choice))
        return Row(cells, RowKind.FADED if choice.barred else RowKind.PLAIN, self._parts.pictures.of(what))
