"""締め: what stands open, what was counted, how far head office has witnessed the log; then two persons."""

import tkinter as tk

from branch_app.domain.records.receipt import Anchor
from branch_app.domain.values.vouching import Vouched
from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.manager import ManagerState, Section
from branch_app.ui.theme import Role
from branch_app.ui.views.manager_parts import ManagerPage, ManagerParts
from branch_app.ui.views.signed import signed
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.label import Label, Paragraph
from branch_app.ui.widgets.money import AmountLine
from branch_app.ui.widgets.panel import Panel
from branch_app.ui.widgets.surface import Area
from branch_app.ui.widgets.table import Column, DataTable, Row
from branch_app.usecases.clock_look import ClockLook
from branch_app.usecases.day_report import DayPhase, DayReport
from branch_app.usecases.status import ClockState, LogStatus

_TODO_TEXTS = {
    "form": "manager_todo_form",
    "job": "manager_todo_job",
    "refund": "manager_todo_refund",
    "drawer": "manager_todo_drawer",
    "stock": "manager_todo_stock",
    "gap": "manager_todo_gap",
}
"""By the first word of an obstacle, as ``deciders.day`` names it."""
_PLACES = {"drawer": Section.CASH, "stock": Section.SHEETS, "gap": Section.SHEETS}
_COLUMNS = (Column("", 280), Column("", 200, grows=True))


class ClosePage(ManagerPage):
    """The day on the left, log and clock on the right."""

    def __init__(self, parent: tk.Misc, look: Look, parts: ManagerParts) -> None:
        super().__init__(parent, look, parts)
        self._parts = parts
        self._obstacles: tuple[str, ...] = ()
        self._day_panel, self._cash, self._log, self._clock = (Panel(self, look) for _ in range(4))
        self._state = Paragraph(self._day_panel.body, look, style=Type.STRONG)
        self._list = DataTable(self._day_panel.body, look, _COLUMNS, on_pick=self._go_to)
        self._offline = Paragraph(self._day_panel.body, look, style=Type.HINT, role=Role.MUTED)
        self._close = ActionButton(self._day_panel.body, look, "", self._ask, Key.F12, ButtonKind.MAIN)
        self._later = Area(self._day_panel.body, look)
        self._papers = ActionButton(self._later, look, "", self._manager.print_papers, Key.F11)
        self._keep = ActionButton(self._later, look, "", self._manager.keep_uncollected, Key.F10)
        self._again = ActionButton(self._later, look, "", parts.supplement.open, Key.PLUS)
        self._export = ActionButton(self._later, look, "", self._ask_export, Key.F10)
        self._money = [AmountLine(self._cash.body, look) for _ in range(2)]
        self._pending, self._witnessed, self._head = (Label(self._log.body, look) for _ in range(3))
        self._clock_state = Label(self._clock.body, look, "", Type.STRONG)
        self._times = [AmountLine(self._clock.body, look) for _ in range(2)]
        self._accept = ActionButton(self._clock.body, look, "", self._ask_clock)
        self._lay_out()
        look.follow(self, self.restyle)

    def focus_first(self) -> None:
        """The list of what stands open, else the close."""
        (self._list if self._obstacles else self._close).focus_set()

    def press(self, key: Key) -> bool:
        """F12 closes by two persons; F10, F11 and + are of the closed day, F10 before it keeps what nobody took."""
        ten = self._keep if self._keep.enabled else self._export
        buttons = {Key.F12: self._close, Key.F11: self._papers, Key.F10: ten, Key.PLUS: self._again}
        if key in buttons:
            buttons[key].act()
        return key in buttons

    def restyle(self) -> None:
        """Follow the look, its language too."""
        say = self._words.say
        self._day_panel.show(say("manager_close"))
        self._cash.show(say("manager_count"))
        self._log.show(say("manager_log"))
        self._clock.show(say("manager_clock"))
        self._list.head((say("manager_close_what"), say("manager_close_do")))
        self._offline.show(say("manager_close_offline"))
        self._close.show(say("manager_close_confirm"))
        self._papers.show(say("manager_papers_print"))
        self._again.show(say("manager_again"))
        self._export.show(say("manager_export"))
        self._later.paint_ground()
        self._accept.show(say("trouble_clock_accept"))
        self._obstacles = ()
        super().restyle()

    def tell(self, state: ManagerState) -> None:
        """As of the last look."""
        if state.report is not None:
            self._tell_day(state.report)
            self._tell_cash(state.report)
        self._tell_log(state.log, state.report)
        self._tell_clock(state.clock)
        report = state.report
        if report is not None and report.open and not report.obstacles and not state.busy:
            self._close.enable()
        else:
            self._close.disable()
        self._tell_later(report, busy=state.busy)

    def _tell_later(self, report: DayReport | None, *, busy: bool) -> None:
        """Before the close what nobody took is kept; after it come its papers, its file, and a second thought."""
        unclaimed = report.unclaimed if report is not None and report.open else 0
        claimed = report is not None and report.claimed
        self._keep.show(self._words.say("manager_keep", n=unclaimed))
        (self._export if claimed else self._keep).lift()
        for button, usable in (
            (self._papers, claimed),
            (self._export, claimed),
            (self._again, claimed),
            (self._keep, unclaimed > 0),
        ):
            if usable and not busy:
                button.enable()
            else:
                button.disable()

    def _tell_day(self, report: DayReport) -> None:
        self._state.show(*self._day_words(report))
        if report.obstacles == self._obstacles:
            return
        self._obstacles = report.obstacles
        self._list.fill([self._row(obstacle) for obstacle in report.obstacles])

    def _day_words(self, report: DayReport) -> tuple[str, Role]:
        say = self._words.say
        match report.phase:
            case DayPhase.FRESH:
                return say("manager_close_fresh"), Role.MUTED
            case DayPhase.CLOSED:
                anchor = Anchor(report.head.size, report.head.root).text
                return signed(
                    "✓", f"{say('manager_closed')}　{say('manager_log_head', root=anchor)}"
                ), Role.GOOD_TEXT
            case _ if report.obstacles:
                return signed("▶", say("manager_close_open")), Role.NOTICE_TEXT
            case _:
                return signed("✓", say("manager_close_none")), Role.GOOD_TEXT

    def _row(self, obstacle: str) -> Row:
        kind = obstacle.split(" ", maxsplit=1)[0]
        key = _TODO_TEXTS.get(kind)
        return Row((self._words.word(obstacle), self._words.say(key) if key else ""))

    def _tell_cash(self, report: DayReport) -> None:
        say = self._words.say
        counted, difference = self._money
        if report.counted_yen is None:
            counted.show(say("manager_count_counted"), "—", Role.MUTED)
            difference.show(say("manager_count_difference"), "—", Role.MUTED)
            return
        differs = report.counted_yen - report.expected_yen
        counted.show(say("manager_count_counted"), self._words.yen(report.counted_yen), Role.TEXT)
        if differs > 0:
            difference.show(say("manager_count_difference"), say("manager_count_over", yen=differs), Role.BAD_TEXT)
        elif differs < 0:
            difference.show(
                say("manager_count_difference"), say("manager_count_short", yen=-differs), Role.BAD_TEXT
            )
        else:
            difference.show(say("manager_count_difference"), say("manager_count_equal"), Role.GOOD_TEXT)

    def _tell_log(self, log: LogStatus | None, report: DayReport | None) -> None:
        say = self._words.say
        if log is None or report is None:
            self._pending.show(say("manager_log_unknown"))
            return
        role = Role.NOTICE_TEXT if log.pending else Role.GOOD_TEXT
        sign = "▲" if log.pending else "✓"
        self._pending.show(f"{sign} {say('manager_pending', n=log.pending)}", role)
        self._witnessed.show(say("manager_witnessed", witnessed=log.witnessed, size=log.size))
        self._head.show(say("manager_log_head", root=Anchor(report.head.size, report.head.root).text))

    def _tell_clock(self, clock: ClockLook | None) -> None:
        say, words = self._words.say, self._words
        shown, trusted = self._times
        wrong = clock is not None and clock.status.state is not ClockState.RIGHT
        if wrong:
            self._accept.enable()
        else:
            self._accept.disable()
        if clock is None:
            return
        match clock.status.state:
            case ClockState.RIGHT:
                self._clock_state.show(f"✓ {say('status_clock_ok')}", Role.GOOD_TEXT)
            case ClockState.BEHIND:
                self._clock_state.show(f"⚠ {say('manager_clock_behind', n=clock.status.minutes)}", Role.BAD_TEXT)
            case ClockState.AHEAD:
                self._clock_state.show(f"⚠ {say('manager_clock_ahead', n=clock.status.minutes)}", Role.BAD_TEXT)
        shown.show(say("manager_clock_shown"), words.moment(clock.shown))
        trusted.show(say("manager_clock_trusted"), words.moment(clock.trusted) if clock.trusted else "—")

    def _go_to(self, at: int) -> None:
        """Where that obstacle is dealt with."""
        kind = self._obstacles[at].split(" ", maxsplit=1)[0]
        section = _PLACES.get(kind)
        if section is not None:
            self._manager.show(section)
        else:
            self._parts.open_papers()

    def _ask(self) -> None:
        self._parts.second.ask(Vouched.CLOSE, self._manager.close_day)

    def _ask_export(self) -> None:
        self._parts.second.ask(Vouched.EXPORT, self._manager.export_close)

    def _ask_clock(self) -> None:
        self._parts.second.ask(Vouched.CLOCK, self._manager.accept_clock)

    def _lay_out(self) -> None:
        gap = self.look.gap(Space.S)
        self._day_panel.grid(row=0, column=0, rowspan=3, sticky="nsew", padx=(0, gap))
        for row, panel in enumerate((self._cash, self._log, self._clock)):
            panel.grid(row=row, column=1, sticky="nsew", pady=(gap if row else 0, 0))
        self.columnconfigure(0, weight=8, uniform="close")
        self.columnconfigure(1, weight=5, uniform="close")
        self.rowconfigure(2, weight=1)
        self._state.pack(fill="x", pady=(0, gap))
        self._later.pack(fill="x", side="bottom", pady=(gap, 0))
        for button, column in ((self._papers, 0), (self._export, 1), (self._keep, 1), (self._again, 2)):
            self._later.columnconfigure(column, weight=1, uniform="later")
            button.grid(row=0, column=column, sticky="nsew", padx=(gap if column else 0, 0))
        self._close.pack(fill="x", side="bottom")
        self._offline.pack(fill="x", side="bottom", pady=gap)
        self._list.pack(fill="both", expand=True)
        for widget in (
            *self._money,
            self._pending,
            self._witnessed,
            self._head,
            self._clock_state,
            *self._times,
            self._accept,
        ):
            widget.pack(fill="x", pady=(0, gap // 2))
