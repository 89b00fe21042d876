"""取消: which paper, why, whose fault; then a second person."""

import tkinter as tk
from functools import partial

from branch_app.ui.keys import DIGITS, Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.voiding import REASONS, Voiding
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.dialog import Dialog, DialogKind
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.router import KeyRouter
from branch_app.ui.widgets.surface import Area
from branch_app.ui.widgets.table import Column, DataTable, Row
from branch_app.ui.wording import Wording
from branch_app.usecases.papers import Paper

_A_ROW = 2
_COLUMNS = (Column("", 160), Column("", 200, grows=True), Column("", 240), Column("", 150))
_HEAD_TEXTS = ("counter_column_name", "counter_certificates", "trouble_recover_number", "trouble_recover_state")
_TABLE_HEIGHT = 140


class VoidDialog(Dialog):
    """F9 marks one of several, digits choose why, + and − whose fault it was, Enter asks for the second person."""

    def __init__(self, window: tk.Misc, look: Look, router: KeyRouter, parts: CounterParts) -> None:
        self._parts = parts
        self._words = Wording(look)
        say = self._words.say
        super().__init__(
            window,
            look,
            router,
            say("counter_void_title"),
            DialogKind.DANGER,
            parts.keyboard.press,
            lambda: parts.press(Key.ESCAPE),
        )
        holder = Area(self.body, look)
        holder.configure(height=look.px(_TABLE_HEIGHT), width=look.px(720))
        holder.pack_propagate(flag=False)
        holder.pack(fill="x")
        self._table = DataTable(holder, look, _COLUMNS, self._selected)
        self._table.pack(fill="both", expand=True)
        self._table.head([say(key) for key in _HEAD_TEXTS])
        Label(self.body, look, say("counter_void_reason"), Type.STRONG).pack(anchor="w", pady=look.gap(Space.XS))
        grid = Area(self.body, look)
        grid.pack(fill="x")
        for column in range(_A_ROW):
            grid.columnconfigure(column, weight=1, uniform="reason")
        self._reasons = [self._reason(grid, place) for place in range(len(REASONS))]
        self._fault = ActionButton(self.body, look, " ", lambda: parts.press(Key.PLUS), Key.PLUS)
        self._fault.pack(fill="x", pady=look.gap(Space.S))
        self._go = ActionButton(
            self.actions,
            look,
            say("counter_void_confirm"),
            lambda: parts.press(Key.RETURN),
            Key.RETURN,
            ButtonKind.DANGER,
        )
        self._leave = ActionButton(
            self.actions, look, say("general_cancel"), lambda: parts.press(Key.ESCAPE), Key.ESCAPE
        )
        self._mark = ActionButton(self.actions, look, say("counter_void_mark"), lambda: parts.press(Key.F9), Key.F9)
        if len(parts.room.voiding.state.papers) > 1:
            self._mark.pack(side="left")
        self._go.pack(side="right")
        self._leave.pack(side="right", padx=look.gap(Space.S))

    def tell(self, state: Voiding) -> None:
        """What is chosen now."""
        say = self._words.say
        self._table.fill([self._row(paper, paper.job in state.marked) for paper in state.papers], state.at)
        for button, reason in zip(self._reasons, REASONS, strict=True):
            button.become(ButtonKind.PRIMARY if reason is state.reason else ButtonKind.SECONDARY)
        self._fault.show(say("counter_void_fault" if state.office_fault else "counter_void_request"))
        if state.reason is None:
            self._go.disable()
        else:
            self._go.enable()

    def focus_first(self) -> tk.Misc:
        """The way out; Enter means "go on" wherever the focus is not on a button."""
        return self.body

    def _reason(self, grid: Area, place: int) -> ActionButton:
        key, gap = DIGITS[place + 1], self.look.gap(Space.HAIR)
        label = self._words.word(REASONS[place].value)
        button = ActionButton(grid, self.look, label, partial(self._parts.press, key), key)
        button.grid(row=place // _A_ROW, column=place % _A_ROW, sticky="nsew", padx=gap, pady=gap)
        return button

    def _selected(self, row: int) -> None:
        voiding = self._parts.room.voiding
        voiding.move(row - voiding.state.at)

    def _row(self, paper: Paper, marked: bool) -> Row:  # noqa: FBT001 - a state, handed on
        words, sign = self._words, "☑ " if marked else ""
        return Row(
            (
                paper.subject_name,
                words.word(paper.certificate.value),
                paper.number,
                f"{sign}{words.word(paper.state.value)}",
            ),
            picture=self._parts.pictures.of(paper.subject_name),
        )
