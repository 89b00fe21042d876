"""現金: notes and coins by denomination, and how they differ from what must lie there."""

import tkinter as tk
from functools import partial

from branch_app.domain.values.money import DENOMINATIONS
from branch_app.domain.values.reasons import CashReason
from branch_app.domain.values.vouching import Vouched
from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.manager import ManagerState
from branch_app.ui.theme import Role
from branch_app.ui.views.choices import Choices
from branch_app.ui.views.manager_parts import FieldChain, ManagerPage, ManagerParts
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.entry import DigitEntry, Digits
from branch_app.ui.widgets.label import Label, Paragraph
from branch_app.ui.widgets.money import AmountLine
from branch_app.ui.widgets.panel import Panel
from branch_app.ui.widgets.surface import Area
from branch_app.usecases.day_report import DayReport

_PIECES_DIGITS = 4
_SMALLEST_NOTE = 1_000
_NOTES = sum(denomination >= _SMALLEST_NOTE for denomination in DENOMINATIONS)
_FIELD = 68
_NAME = 78
_AMOUNT = 96


class CashPage(ManagerPage):
    """The count is blind until it is whole.

    Who sees what should lie there counts until it does. So the expected sum and the difference show only once every
    denomination has been typed, none of them included. After that a figure may still be corrected, because a stack
    counted wrongly is the commonest difference; what is recorded and then counted again stands in the log twice.
    Nobody is kept from working the sum out on the report's page: this guards the eye, the two persons of the close
    guard the money.
    """

    def __init__(self, parent: tk.Misc, look: Look, parts: ManagerParts) -> None:
        super().__init__(parent, look, parts)
        self._parts = parts
        self._panels = (Panel(self, look), Panel(self, look))
        self._sums = Panel(self, look)
        self._fields: dict[int, DigitEntry] = {}
        self._names: dict[int, Label] = {}
        self._amounts: dict[int, Label] = {}
        for denomination in DENOMINATIONS:
            self._build_row(denomination)
        self._counted_name = Label(self._sums.body, look, "", Type.STRONG)
        self._counted = Label(self._sums.body, look, "", Type.TOTAL, side="e")
        self._expected, self._difference = AmountLine(self._sums.body, look), AmountLine(self._sums.body, look)
        self._note = Paragraph(self._sums.body, look)
        self._reasons = Choices(self._sums.body, look, tuple(CashReason), self._explain, 2)
        self._record = ActionButton(self._sums.body, look, "", self._record_count, Key.F12, ButtonKind.PRIMARY)
        self._beside = Area(self._panels[0].body, look)
        self._over = ActionButton(self._beside, look, "", self._hand_over, Key.F11)
        self._move = ActionButton(self._beside, look, "", parts.moves.open, Key.F10)
        self._last = Paragraph(self._sums.body, look, style=Type.HINT, role=Role.MUTED)
        self._hint = Paragraph(self._panels[0].body, look, role=Role.EMPHASIS)
        self._chain = FieldChain(tuple(self._fields.values()), self._counted_all, self._passed)
        self._lay_out()
        look.follow(self, self.restyle)

    def focus_first(self) -> None:
        """The first denomination that nobody counted yet."""
        pieces = self._manager.state.pieces
        self._chain.enter(next((at for at, each in enumerate(DENOMINATIONS) if each not in pieces), 0))

    def press(self, key: Key) -> bool:
        """F12 records, F11 hands over, F10 is for cash that is no fee; Enter leads through the denominations."""
        buttons = {Key.F12: self._record, Key.F11: self._over, Key.F10: self._move}
        if key in buttons:
            buttons[key].act()
            return True
        return self._chain.press(key, self.focus_get())

    def restyle(self) -> None:
        """Follow the look, its language too."""
        notes, coins = self._panels
        notes.show(self._words.say("manager_count_notes"))
        coins.show(self._words.say("manager_count_coins"))
        self._hint.show(self._words.say("manager_count_hint"))
        self._counted_name.show(self._words.say("manager_count_counted"))
        self._record.show(self._words.say("manager_count_record"))
        self._over.show(self._words.say("manager_count_over_to"))
        self._move.show(self._words.say("manager_move"))
        self._beside.paint_ground()
        for denomination, label in self._names.items():
            label.show(self._words.yen(denomination))
        for panel in self._panels:
            panel.body.columnconfigure(0, minsize=self.look.px(_NAME))
            panel.body.columnconfigure(1, minsize=self.look.px(_FIELD))
            panel.body.columnconfigure(2, minsize=self.look.px(_AMOUNT))
        super().restyle()

    def tell(self, state: ManagerState) -> None:
        """Amounts and sum as they are typed."""
        report = state.report
        for denomination, field in self._fields.items():
            self._tell_row(denomination, field, state)
        self._counted.show(self._words.yen(state.counted_yen))
        self._tell_difference(state)
        self._reasons.put(state.reason)
        differs = state.whole and state.difference_yen != 0
        if differs:
            self._reasons.enable()
        else:
            self._reasons.disable()
        if state.explained and not state.busy and report is not None and report.open:
            self._record.enable()
        else:
            self._record.disable()
        self._last.show(self._before(report) if report else "")

    def _tell_row(self, denomination: int, field: DigitEntry, state: ManagerState) -> None:
        pieces = state.pieces.get(denomination)
        if pieces is None and field.value:
            field.clear()
        elif pieces is not None and field.value != str(pieces) and (not field.value or int(field.value) != pieces):
            field.put(str(pieces))
        amount = "" if pieces is None else self._words.yen(pieces * denomination)
        self._amounts[denomination].show(amount)
        if state.report is not None and state.report.open:
            field.enable()
        else:
            field.disable()

    def _tell_difference(self, state: ManagerState) -> None:
        words, say = self._words, self._words.say
        report = state.report
        if report is None or not report.open or not state.whole:
            self._expected.show(say("manager_count_expected"), "—", Role.MUTED)
            self._difference.show(say("manager_count_difference"), "—", Role.MUTED)
        else:
            self._expected.show(say("manager_count_expected"), words.yen(report.expected_yen), Role.TEXT)
            role = Role.BAD_TEXT if state.difference_yen else Role.GOOD_TEXT
            sign = "⚠" if state.difference_yen else "✓"
            difference = f"{sign} {self._difference_words(state.difference_yen)}"
            self._difference.show(say("manager_count_difference"), difference, role)
        self._note.show(*self._what_to_do(state))

    def _what_to_do(self, state: ManagerState) -> tuple[str, Role]:
        say = self._words.say
        if state.report is not None and not state.report.open:
            return say("manager_count_closed"), Role.EMPHASIS
        if not state.whole:
            return say("manager_count_blind", n=len(DENOMINATIONS) - len(state.pieces)), Role.MUTED
        if not state.explained:
            return say("manager_count_why"), Role.BAD_TEXT
        return say("manager_count_moved"), Role.MUTED

    def _difference_words(self, difference: int) -> str:
        if difference > 0:
            return self._words.say("manager_count_over", yen=difference)
        if difference < 0:
            return self._words.say("manager_count_short", yen=-difference)
        return self._words.say("manager_count_equal")

    def _before(self, report: DayReport) -> str:
        if report.counted_yen is None:
            return ""
        difference = self._difference_words(report.counted_yen - report.expected_yen)
        return f"{self._words.say('manager_count_last', yen=report.counted_yen)}（{difference}）"

    def _typed(self, denomination: int, value: str) -> None:
        self._manager.count(denomination, int(value) if value else None)

    def _passed(self, at: int) -> None:
        """Enter in an empty field says that there is none; a field that was never passed says nothing."""
        denomination = DENOMINATIONS[at]
        report = self._manager.state.report
        if denomination not in self._manager.state.pieces and report is not None and report.open:
            self._manager.count(denomination, 0)

    def _counted_all(self) -> None:
        """After the last coin: to what is missing, to the reason, or to recording."""
        state = self._manager.state
        if not state.whole:
            self.focus_first()
        elif not state.explained:
            self._reasons.focus_first()
        else:
            self._record.focus_set()

    def _explain(self, reason: CashReason) -> None:
        self._manager.explain(reason)
        self._record.focus_set()

    def _record_count(self) -> None:
        """A difference is seen by a second person before it is written down."""
        if self._manager.state.difference_yen:
            self._parts.second.ask(Vouched.DIFFERENCE, self._manager.record_count)
        else:
            self._manager.record_count()

    def _hand_over(self) -> None:
        """Who comes is the second person: they counted it, too."""
        self._parts.second.ask(Vouched.HAND_OVER, self._manager.hand_over)

    def _build_row(self, denomination: int) -> None:
        at = DENOMINATIONS.index(denomination)
        panel, row = self._panels[at >= _NOTES], at if at < _NOTES else at - _NOTES
        body, gap = panel.body, self.look.gap(Space.S)
        self._names[denomination] = Label(body, self.look, "", Type.FIGURE, side="e")
        self._fields[denomination] = DigitEntry(
            body, self.look, partial(self._typed, denomination), Digits.COUNT, _PIECES_DIGITS
        )
        self._amounts[denomination] = Label(body, self.look, "", Type.FIGURE, side="e")
        self._names[denomination].grid(row=row, column=0, sticky="e", pady=gap // 4)
        self._fields[denomination].grid(row=row, column=1, sticky="ew", padx=gap, pady=gap // 4)
        self._amounts[denomination].grid(row=row, column=2, sticky="e", pady=gap // 4)
        body.columnconfigure(2, weight=1)

    def _lay_out(self) -> None:
        gap = self.look.gap(Space.S)
        for column, panel in enumerate((*self._panels, self._sums)):
            panel.grid(row=0, column=column, sticky="nsew", padx=(gap if column else 0, 0))
        self.columnconfigure(2, weight=1)
        self.rowconfigure(0, weight=1)
        self._hint.grid(row=_NOTES, column=0, columnspan=3, sticky="ew", pady=gap)
        self._beside.grid(row=_NOTES + 1, column=0, columnspan=3, sticky="sew")
        self._panels[0].body.rowconfigure(_NOTES + 1, weight=1)
        for column, button in enumerate((self._over, self._move)):
            self._beside.columnconfigure(column, weight=1, uniform="beside")
            button.grid(row=0, column=column, sticky="nsew", padx=(gap // 2 if column else 0, 0))
        for widget in (
            self._counted_name,
            self._counted,
            self._expected,
            self._difference,
            self._note,
            self._reasons,
            self._record,
            self._last,
        ):
            widget.pack(fill="x", pady=(0, gap // 2))
