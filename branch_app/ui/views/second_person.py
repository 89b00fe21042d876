"""もう一人の確認: who, and their password here or the digits that head office reads out.

::

    SecondPersonView(window, look, router, presenter)     opens and closes by itself, over whatever is open
"""

import tkinter as tk

from branch_app.domain.values.vouching import ANSWER_DIGITS, Vouched
from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.second_person import Manner, SecondPerson, SecondPersonPresenter
from branch_app.ui.theme import Role
from branch_app.ui.views.trouble import TroubleNote
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.dialog import Dialog
from branch_app.ui.widgets.entry import DigitEntry, Digits
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.router import KeyRouter
from branch_app.ui.widgets.secret import SecretEntry
from branch_app.ui.widgets.surface import Area
from branch_app.ui.widgets.table import Column, DataTable, Row
from branch_app.ui.wording import Wording
from branch_app.usecases.front_door import Doorplate

_COLUMNS = (Column("", 260, grows=True), Column("", 220))
_WIDTH, _NAMES = 600, 150
"""Px at 100 %."""
_ACTION_TEXTS = {
    Vouched.VOID: "manager_second_void",
    Vouched.REFUND: "manager_second_refund",
    Vouched.CLOSE: "manager_second_close",
    Vouched.CLOCK: "manager_second_clock",
    Vouched.HOLD: "manager_second_hold",
    Vouched.LIFT: "manager_second_lift",
    Vouched.EXTEND: "manager_second_extend",
    Vouched.DIFFERENCE: "manager_second_difference",
    Vouched.PAY_OUT: "manager_second_pay_out",
    Vouched.HAND_OVER: "manager_second_hand_over",
    Vouched.GAP: "manager_second_gap",
    Vouched.RELEASE: "manager_second_release",
    Vouched.SUPPLEMENT: "manager_second_supplement",
    Vouched.EXPORT: "manager_second_export",
    Vouched.REPRINT: "manager_second_reprint",
    Vouched.REISSUE: "manager_second_reissue",
    Vouched.REVEAL: "manager_second_reveal",
}
_MANNER_KEYS = {Manner.BESIDE: Key.F2, Manner.TELEPHONE: Key.F3}


class SecondPersonView:
    """Follows its presenter."""

    def __init__(self, window: tk.Misc, look: Look, router: KeyRouter, presenter: SecondPersonPresenter) -> None:
        self._window = window
        self._look = look
        self._router = router
        self._presenter = presenter
        self._dialog: SecondPersonDialog | None = None
        presenter.listen(self._show)

    def _show(self, state: SecondPerson) -> None:
        if state.action is None:
            if self._dialog is not None:
                self._dialog.close()
                self._dialog = None
            return
        if self._dialog is None:
            self._dialog = SecondPersonDialog(self._window, self._look, self._router, self._presenter, state.action)
            self._dialog.open(self._dialog.field_of(state.manner))
        self._dialog.tell(state)


class SecondPersonDialog(Dialog):
    """Names, one field for the manner chosen, and what was wrong with the answer before."""

    def __init__(
        self, window: tk.Misc, look: Look, router: KeyRouter, presenter: SecondPersonPresenter, action: Vouched
    ) -> None:
        super().__init__(window, look, router, "", hear=self._hear_key, on_escape=presenter.give_up)
        self._presenter = presenter
        self._action = action
        self._words = Wording(look)
        self._state = SecondPerson()
        self._build_manners()
        self._build_names()
        self._password = SecretEntry(self.body, look, caption=" ")
        self._by_telephone = _ByTelephone(self.body, look)
        self._note = TroubleNote(self.body, look)
        self._note.pack(side="bottom", fill="x")
        self._cancel = ActionButton(self.actions, look, " ", presenter.give_up, Key.ESCAPE)
        self._go = ActionButton(self.actions, look, " ", self._answer, Key.RETURN, ButtonKind.PRIMARY)
        self._cancel.pack(side="left")
        self._go.pack(side="right")
        look.follow(self.body, self._restyle_body)

    def tell(self, state: SecondPerson) -> None:
        """How it stands now."""
        before, self._state = self._state, state
        for manner, button in self._manners.items():
            button.become(ButtonKind.PRIMARY if manner is state.manner else ButtonKind.SECONDARY)
        self._show_names(state)
        self._show_field(state)
        self._by_telephone.tell(state)
        self._note.show(state.trouble)
        self._show_go(state)
        if before.manner is not state.manner or (before.busy and not state.busy):
            self._password.clear()
            self._by_telephone.code.clear()
            self.field_of(state.manner).focus_set()

    def field_of(self, manner: Manner) -> SecretEntry | DigitEntry:
        """Where that manner's answer is typed."""
        return self._password if manner is Manner.BESIDE else self._by_telephone.code

    def _build_manners(self) -> None:
        row, gap = Area(self.body, self.look), self.look.gap(Space.HAIR)
        row.pack(fill="x", pady=(0, self.look.gap(Space.S)))
        self._manners = {
            Manner.BESIDE: ActionButton(row, self.look, " ", self._beside, _MANNER_KEYS[Manner.BESIDE]),
            Manner.TELEPHONE: ActionButton(row, self.look, " ", self._telephone, _MANNER_KEYS[Manner.TELEPHONE]),
        }
        for column, button in enumerate(self._manners.values()):
            row.columnconfigure(column, weight=1, uniform="manner")
            button.grid(row=0, column=column, sticky="nsew", padx=gap)

    def _build_names(self) -> None:
        self._names = Area(self.body, self.look)
        self._names.pack_propagate(flag=False)
        self._names.pack(fill="x", pady=(0, self.look.gap(Space.S)))
        self._table = DataTable(self._names, self.look, _COLUMNS, self._selected, lambda _row: self._focus_field())
        self._table.pack(fill="both", expand=True)

    def _hear_key(self, key: Key) -> bool:
        match key:
            case Key.UP | Key.DOWN:
                self._table.move(-1 if key is Key.UP else 1)
            case Key.RETURN:
                self._answer()
            case Key.F2:
                self._beside()
            case Key.F3:
                self._telephone()
            case _:
                return False
        return True

    def _beside(self) -> None:
        self._presenter.go(Manner.BESIDE)

    def _telephone(self) -> None:
        self._presenter.go(Manner.TELEPHONE)

    def _answer(self) -> None:
        self._presenter.answer(self.field_of(self._state.manner).value)

    def _focus_field(self) -> None:
        self.field_of(self._state.manner).focus_set()

    def _selected(self, row: int) -> None:
        self._presenter.choose(self._state.people[row].id)

    def _show_names(self, state: SecondPerson) -> None:
        rows = [self._row(person) for person in state.people]
        at = next((at for at, person in enumerate(state.people) if person.id == state.chosen), None)
        if list(self._table.rows) != rows:
            self._table.fill(rows, at)
        else:
            self._table.select(at)

    def _show_field(self, state: SecondPerson) -> None:
        shown, hidden = (
            (self._password, self._by_telephone)
            if state.manner is Manner.BESIDE
            else (self._by_telephone, self._password)
        )
        hidden.pack_forget()
        if not shown.winfo_manager():
            shown.pack(fill="x", pady=(0, self.look.gap(Space.S)))

    def _show_go(self, state: SecondPerson) -> None:
        say = self._words.say
        self._go.show(say("signin_checking") if state.busy else say("general_confirm"))
        if state.busy or not state.chosen:
            self._go.disable()
        else:
            self._go.enable()

    def _row(self, person: Doorplate) -> Row:
        return Row((person.name, "・".join(self._words.word(role.value) for role in person.roles)))

    def _restyle_body(self) -> None:
        self.body.paint_ground()
        say = self._words.say
        self._names.configure(width=self.look.px(_WIDTH), height=self.look.px(_NAMES))
        self.show(say("manager_second_title", what=say(_ACTION_TEXTS[self._action])))
        self._manners[Manner.BESIDE].show(say("manager_second_beside"))
        self._manners[Manner.TELEPHONE].show(say("manager_second_telephone"))
        self._table.head((say("manager_second_name"), ""))
        self._password.show(say("manager_second_password"))
        self._cancel.show(say("general_cancel"))
        self._show_names(self._state)
        self._by_telephone.tell(self._state)
        self._show_go(self._state)


class _ByTelephone(Area):
    """What to read out, large and in two groups, and what comes back."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        super().__init__(parent, look)
        self._words = Wording(look)
        self._caption = Label(self, look, "", Type.STRONG)
        self._digits = Label(self, look, "", Type.TOTAL, Role.EMPHASIS)
        self._left = Label(self, look, "", Type.BODY, Role.MUTED)
        self.code = DigitEntry(self, look, lambda _: None, Digits.COUNT, ANSWER_DIGITS, " ")
        self.columnconfigure(1, weight=1)
        self._caption.grid(row=0, column=0, sticky="w")
        self._digits.grid(row=1, column=0, sticky="w", padx=(0, look.gap(Space.XL)))
        self._left.grid(row=2, column=0, sticky="w")
        self.code.grid(row=0, column=1, rowspan=3, sticky="new")

    def tell(self, state: SecondPerson) -> None:
        """Words of now."""
        say, challenge = self._words.say, state.challenge
        half = ANSWER_DIGITS // 2
        self._caption.show(say("manager_second_challenge"))
        self.code.show(say("manager_second_code"))
        if challenge is None:
            self._digits.show("―")
            self._left.show("" if state.people else say("manager_second_nobody"))
        else:
            self._digits.show(f"{challenge.digits[:half]} {challenge.digits[half:]}")
            few = challenge.tries_left == 1
            self._left.show(
                say("manager_second_left", n=challenge.tries_left), Role.BAD_TEXT if few else Role.MUTED
            )
