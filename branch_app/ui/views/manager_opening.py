"""開始: the float, and paper in the tray; what is to be done first stands first."""

import tkinter as tk

from branch_app.domain.deciders.sheets import Stock
from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space
from branch_app.ui.presenters.manager import Deed, ManagerState
from branch_app.ui.theme import Role
from branch_app.ui.views.manager_paper import LoadPaper
from branch_app.ui.views.manager_parts import FieldChain, ManagerPage, ManagerParts, number_in
from branch_app.ui.views.signed import signed
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.entry import DigitEntry, Digits
from branch_app.ui.widgets.label import Paragraph
from branch_app.ui.widgets.panel import Panel
from branch_app.usecases.day_report import DayPhase, DayReport

_FLOAT_DIGITS = 8
_PHASE_TEXTS = {
    DayPhase.FRESH: "manager_open_fresh",
    DayPhase.OPEN: "manager_open_already",
    DayPhase.OVERNIGHT: "manager_open_overnight",
    DayPhase.CLOSED: "manager_open_closed",
}
_PHASE_INKS = {
    DayPhase.FRESH: Role.EMPHASIS,
    DayPhase.OPEN: Role.GOOD_TEXT,
    DayPhase.OVERNIGHT: Role.BAD_TEXT,
    DayPhase.CLOSED: Role.MUTED,
}
_SIGNS = {DayPhase.FRESH: "▶", DayPhase.OPEN: "✓", DayPhase.OVERNIGHT: "⚠", DayPhase.CLOSED: "✓"}


class OpeningPage(ManagerPage):
    """Two steps side by side."""

    def __init__(self, parent: tk.Misc, look: Look, parts: ManagerParts) -> None:
        super().__init__(parent, look, parts)
        self._done: Deed | None = None
        self._day_panel, self._paper_panel = Panel(self, look), Panel(self, look)
        self._why = Paragraph(self._day_panel.body, look)
        self._float = DigitEntry(
            self._day_panel.body, look, lambda _: self._allow(), Digits.MONEY, _FLOAT_DIGITS, " "
        )
        self._open = ActionButton(self._day_panel.body, look, "", self._go, Key.F12, ButtonKind.MAIN)
        self._paper_why = Paragraph(self._paper_panel.body, look)
        self._paper = LoadPaper(self._paper_panel.body, look, parts.manager)
        self._chain = FieldChain((self._float,), self._go)
        self._lay_out()
        look.follow(self, self.restyle)

    def focus_first(self) -> None:
        """The float on a fresh morning, else the paper."""
        if self._may_open():
            self._chain.enter()
        else:
            self._paper.focus_first()

    def press(self, key: Key) -> bool:
        """F12 opens the day; Enter leads through the fields."""
        if key is Key.F12:
            self._go()
            return True
        return self._chain.press(key, self.focus_get()) or self._paper.press(key)

    def restyle(self) -> None:
        """Follow the look, its language too."""
        say = self._words.say
        self._day_panel.show(say("manager_open_step"))
        self._paper_panel.show(say("manager_paper_step"))
        self._float.show(say("manager_float"))
        self._open.show(say("manager_open"))
        super().restyle()

    def tell(self, state: ManagerState) -> None:
        """What the day is, and what lies in the tray."""
        if state.done is Deed.OPENED and self._done is not Deed.OPENED:
            self._float.clear()
            self._paper.focus_first()
        self._done = state.done
        self._paper.tell(state)
        if state.report is not None:
            self._tell_report(state.report)
        else:
            self._float.clear()
        self._allow()

    def _tell_report(self, report: DayReport) -> None:
        phase, day = report.phase, self._day(report.business_date)
        match phase:
            case DayPhase.FRESH:
                why = self._words.say("manager_open_fresh")
            case DayPhase.OPEN:
                why = self._words.say("manager_open_already", date=day, yen=report.float_yen)
            case _:
                why = self._words.say(_PHASE_TEXTS[phase], date=day)
        self._why.show(signed(_SIGNS[phase], why), _PHASE_INKS[phase])
        self._paper_why.show(self._paper_words(report.stock))

    def _paper_words(self, stock: Stock | None) -> str:
        if stock is None or stock.rest == 0:
            return signed("▶", self._words.say("manager_paper_nothing"))
        lies = self._words.say("manager_paper_lies", n=stock.rest, next=str(stock.next_number))
        return signed("✓", lies)

    def _lay_out(self) -> None:
        gap = self.look.gap(Space.M)
        self.rowconfigure(0, weight=1)
        for column, panel in enumerate((self._day_panel, self._paper_panel)):
            self.columnconfigure(column, weight=1, uniform="steps")
            panel.grid(row=0, column=column, sticky="nsew", padx=(gap if column else 0, 0))
        for widget in (self._why, self._float, self._open, self._paper_why, self._paper):
            widget.pack(fill="x", pady=(0, gap))

    def _may_open(self) -> bool:
        report = self._manager.state.report
        return report is not None and report.phase is DayPhase.FRESH and not self._manager.state.busy

    def _allow(self) -> None:
        if self._may_open():
            self._float.enable()
        else:
            self._float.disable()
        if self._may_open() and self._float.value:
            self._open.enable()
        else:
            self._open.disable()

    def _go(self) -> None:
        amount = number_in(self._float)
        if amount is not None and self._may_open():
            self._manager.open_day(amount)
