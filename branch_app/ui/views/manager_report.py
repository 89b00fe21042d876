"""点検 (X): what was issued and taken so far today; looking closes nothing."""

import tkinter as tk
from collections.abc import Sequence

from branch_app.domain.records.certificate import Certificate
from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.manager import ManagerState
from branch_app.ui.theme import Role
from branch_app.ui.views.manager_parts import ManagerPage, ManagerParts
from branch_app.ui.widgets.button import ActionButton
from branch_app.ui.widgets.money import AmountLine
from branch_app.ui.widgets.panel import Panel
from branch_app.ui.widgets.surface import Area
from branch_app.ui.widgets.table import Column, DataTable, Row
from branch_app.usecases.day_report import CertificateLine, DayReport

_HEAD_TEXTS = (
    "manager_x_certificate",
    "manager_x_delivered",
    "manager_x_here",
    "manager_x_voids",
    "manager_x_free",
    "manager_x_fees",
)
_COLUMNS = (
    Column("", 220, grows=True),
    *(Column("", 84, "e") for _ in _HEAD_TEXTS[1:-1]),
    Column("", 110, "e"),
)
_ORDER = tuple(Certificate)
"""Of the rows, as the catalogue has them."""


class ReportPage(ManagerPage):
    """The sum and one line a certificate of today, as far as there is room; what was taken stands below."""

    def __init__(self, parent: tk.Misc, look: Look, parts: ManagerParts) -> None:
        super().__init__(parent, look, parts)
        self._lines_panel, self._count_panel, self._money_panel = (Panel(self, look) for _ in range(3))
        self._table = DataTable(self._lines_panel.body, look, _COLUMNS)
        self._counts = [AmountLine(self._count_panel.body, look) for _ in range(4)]
        self._inspect = ActionButton(self._count_panel.body, look, "", parts.manager.inspect, Key.F12)
        self._past = Area(self, look)
        self._month = ActionButton(self._past, look, "", parts.month.open, Key.F10)
        self._reveal = ActionButton(self._past, look, "", parts.revealing.open, Key.F11)
        self._audit = ActionButton(self._past, look, "", parts.auditing.open, Key.PLUS)
        self._money = [AmountLine(self._money_panel.body, look) for _ in range(4)]
        self._expected = AmountLine(self._money_panel.body, look, style=Type.TOTAL)
        self._lay_out()
        look.follow(self, self.restyle)

    @property
    def table(self) -> DataTable:
        """The sum, then what was asked for."""
        return self._table

    def focus_first(self) -> None:
        """The rows: a sign typed into a field of the page before would not be heard here."""
        self._table.focus_set()

    def press(self, key: Key) -> bool:
        """F12 writes the figures of now down (点検); F10 a month, F11 who a paper was about, ＋ for an auditor."""
        buttons = {Key.F12: self._inspect, Key.F10: self._month, Key.F11: self._reveal, Key.PLUS: self._audit}
        if key in buttons:
            buttons[key].act()
        return key in buttons

    def tell(self, state: ManagerState) -> None:
        """The figures of now."""
        say = self._words.say
        if state.report is not None and state.report.open and not state.busy:
            self._inspect.enable()
        else:
            self._inspect.disable()
        self._past.paint_ground()
        self._month.show(say("manager_month"))
        self._reveal.show(say("manager_reveal"))
        self._audit.show(say("manager_audit"))
        self._inspect.show(say("manager_inspect", n=(state.report.inspections if state.report else 0) + 1))
        self._table.head([say(key) for key in _HEAD_TEXTS])
        if state.report is None:
            return
        report = state.report
        self._lines_panel.show(say("manager_x_of", date=self._day(report.business_date)))
        lines = sorted(report.lines, key=lambda line: _ORDER.index(line.certificate))
        rows = [self._row(self._words.word(line.certificate.value), [line]) for line in lines]
        self._table.fill([self._row(say("manager_x_sum"), lines), *rows], 0)
        self._tell_sums(report)

    def _tell_sums(self, report: DayReport) -> None:
        say, yen = self._words.say, self._words.yen
        open_items = f"{len(report.obstacles):,}" if report.obstacles else say("manager_x_none_open")
        forms, running, still, cashless = self._counts
        forms.show(say("manager_x_forms"), f"{report.forms:,}")
        running.show(say("manager_x_running"), str(report.last_running))
        still.show(say("manager_x_open"), open_items, Role.NOTICE_TEXT if report.obstacles else Role.GOOD_TEXT)
        cashless.show(say("manager_x_cashless"), yen(report.cashless_yen - report.cashless_refunded_yen))
        start, charged, refunded, moved = self._money
        start.show(f"　 {say('manager_float')}", yen(report.float_yen))
        charged.show(f"＋ {say('manager_x_charged')}", yen(report.charged_yen - report.cashless_yen))
        refunded.show(f"－ {say('manager_x_refunds')}", yen(report.refunded_yen - report.cashless_refunded_yen))
        moved.show(f"± {say('manager_move')}", yen(report.paid_in_yen - report.paid_out_yen))
        self._expected.show(f"＝ {say('manager_x_expected')}", yen(report.expected_yen))

    def _row(self, name: str, lines: Sequence[CertificateLine]) -> Row:
        return Row((name, *self._figures(lines)))

    def _figures(self, lines: Sequence[CertificateLine]) -> list[str]:
        counts = [
            sum(line.delivered for line in lines),
            sum(line.here for line in lines),
            sum(line.voided for line in lines),
            sum(line.free for line in lines),
        ]
        return [*(f"{count:,}" for count in counts), self._words.yen(sum(line.yen for line in lines))]

    def _lay_out(self) -> None:
        gap = self.look.gap(Space.M)
        self._lines_panel.grid(row=0, column=0, columnspan=2, sticky="nsew", pady=(0, gap))
        self._count_panel.grid(row=1, column=0, sticky="nsew", padx=(0, gap))
        self._money_panel.grid(row=1, column=1, sticky="nsew")
        self.rowconfigure(0, weight=1)
        for column in (0, 1):
            self.columnconfigure(column, weight=1, uniform="report")
        self._table.pack(fill="both", expand=True)
        for line in (*self._counts, *self._money, self._expected):
            line.pack(fill="x", pady=gap // 4)
        self._past.grid(row=2, column=0, columnspan=2, sticky="ew", pady=(gap, 0))
        for column, button in enumerate((self._month, self._reveal, self._audit)):
            self._past.columnconfigure(column, weight=1, uniform="past")
            button.grid(row=0, column=column, sticky="nsew", padx=(gap if column else 0, 0))
        self._inspect.pack(side="bottom", fill="x")
