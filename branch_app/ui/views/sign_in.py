"""Sign-in and lock: the first thing anybody sees. Who, their way in, and how old the data behind the door are.

::

    view = SignInView(parent, look, presenter, router)
    view.pack(fill="both", expand=True)
    presenter.arrive()
    view.enter()                  takes the keys; ``leave`` gives them back
"""

import tkinter as tk
from datetime import datetime
from typing import Any

from branch_app.ui.keys import DIGITS, Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.sign_in import LockCause, SignIn, SignInPresenter, Way
from branch_app.ui.theme import Role
from branch_app.ui.views.data_lines import DataLines
from branch_app.ui.views.sign_in_forms import BesideForm, DoorForm, NewPasswordForm, PasswordForm, TelephoneForm
from branch_app.ui.views.signed import signed
from branch_app.ui.views.trouble import TroubleNote
from branch_app.ui.widgets.button import ActionButton
from branch_app.ui.widgets.label import Label, Paragraph
from branch_app.ui.widgets.panel import Panel
from branch_app.ui.widgets.router import KeyLayer, KeyRouter
from branch_app.ui.widgets.surface import Area
from branch_app.ui.widgets.table import Column, DataTable, Row
from branch_app.ui.wording import Wording

_PEOPLE = 380
"""Px at 100 %."""
_COLUMNS = (Column("", 44, "center"), Column("", 180, grows=True), Column("", 120))
_DONE_TEXTS = {Way.NEW_PASSWORD: "signin_change_done", Way.BESIDE: "signin_first_done"}


class SignInView(Area):
    """People and data on the left, the chosen person's way in on the right, the lock above both."""

    def __init__(self, parent: tk.Misc, look: Look, presenter: SignInPresenter[Any], router: KeyRouter) -> None:
        super().__init__(parent, look)
        self._presenter = presenter
        self._router = router
        self._words = Wording(look)
        self._layer = KeyLayer(self._hear, self)
        self._state = presenter.state
        self._lock = _LockStrip(self, look)
        self._left = Area(self, look)
        self._right = Panel(self, look)
        self._build_left()
        self._build_right()
        gap = look.gap(Space.M)
        self.columnconfigure(1, weight=1)
        self.rowconfigure(1, weight=1)
        self._lock.grid(row=0, column=0, columnspan=2, sticky="ew")
        self._left.grid(row=1, column=0, sticky="nsew", padx=(gap, 0), pady=gap)
        self._right.grid(row=1, column=1, sticky="nsew", padx=gap, pady=gap)
        look.follow(self, self.restyle)
        presenter.listen(self._show)

    def enter(self) -> None:
        """The screen comes up: it hears keys from now on."""
        self._router.push(self._layer)
        self._focus()

    def wake(self) -> None:
        """What lay over it is gone: whoever stands here goes on where they were."""
        self._focus()

    def leave(self) -> None:
        """Somebody came in: nothing that was typed stays."""
        self._router.remove(self._layer)
        for form in self._forms.values():
            form.wipe()

    def restyle(self) -> None:
        """Follow the look, its language too."""
        self.paint_ground()
        self._left.configure(width=self.look.px(_PEOPLE))
        say = self._words.say
        self._table.head(("", say("counter_column_name"), ""))
        self._hint.show(say("signin_choose_hint"))
        self._change.show(say("signin_change_title"))
        self._forgotten.show(say("signin_forgotten"))
        self._back.show(say("general_back"))
        self._render(self._presenter.state)

    def _build_left(self) -> None:
        look, gap = self.look, self.look.gap(Space.S)
        self._left.pack_propagate(flag=False)
        self._people = Panel(self._left, look, " ")
        self._table = DataTable(self._people.body, look, _COLUMNS, self._selected, lambda _row: self._go_on())
        self._hint = Label(self._people.body, look, "", Type.HINT, Role.MUTED)
        self._hint.pack(side="bottom", fill="x", pady=(gap, 0))
        self._table.pack(fill="both", expand=True)
        data = DataLines(self._left, look, self._presenter)
        data.pack(side="bottom", fill="x", pady=(gap, 0))
        self._people.pack(fill="both", expand=True)

    def _build_right(self) -> None:
        look, gap, body = self.look, self.look.gap(Space.S), self._right.body
        holder = Area(body, look)
        holder.columnconfigure(0, weight=1)
        forms: dict[Way, DoorForm] = {
            Way.PASSWORD: PasswordForm(holder, look, self._presenter),
            Way.BESIDE: (beside := BesideForm(holder, look, self._presenter)),
            Way.TELEPHONE: TelephoneForm(holder, look, self._presenter),
            Way.NEW_PASSWORD: NewPasswordForm(holder, look, self._presenter),
        }
        self._forms = forms
        self._beside = beside
        self._done = Paragraph(body, look, "", Type.STRONG, Role.GOOD_TEXT)
        self._trouble = TroubleNote(body, look)
        self._wait = Label(body, look, "", Type.HEADING, Role.NOTICE_TEXT)
        ways = Area(body, look)
        self._change = ActionButton(ways, look, " ", lambda: self._go(Way.NEW_PASSWORD), Key.F2)
        self._forgotten = ActionButton(ways, look, " ", lambda: self._go(Way.TELEPHONE), Key.F3)
        self._back = ActionButton(ways, look, " ", self._go_back, Key.ESCAPE)
        for button in (self._change, self._forgotten, self._back):
            button.pack(side="left", padx=(0, gap))
        holder.pack(fill="x")
        self._holder = holder
        self._trouble.pack(fill="x", pady=(gap, 0))
        self._wait.pack(fill="x")
        ways.pack(side="bottom", fill="x")

    def _hear(self, key: Key) -> bool:
        match key:
            case Key.UP | Key.DOWN:
                self._table.move(-1 if key is Key.UP else 1)
            case Key.RETURN:
                self._form.advance()
            case Key.ESCAPE:
                self._go_back()
            case Key.F2:
                self._go(Way.NEW_PASSWORD)
            case Key.F3:
                self._go(Way.TELEPHONE)
            case Key.F4 if self._presenter.state.way is Way.BESIDE:
                self._beside.next_supervisor()
            case Key.F5:
                self._presenter.renew()
            case _ if key in DIGITS[1:]:
                self._choose(DIGITS.index(key) - 1)
            case _:
                return False
        return True

    @property
    def _form(self) -> DoorForm:
        return self._forms[self._presenter.state.way]

    def _selected(self, row: int) -> None:
        self._presenter.choose(self._presenter.state.people[row].id)

    def _choose(self, row: int) -> None:
        if row < len(self._presenter.state.people):
            self._selected(row)
            self._go_on()

    def _go_on(self) -> None:
        """Enter on a name: on to the password."""
        if self._presenter.state.chosen is None and self._table.selected is not None:
            self._selected(self._table.selected)
        self._form.begin()

    def _go(self, way: Way) -> None:
        if self._may_go(way):
            self._presenter.go(way)
            self._form.begin()

    def _go_back(self) -> None:
        self._presenter.back()
        self._focus()

    def _focus(self) -> None:
        """Not while something lies over the door: what is typed there belongs in no password."""
        if not self._router.hears(self._layer):
            return
        if self._presenter.state.chosen is None and not self._presenter.state.closed:
            self._table.focus_set()
        else:
            self._form.begin()

    def _show(self, state: SignIn) -> None:
        before, self._state = self._state, state
        self._render(state)
        if before.lock is not state.lock or before.people == () != state.people:
            self._focus()
        if before.chosen is not state.chosen and before.chosen is not None:
            same = state.chosen is not None and state.chosen.id == before.chosen.id
            self._wipe(same_person=same)
        if before.busy and not state.busy:
            self._after_try(state)

    def _wipe(self, *, same_person: bool) -> None:
        """What one person typed is not the next one's."""
        if not same_person:
            for form in self._forms.values():
                form.wipe()

    def _after_try(self, state: SignIn) -> None:
        if state.trouble is not None:
            self._form.kept_out()
        else:
            self._wipe(same_person=False)
        if self._router.hears(self._layer):
            self._form.begin()

    def _render(self, state: SignIn) -> None:
        self._lock.tell(state)
        rows = [self._row(place, state) for place in range(len(state.people))]
        at = next((place for place, person in enumerate(state.people) if person is state.chosen), None)
        if list(self._table.rows) != rows:
            self._table.fill(rows, at if at is not None else 0)
        elif at is not None:
            self._table.select(at)
        self._people.show(self._words.say("lock_switch" if state.lock else "signin_choose_name"))
        self._render_form(state)

    def _render_form(self, state: SignIn) -> None:
        say = self._words.say
        for way, form in self._forms.items():
            if way is state.way:
                form.grid(row=0, column=0, sticky="ew")
                form.tell(state)
            else:
                form.grid_remove()
        self._trouble.show(state.trouble)
        self._wait.show(signed("▲", say("signin_wait", n=state.wait_s)) if state.wait_s else "")
        self._show_done(state)
        usual = state.way in {Way.PASSWORD, Way.BESIDE}
        for button, usable in (
            (self._change, self._may_go(Way.NEW_PASSWORD)),
            (self._forgotten, self._may_go(Way.TELEPHONE)),
            (self._back, not usual and not state.closed),
        ):
            if usable:
                button.enable()
            else:
                button.disable()

    def _show_done(self, state: SignIn) -> None:
        say = self._words.say
        if state.done in _DONE_TEXTS:
            self._done.show(signed("✓", say(_DONE_TEXTS[state.done])), Role.GOOD_TEXT)
        elif not state.people and not state.closed:
            self._done.show(signed("▲", say("signin_nobody")), Role.NOTICE_TEXT)
        else:
            self._done.pack_forget()
            return
        self._done.pack(fill="x", before=self._holder, pady=(0, self.look.gap(Space.S)))

    def _may_go(self, way: Way) -> bool:
        state = self._presenter.state
        if state.chosen is None or state.way is way:
            return False
        return state.chosen.has_slot or way is not Way.NEW_PASSWORD

    def _row(self, place: int, state: SignIn) -> Row:
        person = state.people[place]
        key = DIGITS[place + 1].value if place + 1 < len(DIGITS) else ""
        return Row((key, person.name, "" if person.has_slot else self._words.say("signin_new_here")))


class _LockStrip(Area):
    """Who locked it, since when and why, and what was kept for them."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        super().__init__(parent, look, Role.NOTICE)
        self._words = Wording(look)
        self._inside = Area(self, look)
        self._title = Label(self._inside, look, "", Type.HEADING, Role.ON_NOTICE)
        self._how = Paragraph(self._inside, look, "", Type.BODY, Role.ON_NOTICE)
        self._title.pack(side="left", padx=(0, look.gap(Space.L)))
        self._how.pack(side="left", fill="x", expand=True)

    def tell(self, state: SignIn) -> None:
        """Nothing while nobody locked it."""
        lock, person = state.lock, state.locked_by
        if lock is None or person is None:
            self._inside.pack_forget()
            self.configure(height=1)
            return
        self._title.show(signed("▲", self._words.say("lock_title")))
        self._how.show("　".join(self._lines(person.name, lock.since, lock.cause, kept=lock.kept)))
        self._inside.pack(fill="x", padx=self.look.gap(Space.M), pady=self.look.gap(Space.S))

    def _lines(self, name: str, since: datetime, cause: LockCause, *, kept: bool) -> list[str]:
        say = self._words.say
        lines = [say("lock_by", name=name, at=self._words.moment(since))]
        if cause is LockCause.IDLE:
            lines.append(say("lock_idle"))
        if kept:
            lines.append(say("lock_kept", name=name))
        return lines
