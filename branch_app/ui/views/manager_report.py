"""点検 (X): what was issued and taken so far today; looking closes nothing."""

import tkinter as tk
from collections.abc import Sequence

from branch_app.domain.records.certificate import Certificate
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.manager import ManagerState
from branch_app.ui.theme import Role
from branch_app.ui.views.manager_parts import ManagerPage, ManagerParts
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.money import AmountLine
from branch_app.ui.widgets.panel import Panel
from branch_app.usecases.day_report import CertificateLine, DayReport

_HEAD_TEXTS = (
    "manager_x_certificate",
    "manager_x_delivered",
    "manager_x_here",
    "manager_x_voids",
    "manager_x_free",
    "manager_x_fees",
)
_SUM = len(Certificate) + 1


class ReportPage(ManagerPage):
    """One line a certificate of the catalogue, those of today filled in; sums and money below."""

    def __init__(self, parent: tk.Misc, look: Look, parts: ManagerParts) -> None:
        super().__init__(parent, look, parts)
        self._lines_panel, self._count_panel, self._money_panel = (Panel(self, look) for _ in range(3))
        self._cells = [self._row(row) for row in range(_SUM + 1)]
        self._counts = [AmountLine(self._count_panel.body, look) for _ in range(3)]
        self._money = [AmountLine(self._money_panel.body, look) for _ in range(3)]
        self._expected = AmountLine(self._money_panel.body, look, style=Type.TOTAL)
        self._lay_out()
        look.follow(self, self.restyle)

    def tell(self, state: ManagerState) -> None:
        """The figures of now."""
        say = self._words.say
        self._put(0, [say(key) for key in _HEAD_TEXTS])
        if state.report is None:
            return
        report = state.report
        self._lines_panel.show(say("manager_x_of", date=self._day(report.business_date)))
        lines = {line.certificate: line for line in report.lines}
        for row, certificate in enumerate(Certificate, start=1):
            line = lines.get(certificate, CertificateLine(certificate))
            self._put(row, [self._words.word(certificate.value), *self._figures([line])])
        self._put(_SUM, [say("manager_x_sum"), *self._figures(report.lines)])
        self._tell_sums(report)

    def _tell_sums(self, report: DayReport) -> None:
        say, yen = self._words.say, self._words.yen
        open_items = f"{len(report.obstacles):,}" if report.obstacles else say("manager_x_none_open")
        forms, running, still = self._counts
        forms.show(say("manager_x_forms"), f"{report.forms:,}")
        running.show(say("manager_x_running"), str(report.last_running))
        still.show(say("manager_x_open"), open_items, Role.NOTICE_TEXT if report.obstacles else Role.GOOD_TEXT)
        start, charged, refunded = self._money
        start.show(f"　 {say('manager_float')}", yen(report.float_yen))
        charged.show(f"＋ {say('manager_x_charged')}", yen(report.charged_yen))
        refunded.show(f"－ {say('manager_x_refunds')}", yen(report.refunded_yen))
        self._expected.show(f"＝ {say('manager_x_expected')}", yen(report.expected_yen))

    def _figures(self, lines: Sequence[CertificateLine]) -> list[str]:
        counts = [
            sum(line.delivered for line in lines),
            sum(line.here for line in lines),
            sum(line.voided for line in lines),
            sum(line.free for line in lines),
        ]
        return [*(f"{count:,}" for count in counts), self._words.yen(sum(line.yen for line in lines))]

    def _row(self, row: int) -> list[Label]:
        body, look = self._lines_panel.body, self.look
        style = Type.STRONG if row == 0 else Type.FIGURE
        name = Label(body, look, "", Type.BODY if 0 < row < _SUM else Type.STRONG)
        return [name, *(Label(body, look, "", style, side="e") for _ in _HEAD_TEXTS[1:])]

    def _put(self, row: int, texts: Sequence[str]) -> None:
        for label, text in zip(self._cells[row], texts, strict=True):
            label.show(text)

    def _lay_out(self) -> None:
        gap = self.look.gap(Space.M)
        self._lines_panel.grid(row=0, column=0, columnspan=2, sticky="nsew", pady=(0, gap))
        self._count_panel.grid(row=1, column=0, sticky="nsew", padx=(0, gap))
        self._money_panel.grid(row=1, column=1, sticky="nsew")
        self.rowconfigure(1, weight=1)
        for column in (0, 1):
            self.columnconfigure(column, weight=1, uniform="report")
        body = self._lines_panel.body
        for row, labels in enumerate(self._cells):
            for column, label in enumerate(labels):
                label.grid(row=row, column=column, sticky="ew", padx=(gap if column else 0, 0), pady=gap // 3)
        body.columnconfigure(0, weight=2, uniform="name")
        for column in range(1, len(_HEAD_TEXTS)):
            body.columnconfigure(column, weight=1, uniform="figures")
        for line in (*self._counts, *self._money, self._expected):
            line.pack(fill="x", pady=gap // 3)
