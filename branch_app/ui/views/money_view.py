"""手数料: what it will cost, what is due, what was given and what goes back; and the one key that goes on."""

import tkinter as tk

from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.domain.values.origin import Origin
from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.counter import CounterState, Stage
from branch_app.ui.presenters.issue import Busy, Issuing
from branch_app.ui.theme import Role
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.money import AmountLine
from branch_app.ui.widgets.panel import Panel
from branch_app.ui.wording import Wording

_BUSY_TEXTS = {
    Busy.MAKING: "counter_making",
    Busy.PAYING: "counter_paying",
    Busy.SENDING: "counter_sending",
    Busy.ASKING: "counter_asking",
    Busy.WRITING: "counter_writing",
}

_STEP_TEXTS = {
    Step.ANSWER: "trouble_step_answer",
    Step.WATCH: "trouble_step_watch",
    Step.CHECK: "trouble_step_check",
    Step.HAND_OVER: "trouble_step_hand_over",
    Step.REFUND: "trouble_step_refund",
    Step.DECIDE: "trouble_step_decide",
    Step.WITHDRAW: "trouble_step_withdraw",
}
"""Steps that other keys than F12 lead on from."""


_ORIGIN_TEXTS = {Origin.POST: "counter_by_post", Origin.OFFICIAL: "counter_official"}
"""Forms from the counter need no word for it."""


class MoneyView(Panel):
    """Three lines of figures and a large button that says what F12 does now."""

    def __init__(self, parent: tk.Misc, look: Look, parts: CounterParts) -> None:
        super().__init__(parent, look)
        self._parts = parts
        self._words = Wording(look)
        self._form = Label(self.body, look, "", Type.HINT, Role.MUTED)
        self._total = AmountLine(self.body, look, style=Type.TOTAL)
        self._deposit = AmountLine(self.body, look, style=Type.TOTAL)
        self._change = AmountLine(self.body, look, style=Type.TOTAL, role=Role.EMPHASIS)
        self._hint = Label(self.body, look, "", Type.HINT, Role.MUTED, "e")
        self._go = ActionButton(self.body, look, " ", lambda: parts.press(Key.F12), Key.F12, ButtonKind.MAIN)
        for line in (self._form, self._total, self._deposit, self._change, self._hint):
            line.pack(fill="x")
        self._go.pack(fill="x", pady=(look.gap(Space.S), 0))
        look.follow(self.body, self._restyle_body)
        parts.room.counter.listen(lambda _state: self._show())
        parts.room.counter.issue.listen(lambda _state: self._show())

    def _restyle_body(self) -> None:
        self.body.paint_ground()
        self._show()

    def _show(self) -> None:
        counter, issue = self._parts.room.counter.state, self._parts.room.counter.issue.state
        words = self._words
        form = issue.work.form if issue.work else counter.form.number
        parts = [words.say("counter_form", number=form)] if form else []
        held = len(counter.held)
        origin = _origin(counter, issue)
        parts = [*([words.say(_ORIGIN_TEXTS[origin])] if origin in _ORIGIN_TEXTS else []), *parts]
        self._form.show("　".join([*parts, *([words.say("counter_held", n=held)] if held else [])]))
        total, deposit, change = self._figures(counter, issue)
        self._total.show(words.say("counter_total"), total)
        self._deposit.show(words.say("counter_deposit"), deposit)
        short = issue.step is Step.PAY and issue.change < 0
        self._change.show(words.say("counter_change"), change, Role.BAD_TEXT if short else Role.EMPHASIS)
        self._hint.show(self._hint_of(issue))
        self._show_go(counter, issue)

    def _figures(self, counter: CounterState, issue: Issuing) -> tuple[str, str, str]:
        words, work = self._words, issue.work
        if work is None:
            estimate = words.yen(counter.estimate_yen) if counter.form.lines else ""
            return estimate, "", ""
        if issue.step is Step.PAY:
            typed = words.yen(issue.deposit) if issue.typed else words.say("counter_exact")
            return words.yen(work.total_yen), typed, words.yen(max(0, issue.change))
        return words.yen(work.total_yen), words.yen(work.tendered_yen), words.yen(work.change_yen)

    def _hint_of(self, issue: Issuing) -> str:
        if issue.step is not Step.PAY:
            return ""
        if issue.change < 0:
            return self._words.say("counter_short", yen=-issue.change)
        return "" if issue.typed else self._words.say("counter_deposit_hint")

    def _show_go(self, counter: CounterState, issue: Issuing) -> None:
        text, usable = self._go_text(counter, issue)
        self._go.show(text)
        if usable:
            self._go.enable()
        else:
            self._go.disable()

    def _go_text(self, counter: CounterState, issue: Issuing) -> tuple[str, bool]:
        words = self._words
        if issue.busy:
            return words.say(_BUSY_TEXTS[issue.busy]), False
        if counter.stage is Stage.DONE:
            return words.say("counter_same_again"), counter.last is not None
        if issue.step is Step.PAY:
            free = issue.work is not None and issue.work.total_yen == 0
            return words.say("counter_take_free" if free else "counter_take"), issue.change >= 0
        if issue.step is Step.PRINT:
            again = issue.work is not None and issue.work.attempt > 0
            return words.say("counter_reprint" if again else "trouble_step_print"), not issue.sheet_wanted
        if issue.step in _STEP_TEXTS:
            return words.say(_STEP_TEXTS[issue.step]), False
        return words.say("counter_make"), counter.stage is Stage.FORM and bool(counter.form.lines)


def _origin(counter: CounterState, issue: Issuing) -> Origin:
    """How what is shown came in; at the search box, how the next one will."""
    if issue.work is not None:
        return issue.work.origin
    return counter.origin if counter.stage is Stage.FIND else counter.form.origin
