"""世帯: who lives there, with a digit each, so that a key says whom the next certificate is about."""

import tkinter as tk

from branch_app.ui.keys import DIGITS
from branch_app.ui.look import Look
from branch_app.ui.presenters.counter import CounterState
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.widgets.panel import Panel
from branch_app.ui.widgets.table import Column, DataTable, Row, RowKind
from branch_app.ui.wording import Wording
from branch_app.usecases.look_up import Known, Member

_NARROW = (Column("", 26, "center"), Column("", 50), Column("", 50, "e"), Column("", 60))
_COLUMNS = (Column("", 130, grows=True), *_NARROW)
_HEAD_TEXTS = (
    "counter_column_name",
    "counter_column_number",
    "counter_column_relation",
    "counter_column_age",
    "counter_column_flag",
)


class HouseholdView(Panel):
    """The members in the order of the register; who is on the list is red."""

    def __init__(self, parent: tk.Misc, look: Look, parts: CounterParts) -> None:
        super().__init__(parent, look)
        self._parts = parts
        self._words = Wording(look)
        self._table = DataTable(self.body, look, _COLUMNS, on_pick=self._pick)
        self._table.pack(fill="both", expand=True)
        look.follow(self.body, self._restyle_body)
        parts.room.counter.listen(self._show)

    def _restyle_body(self) -> None:
        self.body.paint_ground()
        self._table.head([self._words.say(key) for key in _HEAD_TEXTS])
        self._show(self._parts.room.counter.state)

    def _pick(self, row: int) -> None:
        if row < len(DIGITS) - 1:
            self._parts.press(DIGITS[row + 1])

    def _show(self, state: CounterState) -> None:
        members = state.person.members if state.person else ()
        at = next((i for i, member in enumerate(members) if member.resident.id == state.form.subject), None)
        self._table.fill([self._row(number, member) for number, member in enumerate(members, start=1)], at)

    def _row(self, number: int, member: Member) -> Row:
        words, resident = self._words, member.resident
        flags = {Known.YES: f"⚠ {words.say('resident_flag')}", Known.UNKNOWN: "?", Known.NO: ""}
        return Row(
            (
                resident.name,
                str(number),
                words.relation(resident.relationship),
                str(member.age),
                flags[member.restricted],
            ),
            RowKind.PLAIN if member.restricted is Known.NO else RowKind.RESTRICTED,
            self._parts.pictures.of(resident.name),
        )
