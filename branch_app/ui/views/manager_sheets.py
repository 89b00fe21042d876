"""用紙: the balance of numbered sheets, and what puts it right."""

import tkinter as tk
from functools import partial

from branch_app.domain.deciders.sheets import Stock
from branch_app.domain.values.reasons import PaperReason, SheetOutcome
from branch_app.domain.values.vouching import Vouched
from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.manager import Deed, ManagerState
from branch_app.ui.theme import Role
from branch_app.ui.views.choices import Choices
from branch_app.ui.views.manager_paper import NUMBER_DIGITS, LoadPaper
from branch_app.ui.views.manager_parts import FieldChain, ManagerPage, ManagerParts, number_in
from branch_app.ui.widgets.button import ActionButton
from branch_app.ui.widgets.entry import DigitEntry, Digits
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.money import AmountLine
from branch_app.ui.widgets.panel import Panel
from branch_app.ui.widgets.surface import Area
from branch_app.usecases.day_report import DayReport
from branch_app.usecases.tray import PLAIN

_COUNT_DIGITS = 3
_EMPTIES = frozenset({Deed.CONFIRMED, Deed.SPOILT, Deed.EXPLAINED, Deed.RECEIVED, Deed.COUNTED_PAPER})
"""After these what was typed stands in the log."""
_REASONS = (PaperReason.JAM, PaperReason.TORN, PaperReason.SMEARED, PaperReason.TEST_PAGE, PaperReason.OTHER)
"""Why a sheet that no print used leaves the tray; the others are about a paper that was made."""
_IN_TEXTS = ("manager_sheets_received", "manager_sheets_returned")
_OUT_TEXTS = (
    "manager_sheets_issued",
    "manager_sheets_spoilt",
    "manager_sheets_lost",
    "manager_sheets_hand",
    "manager_sheets_rest",
)


class SheetsPage(ManagerPage):
    """Balance on the left, three small jobs beside it."""

    def __init__(self, parent: tk.Misc, look: Look, parts: ManagerParts) -> None:
        super().__init__(parent, look, parts)
        self._second = parts.second
        self._reason = PaperReason.TORN
        self._done: Deed | None = None
        self._balance, self._check, self._spoil = (Panel(self, look) for _ in range(3))
        self._right = Area(self, look)
        self._load, self._gap, self._plain = (Panel(self._right, look) for _ in range(3))
        self._build_balance()
        self._seen = DigitEntry(self._check.body, look, lambda _: self._allow(), Digits.COUNT, NUMBER_DIGITS)
        self._confirm = ActionButton(self._check.body, look, "", self._confirm_number)
        self._count = DigitEntry(self._spoil.body, look, lambda _: self._allow(), Digits.COUNT, _COUNT_DIGITS, " ")
        self._reasons = Choices(self._spoil.body, look, _REASONS, self._choose, 2)
        self._remove = ActionButton(self._spoil.body, look, "", self._remove_sheets)
        self._lost = ActionButton(self._gap.body, look, "", partial(self._explain, SheetOutcome.LOST))
        self._found = ActionButton(self._gap.body, look, "", partial(self._explain, SheetOutcome.FOUND))
        self._sheets = DigitEntry(self._plain.body, look, lambda _: self._allow(), Digits.COUNT, _COUNT_DIGITS + 1)
        self._received = ActionButton(self._plain.body, look, "", self._receive_plain)
        self._counted = ActionButton(self._plain.body, look, "", self._count_plain)
        self._paper = LoadPaper(self._load.body, look, parts.manager)
        self._chains = (
            FieldChain((self._seen,), self._confirm_number),
            FieldChain((self._count,), self._reasons.focus_first),
            FieldChain((self._sheets,), self._received.focus_set),
        )
        self._lay_out()
        look.follow(self, self.restyle)

    def focus_first(self) -> None:
        """The number to be looked at."""
        self._chains[0].enter()

    def press(self, key: Key) -> bool:
        """Enter acts in the field that has the focus."""
        focus = self.focus_get()
        return any(chain.press(key, focus) for chain in self._chains) or self._paper.press(key)

    def restyle(self) -> None:
        """Follow the look, its language too."""
        say = self._words.say
        self._right.paint_ground()
        self._balance.show(say("manager_sheets"))
        self._check.show(say("manager_sheets_check"))
        self._load.show(say("manager_sheets_load"))
        self._confirm.show(say("manager_sheets_check_go"))
        self._remove.show(say("manager_sheets_spoil_go"))
        self._count.show(say("manager_paper_count"))
        self._lost.show(say("manager_sheets_lost_go"))
        self._found.show(say("manager_sheets_found_go"))
        self._received.show(say("manager_plain_receive"))
        self._counted.show(say("manager_plain_count"))
        self._gap.show(say("manager_sheets_gap"))
        super().restyle()

    def tell(self, state: ManagerState) -> None:
        """The figures of now; a field is emptied once what it said is recorded."""
        recorded = state.done is not self._done and state.done in _EMPTIES
        if recorded or state.report is None:
            for field in (self._seen, self._count, self._sheets):
                field.clear()
        self._done = state.done
        self._paper.tell(state)
        self._reasons.put(self._reason)
        report = state.report
        if report is not None:
            self._tell_balance(report.stock, report.in_hand)
        self._tell_gap(report)
        self._allow()

    def _tell_gap(self, report: DayReport | None) -> None:
        """What differs is explained where sheets are taken off; LOST and FOUND are there only then."""
        say, gap = self._words.say, _differing(report)
        rest = report.plain.rest if report is not None and report.plain is not None else 0
        self._plain.show(say("manager_plain", n=rest))
        if gap is None:
            self._spoil.show(say("manager_sheets_spoil"))
            self._follow_right(self._plain, self._gap)
        else:
            name = say("manager_plain_name") if gap.name == PLAIN else say("manager_sheets")
            self._spoil.show(say("manager_sheets_missing", stock=name, n=gap.missing))
            self._follow_right(self._gap, self._plain)

    def _follow_right(self, shown: Panel, hidden: Panel) -> None:
        """One of the two below the paper that is loaded: there is no room for both in large text."""
        hidden.pack_forget()
        if not shown.winfo_manager():
            shown.pack(fill="x", pady=(self.look.gap(Space.S), 0))

    def _tell_balance(self, stock: Stock | None, in_hand: int) -> None:
        say = self._words.say
        tray = stock or Stock("", numbered=True, next_number=0)
        came_in = (tray.received, tray.returned)
        gone = (tray.issued, tray.spoilt, tray.lost, in_hand, tray.rest)
        self._in_head.show(say("manager_sheets_in"))
        self._out_head.show(say("manager_sheets_out"))
        for line, key, count in zip(self._in_lines, _IN_TEXTS, came_in, strict=True):
            line.show(f"　{say(key)}", f"{count:,}")
        for line, key, count in zip(self._out_lines, _OUT_TEXTS, gone, strict=True):
            line.show(f"　{say(key)}", f"{count:,}")
        for line, total in ((self._in_sum, sum(came_in)), (self._out_sum, sum(gone))):
            line.show(f"　{say('manager_sheets_sum')}", f"{total:,}")
        self._next.show(say("manager_sheets_next"), str(tray.next_number) if stock and stock.rest else "—")
        differ = abs(sum(came_in) - sum(gone)) or abs(tray.missing)
        if stock is None:
            self._verdict.show(say("manager_at_no_paper"), Role.MUTED)
        elif differ:
            self._verdict.show(f"⚠ {say('manager_sheets_differ', n=differ)}", Role.BAD_TEXT)
        else:
            self._verdict.show(f"✓ {say('manager_sheets_equal')}", Role.GOOD_TEXT)

    def _build_balance(self) -> None:
        body, look = self._balance.body, self.look
        self._in_head = Label(body, look, "", Type.STRONG)
        self._in_lines = [AmountLine(body, look) for _ in _IN_TEXTS]
        self._in_sum = AmountLine(body, look)
        self._out_head = Label(body, look, "", Type.STRONG)
        self._out_lines = [AmountLine(body, look) for _ in _OUT_TEXTS]
        self._out_sum = AmountLine(body, look)
        self._verdict = Label(body, look, "", Type.STRONG)
        self._next = AmountLine(body, look, style=Type.TOTAL)
        for widget in (
            self._in_head,
            *self._in_lines,
            self._in_sum,
            self._out_head,
            *self._out_lines,
            self._out_sum,
            self._verdict,
            self._next,
        ):
            widget.pack(fill="x", pady=look.gap(Space.HAIR))

    def _lay_out(self) -> None:
        gap = self.look.gap(Space.S)
        self._balance.grid(row=0, column=0, rowspan=2, sticky="nsew", padx=(0, gap))
        self._check.grid(row=0, column=1, sticky="nsew")
        self._spoil.grid(row=1, column=1, sticky="nsew", pady=(gap, 0))
        self._right.grid(row=0, column=2, rowspan=2, sticky="nsew", padx=(gap, 0))
        self._load.pack(fill="both", expand=True)
        self._sheets.grid(row=0, column=0, sticky="ew")
        for column, button in enumerate((self._received, self._counted), start=1):
            button.grid(row=0, column=column, sticky="nsew", padx=(gap // 2, 0))
        for column in range(3):
            self._plain.body.columnconfigure(column, weight=1, uniform="plain")
        for column, button in enumerate((self._lost, self._found)):
            self._gap.body.columnconfigure(column, weight=1, uniform="gap")
            button.grid(row=0, column=column, sticky="nsew", padx=(gap // 2 if column else 0, 0))
        self.rowconfigure(1, weight=1)
        for column, weight in enumerate((5, 7, 6)):
            self.columnconfigure(column, weight=weight, uniform="sheets")
        for body, field, button in (
            (self._check.body, self._seen, self._confirm),
            (self._spoil.body, self._count, self._remove),
        ):
            field.grid(row=0, column=0, sticky="sew", padx=(0, gap))
            button.grid(row=0, column=1, sticky="sew")
            for column in (0, 1):
                body.columnconfigure(column, weight=1, uniform="job")
        self._reasons.grid(row=1, column=0, columnspan=2, sticky="ew", pady=(gap // 2, 0))
        self._paper.pack(fill="x")

    def _allow(self) -> None:
        free, gap = not self._manager.state.busy, _differing(self._manager.state.report)
        for button, usable in (
            (self._found, gap is not None),
            (self._lost, bool(self._count.value)),
            (self._received, bool(self._sheets.value)),
            (self._counted, bool(self._sheets.value)),
        ):
            if free and usable:
                button.enable()
            else:
                button.disable()
        for field, button in ((self._seen, self._confirm), (self._count, self._remove)):
            if free and field.value:
                button.enable()
            else:
                button.disable()

    def _choose(self, reason: PaperReason) -> None:
        self._reason = reason
        self._reasons.put(reason)
        self._remove.focus_set()

    def _confirm_number(self) -> None:
        seen = number_in(self._seen)
        if seen is not None:
            self._manager.confirm_sheet(seen)

    def _remove_sheets(self) -> None:
        """While another number was read than the log expects, a second person says so too."""
        count = number_in(self._count)
        if count is None:
            return
        if _differing(self._manager.state.report) is not None:
            self._explain(SheetOutcome.SPOILT)
        else:
            self._manager.spoil_sheets(count, self._reason)

    def _explain(self, outcome: SheetOutcome) -> None:
        """Two persons: spoilt for the reason chosen, lost as not found; found sheets need no number."""
        gap, count = _differing(self._manager.state.report), number_in(self._count) or 0
        if gap is None:
            return
        stock, act = gap.name, self._manager.explain_gap
        reason = self._reason if outcome is SheetOutcome.SPOILT else PaperReason.NOT_FOUND
        sheets = 0 if outcome is SheetOutcome.FOUND else count
        self._second.ask(Vouched.GAP, lambda second: act(stock, sheets, outcome, reason, second))

    def _receive_plain(self) -> None:
        count = number_in(self._sheets)
        if count is not None:
            self._manager.receive_plain(count)

    def _count_plain(self) -> None:
        seen = number_in(self._sheets)
        if seen is not None:
            self._manager.count_plain(seen)


def _differing(report: DayReport | None) -> Stock | None:
    """The paper whose number or count is another than the log's; the numbered one first."""
    stocks = (report.stock, report.plain) if report is not None else ()
    return next((stock for stock in stocks if stock is not None and stock.missing), None)
