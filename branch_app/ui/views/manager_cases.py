"""照会: what head office asks about on the left; the one that is looked at, and the answer to it, on the right."""

import tkinter as tk

from branch_app.domain.reconcile.finding import FindingCode
from branch_app.domain.records.case import Case, CaseAct, CaseOwner, CaseStep
from branch_app.domain.values.reasons import AnswerReason
from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.cases import Cases
from branch_app.ui.theme import Role
from branch_app.ui.views.choices import Choices
from branch_app.ui.views.manager_parts import FieldChain, ManagerPage, ManagerParts
from branch_app.ui.views.outcome import not_done
from branch_app.ui.views.signed import signed
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.entry import TextEntry
from branch_app.ui.widgets.label import Paragraph
from branch_app.ui.widgets.panel import Panel
from branch_app.ui.widgets.table import Column, DataTable, Row, RowKind
from branch_app.usecases.answer_case import ListedCase

_COLUMNS = (Column("", 200, grows=True), Column("", 186))
_HEAD_TEXTS = ("cases_what", "cases_state")
_WHAT_TEXTS = {
    FindingCode.CLOSE_DIFFERS: "case_close_differs",
    FindingCode.CASH_DIFFERS: "case_cash_differs",
    FindingCode.SHEETS_DIFFER: "case_sheets_differ",
    FindingCode.FEE_DIFFERS: "case_fee_differs",
    FindingCode.REOPENED_DIFFERS: "case_reopened_differs",
    FindingCode.ILLEGAL_ENTRY: "case_illegal_entry",
    FindingCode.ENTRY_NOT_UNDERSTOOD: "case_entry_not_understood",
    FindingCode.TABLES_LAG: "case_tables_lag",
    FindingCode.BUILD_LAGS: "case_build_lags",
    FindingCode.NUMBER_MISSING: "case_number_missing",
    FindingCode.NUMBER_TWICE: "case_number_twice",
    FindingCode.NUMBER_UNACCOUNTED: "case_number_unaccounted",
    FindingCode.DATA_CHANGED: "case_data_changed",
    FindingCode.RESTRICTED_ISSUE: "case_stopped_issue",
    FindingCode.SNAPSHOT_MISSING: "case_snapshot_missing",
    FindingCode.CLOCK_BEHIND: "case_clock_behind",
    FindingCode.CLOCK_AHEAD: "case_clock_ahead",
    FindingCode.CLOCK_FUTURE: "case_clock_future",
    FindingCode.ISSUED_TWICE: "case_issued_twice",
    FindingCode.DEVICE_SILENT: "case_device_silent",
}
_ACT_TEXTS = {
    CaseAct.OPENED: "cases_opened",
    CaseAct.CHANGED: "cases_changed",
    CaseAct.ANSWERED: "cases_answered",
    CaseAct.CLOSED: "cases_closed",
    CaseAct.REOPENED: "cases_reopened",
}
_STEPS_SHOWN = 3
_ENTRIES_SHOWN = 6


class CasesPage(ManagerPage):
    """Follows its own presenter beside the manager's."""

    def __init__(self, parent: tk.Misc, look: Look, parts: ManagerParts) -> None:
        super().__init__(parent, look, parts)
        self._cases = parts.cases
        self._left, self._right = Panel(self, look), Panel(self, look)
        body = self._right.body
        self._table = DataTable(
            self._left.body, look, _COLUMNS, on_select=self._cases.choose, on_pick=self._begin, numbers=0
        )
        self._hint = Paragraph(self._left.body, look, style=Type.HINT, role=Role.MUTED)
        self._what = Paragraph(body, look, style=Type.STRONG)
        self._facts = Paragraph(body, look)
        self._history = Paragraph(body, look, style=Type.HINT, role=Role.MUTED)
        self._reasons = Choices(body, look, tuple(AnswerReason), self._cases.explain, 2)
        self._own_words = TextEntry(body, look, self._cases.add, " ")
        self._answer = ActionButton(body, look, "", self._cases.answer, Key.F12, ButtonKind.MAIN)
        self._chain = FieldChain((self._own_words,), self._answer.focus_set)
        self._lay_out()
        look.follow(self, self.restyle)
        self._cases.listen(self._show)

    def come_up(self) -> None:
        """With what lies here now."""
        self._cases.come_up()

    def focus_first(self) -> None:
        """The list: ↑ and ↓ look at one after another, Enter begins an answer."""
        self._table.focus_set()

    def press(self, key: Key) -> bool:
        """F12 answers."""
        if key is Key.F12:
            self._answer.act()
            return True
        return self._chain.press(key, self.focus_get())

    def restyle(self) -> None:
        """Follow the look, its language too."""
        say = self._words.say
        self._left.show(say("cases_here"))
        self._right.show(say("cases_answer_title"))
        self._hint.show(say("cases_hint"))
        self._own_words.show(say("cases_words"), say("cases_words_example"))
        self._answer.show(say("cases_answer"))
        self._table.head([say(key) for key in _HEAD_TEXTS])
        super().restyle()
        self._show(self._cases.state)

    def said(self) -> tuple[str, Role] | None:
        """What became of the last answer."""
        state = self._cases.state
        waiting = not_done(self._words, state.trouble, busy=state.busy)
        if waiting is not None:
            return waiting
        if state.sent:
            return signed("✓", self._words.say("cases_written")), Role.GOOD_TEXT
        return "", Role.MUTED

    def _show(self, state: Cases) -> None:
        rows = [self._row(each) for each in state.listed]
        if list(self._table.rows) != rows:
            self._table.fill(rows)
        places = [each.case.id for each in state.listed]
        self._table.select(places.index(state.chosen) if state.chosen in places else None)
        self._tell_case(state.looked_at)
        self._reasons.put(state.reason)
        if self._own_words.value != state.words:
            self._own_words.put(state.words)
        if state.answerable:
            self._answer.enable()
        else:
            self._answer.disable()

    def _tell_case(self, seen: ListedCase | None) -> None:
        say = self._words.say
        if seen is None:
            self._what.show(say("cases_none"))
            self._facts.show("")
            self._history.show("")
            return
        case = seen.case
        self._what.show(self._what_words(case))
        facts = [f"{self._words.date(case.business_date)}　{self._entry_words(case)}"]
        if case.about != case.business_date.isoformat():
            facts.append(say("cases_about", about=case.about))
        self._facts.show("\n".join((*facts, say("cases_figures", detail=case.detail))))
        steps = [self._step_words(step) for step in case.history[-_STEPS_SHOWN:]]
        self._history.show("\n".join(steps))

    def _row(self, each: ListedCase) -> Row:
        case = each.case
        cells = (self._what_words(case), self._state_words(each))
        return Row(cells, RowKind.PLAIN if each.waiting else RowKind.FADED)

    def _state_words(self, each: ListedCase) -> str:
        say = self._words.say
        if each.waiting:
            return signed("▲", say("cases_until", day=self._words.date(each.case.deadline)))
        if each.sent:
            return say("cases_sent")
        if each.case.asks(CaseOwner.HEAD_OFFICE):
            return say("cases_at_head_office")
        return say("cases_over")

    def _what_words(self, case: Case) -> str:
        """A finding that only a later build of this program knows is shown by its code."""
        known = {code.value: key for code, key in _WHAT_TEXTS.items()}
        return self._words.say(known[case.code]) if case.code in known else case.code

    def _entry_words(self, case: Case) -> str:
        shown = "、".join(str(place.seq + 1) for place in case.entries[:_ENTRIES_SHOWN])
        more = "…" if len(case.entries) > _ENTRIES_SHOWN else ""
        return self._words.say("cases_entries", numbers=shown + more)

    def _step_words(self, step: CaseStep) -> str:
        words = self._words
        told = f"{words.moment(step.at)}　{words.say(_ACT_TEXTS[step.act])}"
        reason = step.answer or step.close
        return told if reason is None else f"{told}（{words.word(reason.value)}）"

    def _begin(self, at: int) -> None:
        self._cases.choose(at)
        self._own_words.focus_set()

    def _lay_out(self) -> None:
        gap = self.look.gap(Space.S)
        self._left.grid(row=0, column=0, sticky="nsew", padx=(0, gap))
        self._right.grid(row=0, column=1, sticky="nsew")
        self.columnconfigure(0, weight=6, uniform="cases")
        self.columnconfigure(1, weight=5, uniform="cases")
        self.rowconfigure(0, weight=1)
        self._hint.pack(side="bottom", fill="x")
        self._table.pack(fill="both", expand=True)
        self._answer.pack(side="bottom", fill="x")
        for widget in (self._what, self._facts, self._history, self._reasons, self._own_words):
            widget.pack(fill="x", pady=(0, gap // 3))
