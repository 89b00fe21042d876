"""監査の書出し, over the manager's report: from when to when, where to; then how far it is, and where it lies."""

import tkinter as tk

from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.auditing import Auditing, AuditingPresenter, Written
from branch_app.ui.theme import Role
from branch_app.ui.views.outcome import not_done
from branch_app.ui.views.signed import signed
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.dialog import Dialog
from branch_app.ui.widgets.entry import TextEntry
from branch_app.ui.widgets.label import Label, Paragraph
from branch_app.ui.widgets.money import AmountLine
from branch_app.ui.widgets.progress import Progress
from branch_app.ui.widgets.router import KeyRouter
from branch_app.ui.widgets.surface import Area
from branch_app.ui.widgets.table import Column, DataTable, Row
from branch_app.ui.wording import Wording
from branch_app.usecases.audit_scope import AuditScope, check_command

_WIDTH, _PLACES = 720, 126
"""Px at 100 %: of the dialog, and in height for two folders and their heading."""
_COLUMNS = (Column("", 170), Column("", 300, grows=True))
_FOUND_TEXTS = ("manager_audit_own", "manager_audit_plugged")
_END_TEXTS = ("manager_audit_lies", "manager_audit_signed", "manager_audit_root", "manager_audit_check")
_STEPS = {Key.UP: -1, Key.DOWN: 1}


class AuditingDialog(Dialog):
    """↑↓ choose a folder that was found, or one is typed; Enter asks the second person. Esc puts it aside."""

    def __init__(self, window: tk.Misc, look: Look, router: KeyRouter, auditing: AuditingPresenter) -> None:
        self._auditing = auditing
        self._words = Wording(look)
        say = self._words.say
        super().__init__(
            window, look, router, say("manager_audit"), hear=self._hear_key, on_escape=auditing.give_up
        )
        holder = Area(self.body, look)
        holder.configure(width=look.px(_WIDTH), height=1)
        holder.pack()
        self._asking, self._end = _Asking(self.body, look, auditing), _End(self.body, look)
        self._progress = Progress(self.body, look)
        self._said = Paragraph(self.body, look, style=Type.STRONG)
        self._said.pack(side="bottom", fill="x", pady=(look.gap(Space.XS), 0))
        self._go = ActionButton(
            self.actions, look, say("manager_audit_go"), auditing.write, Key.RETURN, ButtonKind.PRIMARY
        )
        self._leave = ActionButton(self.actions, look, say("general_close"), auditing.give_up, Key.ESCAPE)
        self._go.pack(side="right")
        self._leave.pack(side="right", padx=look.gap(Space.S))

    def tell(self, state: Auditing) -> None:
        """What is asked, how far it is, or where it lies."""
        shown = self._end if state.written else self._progress if state.of and state.busy else self._asking
        for part in (self._asking, self._progress, self._end):
            if part is not shown:
                part.pack_forget()
        if not shown.winfo_manager():
            shown.pack(fill="x")
        self._asking.tell(state)
        if state.written is not None:
            self._end.tell(state.written)
        if state.of:
            done, of = f"{state.entries:,}", f"{state.of:,}"
            self._progress.show(state.entries / state.of, self._words.say("manager_audit_so_far", done=done, of=of))
        self._said.show(*self._what_was_said(state))
        if state.ready:
            self._go.enable()
        else:
            self._go.disable()
        if state.written is not None:
            self._go.pack_forget()

    def focus_first(self) -> tk.Misc:
        """Where to."""
        return self._asking.where

    def _what_was_said(self, state: Auditing) -> tuple[str, Role]:
        say = self._words.say
        if state.busy:
            return say("manager_audit_writing"), Role.MUTED
        waiting = not_done(self._words, state.trouble, busy=state.looking)
        if waiting is not None:
            return waiting
        if state.scope is None and state.shown:
            return signed("⚠", say("manager_audit_nothing")), Role.NOTICE_TEXT
        return "", Role.MUTED

    def _hear_key(self, key: Key) -> bool:
        match key:
            case Key.RETURN:
                self._auditing.write()
            case _ if key in _STEPS:
                self._asking.found.move(_STEPS[key])
            case _:
                return False
        return True


class _Asking(Area):
    """From when to when, how many entries, and where to."""

    def __init__(self, parent: tk.Misc, look: Look, auditing: AuditingPresenter) -> None:
        super().__init__(parent, look)
        self._words = Wording(look)
        say, gap = self._words.say, look.gap(Space.S)
        Paragraph(self, look, say("manager_audit_how")).pack(fill="x", pady=(0, gap))
        self._period, self._count, self._unsigned = (AmountLine(self, look) for _ in range(3))
        for line in (self._period, self._count, self._unsigned):
            line.pack(fill="x", pady=(0, look.gap(Space.HAIR)))
        holder = Area(self, look)
        holder.configure(width=look.px(_WIDTH), height=look.px(_PLACES))
        holder.pack_propagate(flag=False)
        holder.pack(fill="x", pady=gap)
        self.found = DataTable(holder, look, _COLUMNS, auditing.choose)
        self.found.pack(fill="both", expand=True)
        self.found.head((say("manager_audit_found"), say("manager_audit_folder")))
        self.where = TextEntry(self, look, auditing.type, say("manager_audit_place"))
        self.where.pack(fill="x", pady=(0, gap))

    def tell(self, state: Auditing) -> None:
        """What was found."""
        self._tell_scope(state.scope)
        own, *others = (self._words.say(key) for key in _FOUND_TEXTS)
        rows = [Row((others[0] if at else own, place)) for at, place in enumerate(state.places)]
        chosen = state.places.index(state.place) if state.place in state.places else None
        if list(self.found.rows) != rows:
            self.found.fill(rows, chosen)
        else:
            self.found.select(chosen)
        if self.where.value != state.place:
            self.where.put(state.place)

    def _tell_scope(self, scope: AuditScope | None) -> None:
        say, words = self._words.say, self._words
        days = count = unsigned = "―"
        if scope is not None:
            days = say("manager_audit_days", first=words.date(scope.first), last=words.date(scope.last))
            count = say("manager_audit_entries", n=f"{scope.head.size:,}")
            unsigned = say("manager_audit_entries", n=f"{scope.unsigned:,}")
        self._period.show(say("manager_audit_period"), days)
        self._count.show(say("manager_audit_signed"), count)
        self._unsigned.show(say("manager_audit_unsigned"), unsigned)


class _End(Area):
    """Where it lies, what it is measured by, and how anybody checks it."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        super().__init__(parent, look)
        self._words = Wording(look)
        self._values: list[Paragraph] = []
        say = self._words.say
        done = signed("✓", say("manager_audit_written"))
        Label(self, look, done, Type.HEADING, Role.GOOD_TEXT).pack(fill="x", pady=(0, look.gap(Space.S)))
        for key in _END_TEXTS:
            Label(self, look, say(key), Type.STRONG).pack(fill="x")
            value = Paragraph(self, look, style=Type.FIGURE)
            value.pack(fill="x", pady=(0, look.gap(Space.S)))
            self._values.append(value)
        Paragraph(self, look, say("manager_audit_check_how"), Type.BODY, Role.MUTED).pack(fill="x")

    def tell(self, written: Written) -> None:
        """Of that folder."""
        say, head = self._words.say, written.head
        place, size, root, check = self._values
        place.show(written.place)
        size.show(say("manager_audit_entries", n=f"{head.size:,}"))
        root.show(head.root.hex())
        check.show(check_command(written.place))
