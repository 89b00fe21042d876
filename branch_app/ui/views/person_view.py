"""The resident header: who it is, what stops their papers, and how old all that is. It never scrolls away."""

import tkinter as tk

from branch_app.ports import NameImages
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.counter import CounterPresenter, CounterState, Stage
from branch_app.ui.theme import Role
from branch_app.ui.views.hits_view import CITY, removal_words
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.name import NameLabel
from branch_app.ui.widgets.panel import Panel
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording
from branch_app.usecases.level import Level
from branch_app.usecases.look_up import Known, Person, RemovedPerson

_MARKS = {Level.GOOD: "✓", Level.NOTICE: "△", Level.BAD: "✕", Level.UNKNOWN: "?"}
_INKS = {
    Level.GOOD: Role.GOOD_TEXT,
    Level.NOTICE: Role.NOTICE_TEXT,
    Level.BAD: Role.BAD_TEXT,
    Level.UNKNOWN: Role.MUTED,
}


class PersonView(Panel):
    """One card with two lines, and a red one when something stops papers of this household."""

    def __init__(self, parent: tk.Misc, look: Look, presenter: CounterPresenter, names: NameImages) -> None:
        super().__init__(parent, look)
        self._presenter = presenter
        self._words = Wording(look)
        self._stage = Stage.FIND
        self._full_name = NameLabel(self.body, look, names, Type.TITLE)
        self._kana = Label(self.body, look, "", Type.BODY, Role.MUTED)
        self._facts = Label(self.body, look, "", Type.BODY)
        self._data = Label(self.body, look, "", Type.HINT, Role.MUTED)
        self._flag = Area(self.body, look, Role.DANGER)
        self._flag_text = Label(self._flag, look, "", Type.STRONG, Role.ON_DANGER)
        self._flag_text.pack(anchor="w", padx=look.gap(Space.M), pady=look.gap(Space.XS))
        self.body.columnconfigure(1, weight=1)
        self._full_name.grid(row=0, column=0, sticky="w")
        self._kana.grid(row=0, column=1, sticky="sw", padx=look.gap(Space.M))
        self._facts.grid(row=1, column=0, columnspan=3, sticky="w", pady=look.gap(Space.XS))
        self._data.grid(row=2, column=0, columnspan=3, sticky="w")
        look.follow(self.body, self._restyle_body)
        presenter.listen(self._show)

    def _restyle_body(self) -> None:
        self.body.paint_ground()
        self._show(self._presenter.state)

    def _show(self, state: CounterState) -> None:
        person = state.shown
        self._keep_height(state.stage)
        if person is None:
            self._full_name.show(self._words.say("resident_none"), Role.MUTED)
            for label in (self._kana, self._facts, self._data):
                label.show("")
            self._flag.grid_remove()
            return
        self._full_name.show(person.name, Role.TEXT)
        self._kana.show(person.resident.kana)
        self._facts.show(self._facts_of(person))
        worst = max((status.level for status in person.data), key=_severity)
        self._data.show(f"{_MARKS[worst]} {self._data_of(person)}", _INKS[worst])
        flag = self._flag_of(person)
        self._flag_text.show(flag)
        if flag:
            self._flag.grid(row=0, column=2, sticky="e")
        else:
            self._flag.grid_remove()

    def _keep_height(self, stage: Stage) -> None:
        """While the search covers it: all below would be laid out anew, and once more for the next person."""
        if stage is not self._stage:
            self._stage = stage
            height = self._full_name.winfo_height() if stage is Stage.FIND else 0
            self.body.rowconfigure(0, minsize=height)

    def _facts_of(self, person: Person | RemovedPerson) -> str:
        words, resident = self._words, person.resident
        if isinstance(person, RemovedPerson):
            removed = "　".join(removal_words(words, row) for row in person.removed)
            return f"{words.date(resident.birth)}　{words.word(resident.sex.value)}　{removed}"
        return "　".join(
            (
                f"{words.date(resident.birth)}（{words.say('resident_age', n=person.age)}）",
                words.word(resident.sex.value),
                words.say("resident_household", n=len(person.members)),
                person.household.address.removeprefix(CITY),
            )
        )

    def _data_of(self, person: Person | RemovedPerson) -> str:
        """As of when the oldest of it is true, and which of it is old or missing."""
        words = self._words
        known = [status.as_of for status in person.data if status.as_of is not None]
        here = self._presenter.now().tzinfo
        parts = [words.say("resident_as_of", at=words.moment(min(known).astimezone(here)))] if known else []
        bad = [status for status in person.data if status.level is not Level.GOOD]
        parts += [f"{_MARKS[status.level]} {words.say(f'status_register_{status.register}')}" for status in bad]
        return "　".join(parts)

    def _flag_of(self, person: Person | RemovedPerson) -> str:
        words = self._words
        if person.restricted is Known.UNKNOWN:
            return f"⚠ {words.say('resident_stale')}"
        if isinstance(person, RemovedPerson):
            flagged = [person.name] if person.restricted is Known.YES else []
        else:
            flagged = [member.resident.name for member in person.members if member.restricted is Known.YES]
        if not flagged:
            return ""
        whom = "、".join(flagged)
        return f"⚠ {words.say('resident_flag')}　{whom}　{words.say('resident_flag_say')}"


def _severity(level: Level) -> int:
    return (Level.GOOD, Level.UNKNOWN, Level.NOTICE, Level.BAD).index(level)
