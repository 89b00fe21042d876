"""月末, over the manager's report: 調定 by account, and how much of 本人通知 there is."""

import tkinter as tk

from branch_app.domain.reconcile.assessment import AssessmentLine
from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.month import MonthDeed, MonthPresenter, MonthState
from branch_app.ui.theme import Role
from branch_app.ui.views.outcome import not_done
from branch_app.ui.views.signed import signed
from branch_app.ui.widgets.button import ActionButton
from branch_app.ui.widgets.dialog import Dialog
from branch_app.ui.widgets.label import Label, Paragraph
from branch_app.ui.widgets.router import KeyRouter
from branch_app.ui.widgets.surface import Area
from branch_app.ui.widgets.table import Column, DataTable, Row
from branch_app.ui.wording import Wording

_WIDTH, _HEIGHT = 820, 200
_COLUMNS = (
    Column("", 90),
    Column("", 250, grows=True),
    *(Column("", width, "e") for width in (70, 120, 110, 120)),
)
_HEAD_TEXTS = (
    "manager_month_year",
    "manager_month_account",
    "manager_month_copies",
    "manager_month_charged",
    "manager_month_refunded",
    "manager_month_assessed",
)
_DEED_TEXTS = {MonthDeed.PRINTED: "manager_month_printed"}


class MonthDialog(Dialog):
    """PgUp and PgDn turn the month, F11 prints, F10 writes the tables."""

    def __init__(self, window: tk.Misc, look: Look, router: KeyRouter, month: MonthPresenter) -> None:
        self._month = month
        self._words = Wording(look)
        say = self._words.say
        super().__init__(window, look, router, say("manager_month"), hear=self._hear_key, on_escape=month.give_up)
        self._which = Label(self.body, look, "", Type.HEADING)
        self._which.pack(anchor="w")
        holder = Area(self.body, look)
        holder.configure(width=look.px(_WIDTH), height=look.px(_HEIGHT))
        holder.pack_propagate(flag=False)
        holder.pack(fill="x", pady=look.gap(Space.S))
        self._table = DataTable(holder, look, _COLUMNS)
        self._table.pack(fill="both", expand=True)
        self._table.head([say(key) for key in _HEAD_TEXTS])
        self._told = Paragraph(self.body, look)
        self._said = Paragraph(self.body, look, style=Type.STRONG)
        self._told.pack(fill="x")
        self._said.pack(fill="x")
        self._before = ActionButton(self.actions, look, say("manager_month_before"), self._back, Key.PAGE_UP)
        self._after = ActionButton(self.actions, look, say("manager_month_after"), self._on, Key.PAGE_DOWN)
        self._print = ActionButton(self.actions, look, say("manager_month_print"), month.print, Key.F11)
        self._write = ActionButton(self.actions, look, say("manager_month_write"), month.write, Key.F10)
        leave = ActionButton(self.actions, look, say("general_close"), month.give_up, Key.ESCAPE)
        for button in (self._before, self._after, self._print, self._write):
            button.pack(side="left", padx=(0, look.gap(Space.XS)))
        leave.pack(side="right")

    @property
    def table(self) -> DataTable:
        """A row an account of a year, and their sum."""
        return self._table

    def tell(self, state: MonthState) -> None:
        """As far as the log was read."""
        say = self._words.say
        if state.first is not None:
            month = f"{state.first.month:02d}"
            self._which.show(say("manager_month_of", year=str(state.first.year), month=month))
        lines = state.seen.order.lines if state.seen is not None else ()
        self._table.fill([*map(self._row, lines), self._sum(lines)] if state.seen is not None else [], None)
        told = len(state.seen.told) if state.seen is not None else 0
        self._told.show(say("manager_month_told", n=told))
        self._said.show(*self._what_was_said(state))
        for button in (self._print, self._write):
            if state.seen is not None and not state.busy:
                button.enable()
            else:
                button.disable()

    def focus_first(self) -> tk.Misc:
        """Keys do everything."""
        return self.body

    def _what_was_said(self, state: MonthState) -> tuple[str, Role]:
        say = self._words.say
        waiting = not_done(self._words, state.trouble, busy=state.busy)
        if waiting is not None:
            return waiting
        if state.done is MonthDeed.WRITTEN:
            return signed("✓", say("manager_exported", place=self._month.tools.folder.place)), Role.GOOD_TEXT
        if state.done in _DEED_TEXTS:
            return signed("✓", say(_DEED_TEXTS[state.done])), Role.GOOD_TEXT
        return "", Role.MUTED

    def _row(self, line: AssessmentLine) -> Row:
        sums = (line.charged_yen, line.refunded_yen, line.assessed_yen)
        return Row((str(line.fiscal_year), line.account, f"{line.copies:,}", *map(self._words.yen, sums)))

    def _sum(self, lines: tuple[AssessmentLine, ...]) -> Row:
        sums = (
            sum(line.charged_yen for line in lines),
            sum(line.refunded_yen for line in lines),
            sum(line.assessed_yen for line in lines),
        )
        copies = f"{sum(line.copies for line in lines):,}"
        return Row(("", self._words.say("manager_x_sum"), copies, *map(self._words.yen, sums)))

    def _back(self) -> None:
        self._month.turn(-1)

    def _on(self) -> None:
        self._month.turn(1)

    def _hear_key(self, key: Key) -> bool:
        acts = {
            Key.PAGE_UP: self._back,
            Key.PAGE_DOWN: self._on,
            Key.F11: self._month.print,
            Key.F10: self._month.write,
        }
        if key in acts:
            acts[key]()
        return key in acts
