"""The forms of the door, one for each way in."""

import tkinter as tk
from typing import Any

from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.code_groups import CodeGroups
from branch_app.ui.presenters.sign_in import RECOVERY_GROUPS, SignIn, SignInPresenter
from branch_app.ui.views.entry_form import EntryForm
from branch_app.ui.views.groups_field import GroupsField
from branch_app.ui.views.password_pair import PasswordPair
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.entry import TextEntry
from branch_app.ui.widgets.label import Label, Paragraph
from branch_app.ui.widgets.secret import SecretEntry
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording

_ONE_FIELD = 480
"""Px at 100 %: no password needs more."""


class DoorForm(EntryForm):
    """What every way in has: a heading, an explanation, fields, and a button that Return presses, too."""

    def __init__(self, parent: tk.Misc, look: Look, presenter: SignInPresenter[Any]) -> None:
        super().__init__(parent, look, self.hand_in)
        self.presenter = presenter
        self.words = Wording(look)
        self._title = Label(self, look, "", Type.HEADING)
        self._how = Paragraph(self, look, "", Type.BODY)
        self._title.pack(fill="x")
        self._how.pack(fill="x", pady=(look.gap(Space.XS), 0))
        self.fields = Area(self, look)
        self.fields.pack(fill="x", pady=look.gap(Space.S))
        self.fields.columnconfigure(0, weight=1)
        self.build()
        self._go = ActionButton(self, look, " ", self.hand_in, Key.RETURN, ButtonKind.PRIMARY)
        self._go.pack(anchor="w")
        look.follow(self, self.restyle)

    def build(self) -> None:
        """Fields; for forms to fill in."""

    def hand_in(self) -> None:
        """Everything was typed."""

    def tell(self, state: SignIn) -> None:
        """How it stands; forms show what is theirs."""
        usable = not state.busy and not state.wait_s
        self._go.show(self.words.say("signin_checking") if state.busy else self.submit_text(state))
        if usable:
            self._go.enable()
        else:
            self._go.disable()

    def submit_text(self, _state: SignIn) -> str:
        """On the button."""
        return self.words.say("general_confirm")

    def kept_out(self) -> None:
        """It was refused: what proved wrong is typed anew."""

    def restyle(self) -> None:
        """Follow the look, its language too."""
        self.paint_ground()
        self.speak()
        self.tell(self.presenter.state)

    def speak(self) -> None:
        """Words that stay; for forms to fill in."""

    def head(self, title: str, how: str = "") -> None:
        """Heading and explanation."""
        self._title.show(title)
        self._how.show(how)
        if how:
            self._how.pack(fill="x", pady=(self.look.gap(Space.XS), 0), after=self._title)
        else:
            self._how.pack_forget()

    def lay(self, widget: tk.Widget, row: int) -> None:
        """One row of the fields."""
        widget.grid(row=row, column=0, sticky="ew", pady=(0, self.look.gap(Space.S)))


class PasswordForm(DoorForm):
    """Who has a password here."""

    def build(self) -> None:
        """One field."""
        self._password = self.ask(SecretEntry(self.fields, self.look, caption=" "))
        self.lay(self._password, 0)

    def hand_in(self) -> None:
        """Come in."""
        self.presenter.sign_in(self._password.value)

    def kept_out(self) -> None:
        """Another try."""
        self.wipe()

    def tell(self, state: SignIn) -> None:
        """Whose password."""
        self.head(state.chosen.name if state.chosen else self.words.say("signin_title"))
        if state.chosen is None:
            self._password.disable()
        else:
            self._password.enable()
        super().tell(state)

    def submit_text(self, state: SignIn) -> str:
        """Whoever locked it unlocks it."""
        returning = state.chosen is not None and state.chosen is state.locked_by
        return self.words.say("lock_unlock" if returning else "signin_submit")

    def speak(self) -> None:
        """Caption."""
        self.fields.columnconfigure(0, weight=0, minsize=self.look.px(_ONE_FIELD))
        self._password.show(self.words.say("signin_password"))


class NewPasswordForm(DoorForm):
    """Who has one and wants another."""

    def build(self) -> None:
        """The old one, and a new one twice."""
        self._old = self.ask(SecretEntry(self.fields, self.look, caption=" "))
        self._pair = PasswordPair(self.fields, self.look)
        self.ask(self._pair.first)
        self.ask(self._pair.again)
        self.lay(self._old, 0)
        self.lay(self._pair, 1)

    def hand_in(self) -> None:
        """Change it."""
        self.presenter.change_password(self._old.value, self._pair.typed)

    def kept_out(self) -> None:
        """The old one was wrong."""
        self._old.clear()

    def tell(self, state: SignIn) -> None:
        """What is wrong with the new one."""
        name = state.chosen.name if state.chosen else ""
        self.head(f"{self.words.say('signin_change_title')}　{name}")
        self._pair.tell(state.password_fault)
        super().tell(state)

    def speak(self) -> None:
        """Caption."""
        self._old.show(self.words.say("signin_change_now"))


class BesideForm(DoorForm):
    """Who is here for the first time, with a supervisor beside."""

    def build(self) -> None:
        """The supervisor, their password, and a new one twice."""
        self._supervisor = ActionButton(self.fields, self.look, " ", self.next_supervisor, Key.F4)
        self._caption = Label(self.fields, self.look, "", Type.STRONG)
        self._password = self.ask(SecretEntry(self.fields, self.look, caption=" "))
        self._pair = PasswordPair(self.fields, self.look)
        self.ask(self._pair.first)
        self.ask(self._pair.again)
        for row, widget in enumerate((self._caption, self._supervisor, self._password, self._pair)):
            self.lay(widget, row)

    def hand_in(self) -> None:
        """Both have typed."""
        self.presenter.admit_beside(self._password.value, self._pair.typed)

    def kept_out(self) -> None:
        """The supervisor's password was wrong."""
        self._password.clear()

    def tell(self, state: SignIn) -> None:
        """Who stands beside."""
        say = self.words.say
        name = state.chosen.name if state.chosen else ""
        self.head(
            f"{say('signin_first_title')}　{name}",
            say("signin_first_how" if state.supervisors else "signin_first_nobody"),
        )
        beside = state.person(state.beside)
        self._supervisor.show(beside.name if beside else say("general_none"))
        self._pair.tell(state.password_fault)
        super().tell(state)

    def speak(self) -> None:
        """Captions."""
        self._caption.show(self.words.say("signin_supervisor_name"))
        self._password.show(self.words.say("signin_supervisor_password"))

    def next_supervisor(self) -> None:
        """The one after; offices have few."""
        ids = [person.id for person in self.presenter.state.supervisors]
        if ids:
            at = ids.index(self.presenter.state.beside) if self.presenter.state.beside in ids else -1
            self.presenter.choose_beside(ids[(at + 1) % len(ids)])


class TelephoneForm(DoorForm):
    """Who forgot theirs, or whose device does not open any more."""

    def build(self) -> None:
        """Staff number where no names can be shown, eight groups, and a new password twice."""
        self._number = TextEntry(self.fields, self.look, lambda _: None, " ")
        groups = CodeGroups.empty(RECOVERY_GROUPS)
        code = GroupsField(self.fields, self.look, groups, self.presenter.type_group, self.begin)
        self._code = self.ask(code)
        self._pair = PasswordPair(self.fields, self.look)
        self.ask(self._pair.first)
        self.ask(self._pair.again)
        for row, widget in enumerate((self._number, self._code, self._pair)):
            self.lay(widget, row)
        self._number.grid_remove()

    def hand_in(self) -> None:
        """Open with the code."""
        self.presenter.recover(self._pair.typed, self._number.value)

    def tell(self, state: SignIn) -> None:
        """How the groups stand."""
        self._code.tell(state.code)
        self._pair.tell(state.password_fault)
        if state.closed:
            self._number.grid()
        else:
            self._number.grid_remove()
        super().tell(state)

    def speak(self) -> None:
        """What to do, in order."""
        say = self.words.say
        steps = (
            say("signin_recovery_call", device=self.presenter.device),
            say("signin_recovery_identity"),
            say("signin_recovery_type"),
        )
        self.head(say("signin_recovery_title"), "\n".join(steps))
        self._number.show(say("signin_recovery_number"))
