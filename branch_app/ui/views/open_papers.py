"""終わっていない申請 and 最近の申請: one list over the counter, to take up, void, receipt or recall from."""

import tkinter as tk
from collections import Counter

from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.domain.records.certificate import Certificate
from branch_app.ui.keys import DIGITS, Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.counter import CounterState, Held
from branch_app.ui.presenters.recent import Recent
from branch_app.ui.theme import Role
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.views.outcome import not_done
from branch_app.ui.views.signed import signed
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.control import hot_keys_first
from branch_app.ui.widgets.label import Label, Paragraph
from branch_app.ui.widgets.router import KeyLayer, KeyRouter
from branch_app.ui.widgets.surface import Area
from branch_app.ui.widgets.table import Column, DataTable, Row, RowKind
from branch_app.ui.wording import Wording
from branch_app.usecases.work_in_hand import WorkInHand

_COLUMNS = (Column("", 200), Column("", 156), Column("", 260, grows=True), Column("", 180), Column("", 260))
_HEAD_TEXTS = (
    "recent_name",
    "recent_form",
    "trouble_recover_certificate",
    "trouble_recover_state",
    "trouble_recover_step",
)
_HELD_COLUMNS = (Column("", 210), Column("", 70, "center"), Column("", 280, grows=True))
_HELD_HEAD_TEXTS = ("recent_name", "recent_key", "recent_wish")
_STEP_TEXTS = {
    Step.WITHDRAW: "trouble_step_withdraw",
    Step.PAY: "trouble_step_pay",
    Step.ANSWER: "trouble_step_answer",
    Step.WATCH: "trouble_step_watch",
    Step.PRINT: "trouble_step_print",
    Step.CHECK: "trouble_step_check",
    Step.HAND_OVER: "trouble_step_hand_over",
    Step.REFUND: "trouble_step_refund",
    Step.DECIDE: "trouble_step_decide",
}
_NONE = "—"


class OpenPapersView(Area):
    """Covers its parent while the list is shown; the keys themselves are the counter keyboard's.

    What is in doubt cannot be skipped: Esc, the button of Esc and the digits do nothing until it is answered.
    """

    def __init__(self, parent: tk.Misc, look: Look, router: KeyRouter, parts: CounterParts) -> None:
        super().__init__(parent, look)
        self._parts = parts
        self._router = router
        self._words = Wording(look)
        self._layer = KeyLayer(parts.keyboard.press, self)
        self._shown = False
        self._forms: tuple[WorkInHand, ...] = ()
        self._before: tk.Misc | None = None
        self._title = Label(self, look, "", Type.HEADING)
        self._intro, self._doubt = (
            Paragraph(self, look),
            Paragraph(self, look, style=Type.STRONG, role=Role.BAD_TEXT),
        )
        self._list = DataTable(self, look, _COLUMNS, self._selected, lambda _row: parts.press(Key.RETURN))
        self._held_title = Label(self, look, "", Type.STRONG)
        self._held = DataTable(self, look, _HELD_COLUMNS, on_pick=lambda row: parts.press(DIGITS[row + 1]))
        self._actions = Area(self, look)
        self._take_up = self._button(Key.RETURN, ButtonKind.PRIMARY)
        self._void, self._receipt = self._button(Key.F9), self._button(Key.F11)
        self._brought_back = self._button(Key.F8)
        self._leave = self._button(Key.ESCAPE)
        hot_keys_first(self._list.tree)
        self._lay_out()
        look.follow(self, self.restyle)
        parts.room.recent.listen(self._show)
        parts.room.counter.listen(self._follow)

    def restyle(self) -> None:
        """Follow the look, its language too."""
        self.paint_ground()
        say = self._words.say
        self._list.head([say(key) for key in _HEAD_TEXTS])
        self._held.head([say(key) for key in _HELD_HEAD_TEXTS])
        self._held_title.show(say("recent_held"))
        self._take_up.show(say("recent_take_up"))
        self._void.show(say("recent_void"))
        self._receipt.show(say("recent_receipt"))
        self._brought_back.show(say("recent_brought_back"))
        self._leave.show(say("general_close"))
        self._forms = ()
        self._show(self._parts.room.recent.state)
        self._follow(self._parts.room.counter.state)

    def _show(self, state: Recent) -> None:
        if state.shown:
            self._tell(state)
        if state.shown is self._shown:
            return
        self._shown = state.shown
        if state.shown:
            self._come_up()
        else:
            self._go_away()

    def _come_up(self) -> None:
        self._before = self.focus_get()
        self.place(relwidth=1, relheight=1)
        self.lift()
        self._router.push(self._layer)
        self._list.focus_set()

    def _go_away(self) -> None:
        self._router.remove(self._layer)
        self.place_forget()
        if self._before is not None and self._before.winfo_exists():
            self._before.focus_set()

    def _tell(self, state: Recent) -> None:
        say = self._words.say
        open_ones = state.only_open and bool(state.forms)
        self._title.show(
            say("trouble_recover_title" if state.only_open else "recent_title"),
            Role.NOTICE_TEXT if open_ones else Role.TEXT,
        )
        self._intro.show(*self._intro_of(state))
        self._doubt.show(signed("⚠", say("recent_doubt", n=state.in_doubt)) if state.in_doubt else "")
        if state.in_doubt:
            self._doubt.grid()
        else:
            self._doubt.grid_remove()
        if state.forms != self._forms:
            self._forms = state.forms
            self._list.fill([self._row(form) for form in state.forms], state.at)
        self._list.select(state.at if state.forms else None)
        for button in (self._take_up, self._void, self._receipt):
            _allow(button, bool(state.forms))
        for button in (self._leave, self._brought_back):
            _allow(button, not state.in_doubt)

    def _intro_of(self, state: Recent) -> tuple[str, Role]:
        say = self._words.say
        waiting = not_done(self._words, state.trouble, busy=False)
        if waiting is not None:
            return waiting
        if state.only_open and state.forms:
            return say("recent_open_intro", n=len(state.forms)), Role.TEXT
        if state.only_open:
            return signed("✓", say("trouble_recover_done")), Role.GOOD_TEXT
        return "" if state.forms else say("recent_none"), Role.MUTED

    def _row(self, form: WorkInHand) -> Row:
        names = "　".join(dict.fromkeys(paper.subject_name for paper in form.papers))
        step, at = form.next.step, form.at
        state = self._words.word(at.state.value if at else form.state.value)
        todo = self._words.say(_STEP_TEXTS[step]) if step in _STEP_TEXTS else _NONE
        return Row(
            (
                names or _NONE,
                form.form,
                self._copies(Counter(paper.certificate for paper in form.papers)),
                state,
                signed("⚠", todo) if step is Step.ANSWER else todo,
            ),
            RowKind.FADED if step is Step.NOTHING else RowKind.PLAIN,
            self._parts.pictures.of(names),
        )

    def _follow(self, state: CounterState) -> None:
        """What is held, with the digit that recalls it."""
        held = state.held[: len(DIGITS) - 1]
        self._held.fill([self._held_row(at, each) for at, each in enumerate(held, start=1)], None)
        if held:
            self._held_title.grid()
            self._held.grid()
            self.rowconfigure(5, weight=2, uniform="lists")
        else:
            self._held_title.grid_remove()
            self._held.grid_remove()
            self.rowconfigure(5, weight=0, uniform="")

    def _held_row(self, at: int, held: Held) -> Row:
        wanted: Counter[Certificate] = Counter()
        for line in held.form.lines:
            wanted[line.wish.certificate] += line.wish.copies
        return Row((held.name or _NONE, str(at), self._copies(wanted)), picture=self._parts.pictures.of(held.name))

    def _copies(self, wanted: Counter[Certificate]) -> str:
        words = self._words
        each = (f"{words.word(certificate.value)} {words.copies(n)}" for certificate, n in wanted.items())
        return "、".join(each) or _NONE

    def _selected(self, row: int) -> None:
        self._parts.room.recent.move(row - self._parts.room.recent.state.at)

    def _button(self, key: Key, kind: ButtonKind = ButtonKind.SECONDARY) -> ActionButton:
        return ActionButton(self._actions, self.look, "", lambda: self._parts.press(key), key, kind)

    def _lay_out(self) -> None:
        side, gap = self.look.gap(Space.L), self.look.gap(Space.S)
        self.columnconfigure(0, weight=1)
        self.rowconfigure(3, weight=3, uniform="lists")
        rows = (self._title, self._intro, self._doubt, self._list, self._held_title, self._held, self._actions)
        for row, widget in enumerate(rows):
            widget.grid(row=row, column=0, sticky="nsew", padx=side, pady=(gap, 0))
        self._actions.grid_configure(pady=gap)
        for button in (self._take_up, self._void, self._receipt, self._brought_back):
            button.pack(side="left", padx=(0, gap))
        self._leave.pack(side="right")


def _allow(button: ActionButton, allowed: bool) -> None:  # noqa: FBT001 - a state, handed on
    if allowed:
        button.enable()
    else:
        button.disable()
