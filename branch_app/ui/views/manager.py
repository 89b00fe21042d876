"""責任者の仕事: five pages in the order of a day, two for what head office rings and asks about, the line below."""

import tkinter as tk
from functools import partial

from branch_app.domain.deciders.sheets import Stock
from branch_app.ui.keys import DIGITS, FUNCTION_KEYS, Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.manager import Deed, ManagerState, Section
from branch_app.ui.presenters.status import Status
from branch_app.ui.pump import Timer
from branch_app.ui.theme import Role
from branch_app.ui.views.manager_cases import CasesPage
from branch_app.ui.views.manager_cash import CashPage
from branch_app.ui.views.manager_close import ClosePage
from branch_app.ui.views.manager_line import LineView
from branch_app.ui.views.manager_opening import OpeningPage
from branch_app.ui.views.manager_parts import ManagerPage, ManagerParts
from branch_app.ui.views.manager_report import ReportPage
from branch_app.ui.views.manager_sheets import SheetsPage
from branch_app.ui.views.manager_stops import StopsPage
from branch_app.ui.views.outcome import not_done
from branch_app.ui.views.signed import signed
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.label import Label, Paragraph
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording
from branch_app.usecases.day_report import DayPhase, DayReport

_SIDE = 212
_SECOND_MS = 1_000
_PAGES: dict[Section, type[ManagerPage]] = {
    Section.OPENING: OpeningPage,
    Section.REPORT: ReportPage,
    Section.CASH: CashPage,
    Section.SHEETS: SheetsPage,
    Section.CLOSE: ClosePage,
    Section.STOPS: StopsPage,
    Section.CASES: CasesPage,
}
_NAME_TEXTS = {
    Section.OPENING: "manager_open",
    Section.REPORT: "manager_x",
    Section.CASH: "manager_count",
    Section.SHEETS: "manager_sheets",
    Section.CLOSE: "manager_close",
    Section.STOPS: "manager_stops",
    Section.CASES: "manager_cases",
}
_PHASE_TEXTS = {
    DayPhase.FRESH: "manager_at_fresh",
    DayPhase.OPEN: "manager_at_open",
    DayPhase.OVERNIGHT: "manager_at_overnight",
    DayPhase.CLOSED: "manager_at_closed",
}
_DEED_TEXTS = {
    Deed.OPENED: "manager_opened",
    Deed.COUNTED: "manager_counted",
    Deed.HANDED_OVER: "manager_handed_over",
    Deed.PAID_IN: "manager_paid_in",
    Deed.RECEIVED: "manager_plain_received",
    Deed.COUNTED_PAPER: "manager_plain_counted",
    Deed.EXPLAINED: "manager_gap_explained",
    Deed.KEPT: "manager_kept",
    Deed.SUPPLEMENTED: "manager_again_open",
    Deed.PAID_OUT: "manager_paid_out",
    Deed.INSPECTED: "manager_inspected",
    Deed.CLOSED: "manager_closed",
    Deed.PRINTED: "manager_papers_printed",
    Deed.CLOCK: "manager_clock_accepted",
}
_PAPER_DEED_TEXTS = {
    Deed.LOADED: "manager_paper_loaded",
    Deed.CONFIRMED: "manager_sheets_checked",
    Deed.SPOILT: "manager_sheets_gone",
}
_STEPS = {Key.UP: -1, Key.DOWN: 1}
_KEYS = dict(zip(Section, (*FUNCTION_KEYS[:5], Key.F8, Key.F9), strict=True))
"""F6 and F7 are the line's."""


class ManagerScreen(Area):
    """Every page is built once; ``press`` hears what the window's router has for this screen."""

    def __init__(self, parent: tk.Misc, look: Look, parts: ManagerParts) -> None:
        super().__init__(parent, look)
        self._parts = parts
        self._words = Wording(look)
        self._section: Section | None = None
        self._moving = False
        self._arriving = False
        self._side, self._right = Area(self, look), Area(self, look)
        self._stack = Area(self._right, look)
        self._title = Label(self._side, look, "", Type.HEADING)
        self._tabs = {
            section: ActionButton(self._side, look, "", partial(self._go, section), key)
            for section, key in _KEYS.items()
        }
        self._back = ActionButton(self._side, look, "", parts.leave, Key.ESCAPE)
        self._said = Paragraph(self._right, look, style=Type.STRONG)
        self._pages = {section: page(self._stack, look, parts) for section, page in _PAGES.items()}
        self._line = LineView(self._right, look, parts.status)
        self._lay_out()
        look.follow(self, self.restyle)
        parts.manager.listen(self._show)
        parts.status.listen(self._follow_line)
        parts.stops.listen(lambda _state: self._tell(parts.manager.state))
        parts.cases.listen(lambda _state: self._tell(parts.manager.state))
        clock = Timer(self, _SECOND_MS, self._watch_clock)
        self.bind("<Destroy>", lambda event: clock.cancel() if event.widget is self else None, add="+")

    def restyle(self) -> None:
        """Follow the look, its language too."""
        self.paint_ground()
        self._side.configure(width=self.look.px(_SIDE))
        self._title.show(self._words.say("manager_title"))
        self._back.show(self._words.say("general_back"))
        self._tell(self._parts.manager.state)

    def arrive(self) -> None:
        """The screen comes up: figures of now, and the page that the day asks for first."""
        manager = self._parts.manager
        self.focus_set()
        manager.show(manager.state.section)
        self._pages[manager.state.section].come_up()
        self._arriving = manager.state.looking
        if not self._arriving:
            self.focus_first()

    def focus_first(self) -> None:
        """Where the keys go."""
        self._pages[self._parts.manager.state.section].focus_first()

    def press(self, key: Key) -> bool:
        """F1 to F5, F8, F9 and, outside of fields, 1 to 7 and ↑ ↓ turn the pages; the page has the rest."""
        section = self._parts.manager.state.section
        if self._pages[section].press(key) or self._line.press(key):
            return True
        sections = list(Section)
        match key:
            case Key.ESCAPE:
                self._parts.leave()
            case _ if key in _KEYS.values():
                self._go(next(section for section, tab in _KEYS.items() if tab is key))
            case _ if key in DIGITS[1 : len(sections) + 1]:
                self._go(sections[DIGITS.index(key) - 1])
            case _ if key in _STEPS:
                self._step(_STEPS[key])
            case _:
                return False
        return True

    def _go(self, section: Section) -> None:
        self._parts.manager.show(section)
        self._pages[section].focus_first()

    def _step(self, by: int) -> None:
        """The focus stays in the list, so that the next ↓ goes on."""
        sections = list(Section)
        at = sections.index(self._parts.manager.state.section)
        section = sections[max(0, min(at + by, len(sections) - 1))]
        self._parts.manager.show(section)
        self._tabs[section].focus_set()

    def _show(self, state: ManagerState) -> None:
        if state.section is not self._section:
            self._section = state.section
            self._pages[state.section].lift()
            self._pages[state.section].come_up()
        self._tell(state)
        if self._arriving and not state.looking:
            # Which field comes first, the day's figures decide.
            self._arriving = False
            self.focus_first()

    def _tell(self, state: ManagerState) -> None:
        self._pages[state.section].tell(state)
        for section, tab in self._tabs.items():
            tab.become(ButtonKind.PRIMARY if section is state.section else ButtonKind.SECONDARY)
            tab.show(
                self._words.say(_NAME_TEXTS[section]), self._detail(section, state.report) if state.report else ""
            )
        self._said.show(*self._what_was_said(state))

    def _detail(self, section: Section, report: DayReport) -> str:
        say = self._words.say
        match section:
            case Section.OPENING:
                return say(_PHASE_TEXTS[report.phase])
            case Section.REPORT:
                return say("manager_at_forms", n=report.forms)
            case Section.CASH:
                return say("manager_at_uncounted" if report.counted_yen is None else "manager_at_counted")
            case Section.SHEETS:
                return self._rest(report.stock)
            case Section.CLOSE:
                return self._close_detail(report)
            case Section.STOPS:
                return say("manager_at_stops", n=len(self._parts.stops.state.holds))
            case Section.CASES:
                return say("manager_at_cases", n=self._parts.cases.state.waiting)

    def _rest(self, stock: Stock | None) -> str:
        if stock is None:
            return self._words.say("manager_at_no_paper")
        return self._words.say("manager_at_rest", n=stock.rest)

    def _close_detail(self, report: DayReport) -> str:
        if not report.open:
            return self._words.say(_PHASE_TEXTS[report.phase])
        if report.obstacles:
            return self._words.say("manager_at_todo", n=len(report.obstacles))
        return self._words.say("manager_at_ready")

    def _what_was_said(self, state: ManagerState) -> tuple[str, Role]:
        say = self._words.say
        of_the_page = self._pages[state.section].said()
        if of_the_page is not None:
            return of_the_page
        waiting = not_done(self._words, state.trouble, busy=state.busy)
        if waiting is not None:
            return waiting
        if state.done is Deed.EXPORTED:
            return signed("✓", say("manager_exported", place=self._parts.manager.closes.place)), Role.GOOD_TEXT
        if state.done in _DEED_TEXTS:
            return signed("✓", say(_DEED_TEXTS[state.done])), Role.GOOD_TEXT
        if state.done in _PAPER_DEED_TEXTS:
            stock = state.report.stock if state.report else None
            number = str(stock.next_number) if stock else ""
            return signed("✓", say(_PAPER_DEED_TEXTS[state.done], next=number)), Role.GOOD_TEXT
        return "", Role.MUTED

    def _follow_line(self, state: Status) -> None:
        """What head office has witnessed may have changed."""
        came_back = self._moving and not state.moving
        self._moving = state.moving
        if came_back and self.winfo_ismapped():
            self._parts.manager.refresh()

    def _watch_clock(self) -> None:
        if self._parts.manager.state.section is Section.CLOSE and self.winfo_viewable():
            self._parts.manager.watch_clock()

    def _lay_out(self) -> None:
        gap = self.look.gap(Space.M)
        self.columnconfigure(1, weight=1)
        self.rowconfigure(0, weight=1)
        self._side.grid(row=0, column=0, sticky="ns", padx=gap, pady=gap)
        self._side.pack_propagate(flag=False)
        self._right.grid(row=0, column=1, sticky="nsew", padx=(0, gap), pady=gap)
        self._title.pack(anchor="w", pady=(0, gap))
        for tab in self._tabs.values():
            tab.pack(fill="x", pady=(0, self.look.gap(Space.S)))
        self._back.pack(side="bottom", fill="x")
        self._right.columnconfigure(0, weight=1)
        self._right.rowconfigure(1, weight=1)
        self._said.grid(row=0, column=0, sticky="ew", pady=(0, self.look.gap(Space.XS)))
        self._stack.grid(row=1, column=0, sticky="nsew")
        self._line.grid(row=2, column=0, sticky="ew", pady=(self.look.gap(Space.S), 0))
        for page in self._pages.values():
            page.place(relwidth=1, relheight=1)
