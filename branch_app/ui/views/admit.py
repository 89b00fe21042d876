"""新しい職員の登録: somebody new, by the code from head office, while a colleague is signed in.

::

    AdmitView(window, look, router, presenter)     opens after ``presenter.ask()`` and closes by itself
"""

import tkinter as tk
from typing import Any

from branch_app.domain.records.enrolment import ADMISSION_GROUPS
from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.admit import Admit, AdmitPresenter
from branch_app.ui.presenters.code_groups import CodeGroups
from branch_app.ui.theme import Role
from branch_app.ui.views.entry_form import EntryForm
from branch_app.ui.views.groups_field import GroupsField
from branch_app.ui.views.password_pair import PasswordPair
from branch_app.ui.views.signed import signed
from branch_app.ui.views.trouble import TroubleNote
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.dialog import Dialog
from branch_app.ui.widgets.label import Label, Paragraph
from branch_app.ui.widgets.router import KeyRouter
from branch_app.ui.widgets.surface import Area
from branch_app.ui.widgets.table import Column, DataTable, Row
from branch_app.ui.wording import Wording

_COLUMNS = (Column("", 260, grows=True), Column("", 220))
_WIDTH, _NAMES = 640, 150
"""Px at 100 %."""


class AdmitView:
    """Follows its presenter."""

    def __init__(self, window: tk.Misc, look: Look, router: KeyRouter, presenter: AdmitPresenter[Any]) -> None:
        self._window = window
        self._look = look
        self._router = router
        self._presenter = presenter
        self._dialog: AdmitDialog | None = None
        presenter.listen(self._show)

    def _show(self, state: Admit) -> None:
        if not state.shown:
            if self._dialog is not None:
                self._dialog.close()
                self._dialog = None
            return
        if self._dialog is None:
            self._dialog = AdmitDialog(self._window, self._look, self._router, self._presenter)
            self._dialog.tell(state)
            self._dialog.start()
        self._dialog.tell(state)


class AdmitDialog(Dialog):
    """Who, their code, and the password that they choose."""

    def __init__(self, window: tk.Misc, look: Look, router: KeyRouter, presenter: AdmitPresenter[Any]) -> None:
        super().__init__(window, look, router, "", hear=self._hear_key, on_escape=presenter.leave)
        self._presenter = presenter
        self._words = Wording(look)
        self._state = Admit()
        self._done = Paragraph(self.body, look, "", Type.STRONG, Role.GOOD_TEXT)
        self._names = Area(self.body, look)
        self._names.pack_propagate(flag=False)
        self._table = DataTable(self._names, look, _COLUMNS, self._selected, lambda _row: self._form.begin())
        self._table.pack(fill="both", expand=True)
        self._form = EntryForm(self.body, look, self._hand_in)
        self._build_form()
        self._note = TroubleNote(self.body, look)
        for part in (self._done, self._names, self._form, self._note):
            part.pack(fill="x", pady=(0, look.gap(Space.S)))
        self._leave = ActionButton(self.actions, look, " ", presenter.leave, Key.ESCAPE)
        self._go = ActionButton(self.actions, look, " ", self._form.advance, Key.RETURN, ButtonKind.PRIMARY)
        self._leave.pack(side="left")
        self._go.pack(side="right")
        look.follow(self.body, self._restyle_body)

    def start(self) -> None:
        """Show it: to the names when there is a choice, else to the code."""
        self.open(self._table.tree if len(self._state.people) > 1 else self._code.entries[0].field)

    def tell(self, state: Admit) -> None:
        """How it stands now."""
        before, self._state = self._state, state
        self._show_people(state)
        self._code.tell(state.code)
        self._pair.tell(state.password_fault)
        self._note.show(state.trouble)
        self._show_words(state)
        if before.chosen != state.chosen or state.admitted is not before.admitted:
            self._form.wipe()
        if before.busy and not state.busy:
            self._form.begin()

    def _build_form(self) -> None:
        look = self.look
        self._caption = Label(self._form, look, "", Type.STRONG)
        groups = CodeGroups.empty(ADMISSION_GROUPS)
        code = GroupsField(self._form, look, groups, self._presenter.type_group, self._form.begin)
        self._code = self._form.ask(code)
        self._pair = PasswordPair(self._form, look)
        self._form.ask(self._pair.first)
        self._form.ask(self._pair.again)
        for part in (self._caption, self._code, self._pair):
            part.pack(fill="x", pady=(0, look.gap(Space.XS)))

    def _hear_key(self, key: Key) -> bool:
        match key:
            case Key.UP | Key.DOWN:
                self._table.move(-1 if key is Key.UP else 1)
            case Key.RETURN:
                self._form.advance()
            case _:
                return False
        return True

    def _hand_in(self) -> None:
        self._presenter.admit(self._pair.typed)

    def _selected(self, row: int) -> None:
        self._presenter.choose(self._state.people[row].id)

    def _show_people(self, state: Admit) -> None:
        rows = [
            Row((person.name, "・".join(self._words.word(role.value) for role in person.roles)))
            for person in state.people
        ]
        at = next((at for at, person in enumerate(state.people) if person.id == state.chosen), None)
        if list(self._table.rows) != rows:
            self._table.fill(rows, at)
        else:
            self._table.select(at)

    def _show_words(self, state: Admit) -> None:
        say = self._words.say
        done = signed("✓", say("admit_done", name=state.admitted.name)) if state.admitted else ""
        nobody = "" if state.people else signed("…", say("admit_nobody"))
        self._done.show("\n".join(line for line in (done, nobody) if line))
        self._go.show(say("signin_checking") if state.busy else say("general_confirm"))
        if state.busy or not state.chosen:
            self._go.disable()
        else:
            self._go.enable()

    def _restyle_body(self) -> None:
        self.body.paint_ground()
        say = self._words.say
        self._names.configure(width=self.look.px(_WIDTH), height=self.look.px(_NAMES))
        self.show(say("admit_title"))
        self._table.head((say("admit_name"), ""))
        self._caption.show(say("signin_first_code"))
        self._leave.show(say("general_close"))
        self._show_people(self._state)
        self._show_words(self._state)
