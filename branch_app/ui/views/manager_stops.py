"""停止と災害: the number head office reads out on the left; what counts here, and what lies ready, on the right."""

import tkinter as tk

from branch_app.domain.records.extension import EXTENDABLE
from branch_app.domain.records.hold import HoldReason, KeptHold
from branch_app.domain.rules.extension import ExtensionState
from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.stops import NUMBER_DIGITS, StopDeed, Stops
from branch_app.ui.theme import Role
from branch_app.ui.views.choices import Choices
from branch_app.ui.views.hits_view import CITY
from branch_app.ui.views.manager_parts import FieldChain, ManagerPage, ManagerParts
from branch_app.ui.views.outcome import not_done
from branch_app.ui.views.signed import signed
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.entry import DigitEntry, Digits
from branch_app.ui.widgets.label import Paragraph
from branch_app.ui.widgets.name import NameLabel
from branch_app.ui.widgets.panel import Panel
from branch_app.ui.widgets.table import Column, DataTable, Row, RowKind
from branch_app.usecases.extension import LyingReady
from branch_app.usecases.look_up import Person

_HOLD_COLUMNS = (Column("", 118), Column("", 96, grows=True), Column("", 138), Column("", 90))
_HOLD_TEXTS = ("manager_stops_number", "manager_stops_why", "manager_stops_told", "manager_stops_centre")
_EXTENSION_COLUMNS = (Column("", 48), Column("", 118), Column("", 150, grows=True), Column("", 150))
_EXTENSION_TEXTS = (
    "manager_stops_serial",
    "manager_stops_state",
    "manager_stops_what",
    "manager_stops_until",
)
_STATE_TEXTS = {
    ExtensionState.EARLY: "manager_stops_early",
    ExtensionState.READY: "manager_stops_ready",
    ExtensionState.OPEN: "manager_stops_open",
    ExtensionState.OVER: "manager_stops_over",
}
_DEED_TEXTS = {
    StopDeed.HELD: "manager_stops_held",
    StopDeed.LIFTED: "manager_stops_lifted",
    StopDeed.EXTENDED: "manager_stops_extended",
}


class StopsPage(ManagerPage):
    """Follows its own presenter beside the manager's."""

    def __init__(self, parent: tk.Misc, look: Look, parts: ManagerParts) -> None:
        super().__init__(parent, look, parts)
        self._stops = parts.stops
        self._call, self._here, self._ready = (Panel(self, look) for _ in range(3))
        body = self._call.body
        self._how = Paragraph(body, look, style=Type.HINT, role=Role.MUTED)
        self._number = DigitEntry(body, look, self._stops.type, Digits.COUNT, NUMBER_DIGITS, " ")
        self._whose = NameLabel(body, look, parts.names)
        self._who = Paragraph(body, look, style=Type.STRONG)
        self._reasons = Choices(body, look, tuple(HoldReason), self._choose, 2)
        self._hold = ActionButton(body, look, "", self._stops.hold, Key.F12, ButtonKind.MAIN)
        self._holds = DataTable(self._here.body, look, _HOLD_COLUMNS, on_pick=self._lift)
        self._lift_hint = Paragraph(self._here.body, look, style=Type.HINT, role=Role.MUTED)
        self._extensions = DataTable(self._ready.body, look, _EXTENSION_COLUMNS, on_pick=self._extend)
        self._extend_hint = Paragraph(self._ready.body, look, style=Type.HINT, role=Role.MUTED)
        self._chain = FieldChain((self._number,), self._reasons.focus_first)
        self._lay_out()
        look.follow(self, self.restyle)
        self._stops.listen(self._show)

    def come_up(self) -> None:
        """With what counts now."""
        self._stops.come_up()

    def focus_first(self) -> None:
        """The number that is read out."""
        self._chain.enter()

    def press(self, key: Key) -> bool:
        """F12 stops; Enter leads from the number to the reasons."""
        if key is Key.F12:
            self._hold.act()
            return True
        return self._chain.press(key, self.focus_get())

    def restyle(self) -> None:
        """Follow the look, its language too."""
        say = self._words.say
        self._call.show(say("manager_stops_call"))
        self._here.show(say("manager_stops_here"))
        self._ready.show(say("manager_stops_extensions"))
        self._how.show(say("manager_stops_how"))
        self._number.show(say("manager_stops_number"))
        self._hold.show(say("manager_stops_hold"))
        self._lift_hint.show(say("manager_stops_lift"))
        self._extend_hint.show(say("manager_stops_extend"))
        self._holds.head([say(key) for key in _HOLD_TEXTS])
        self._extensions.head([say(key) for key in _EXTENSION_TEXTS])
        super().restyle()
        self._show(self._stops.state)

    def _show(self, state: Stops) -> None:
        if self._number.value != state.number:
            self._number.put(state.number)
        self._who.show(*self._who_words(state))
        self._show_whose(state.person.name if state.whole and state.person else "")
        self._reasons.put(state.reason)
        if state.whole and not state.busy:
            self._hold.enable()
        else:
            self._hold.disable()
        self._fill(self._holds, [self._hold_row(kept) for kept in state.holds])
        self._fill(self._extensions, [self._extension_row(each) for each in state.extensions])

    def _fill(self, table: DataTable, rows: list[Row]) -> None:
        if list(table.rows) != rows:
            table.fill(rows)

    def _show_whose(self, name: str) -> None:
        """How to go about it makes room for whoever it is."""
        self._whose.show(name)
        gap = self.look.gap(Space.S)
        if name:
            self._how.pack_forget()
            self._whose.pack(fill="x", before=self._who)
        else:
            self._whose.pack_forget()
            self._how.pack(fill="x", pady=(0, gap), after=self._who)

    def _who_words(self, state: Stops) -> tuple[str, Role]:
        if not state.whole:
            return self._words.say("manager_stops_digits", n=NUMBER_DIGITS - len(state.number)), Role.MUTED
        if state.person is None:
            return signed("⚠", self._words.say("manager_stops_nobody")), Role.NOTICE_TEXT
        return self._person_words(state.person), Role.TEXT

    def _person_words(self, person: Person) -> str:
        address = person.household.address.removeprefix(CITY)
        return f"{self._words.date(person.resident.birth)}　{address}"

    def said(self) -> tuple[str, Role] | None:
        """What became of the last thing that was done here."""
        state = self._stops.state
        waiting = not_done(self._words, state.trouble, busy=state.busy)
        if waiting is not None:
            return waiting
        if state.done is not None:
            return signed("✓", self._words.say(_DEED_TEXTS[state.done])), Role.GOOD_TEXT
        return "", Role.MUTED

    def _hold_row(self, kept: KeptHold) -> Row:
        hold = kept.hold
        told = self._words.say("manager_stops_untold" if kept.known is None else "manager_stops_sent")
        cells = (hold.resident, self._words.word(hold.reason.value), self._words.moment(hold.told_at), told)
        return Row(cells, RowKind.RESTRICTED)

    def _extension_row(self, each: LyingReady) -> Row:
        extension, words = each.extension, self._words
        registers = "・".join(words.word(register) for register in extension.registers)
        if {*extension.registers} == {*EXTENDABLE}:
            registers = words.say("manager_stops_all")
        longer = words.say("manager_stops_longer", n=extension.days, what=registers)
        until = words.date(extension.valid_until.date())
        faded = each.state in {ExtensionState.EARLY, ExtensionState.OVER}
        cells = (str(extension.serial), words.say(_STATE_TEXTS[each.state]), longer, until)
        return Row(cells, RowKind.FADED if faded else RowKind.PLAIN)

    def _choose(self, reason: HoldReason) -> None:
        self._stops.choose(reason)
        self._hold.focus_set()

    def _lift(self, at: int) -> None:
        self._stops.lift(self._stops.state.holds[at].hold.id)

    def _extend(self, at: int) -> None:
        self._stops.extend(self._stops.state.extensions[at].extension.serial)

    def _lay_out(self) -> None:
        gap = self.look.gap(Space.S)
        self._call.grid(row=0, column=0, rowspan=2, sticky="nsew", padx=(0, gap))
        self._here.grid(row=0, column=1, sticky="nsew")
        self._ready.grid(row=1, column=1, sticky="nsew", pady=(gap, 0))
        self.columnconfigure(0, weight=6, uniform="stops")
        self.columnconfigure(1, weight=11, uniform="stops")
        for row in (0, 1):
            self.rowconfigure(row, weight=1, uniform="stops")
        self._hold.pack(side="bottom", fill="x")
        for widget in (self._number, self._who, self._reasons):
            widget.pack(fill="x", pady=(0, gap))
        for table, hint in ((self._holds, self._lift_hint), (self._extensions, self._extend_hint)):
            hint.pack(side="bottom", fill="x")
            table.pack(fill="both", expand=True)
