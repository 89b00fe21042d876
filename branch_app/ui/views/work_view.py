"""The one step that the log asks for, in large letters, with its papers below and its trouble beside."""

import tkinter as tk
from functools import partial

from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.domain.deciders.states import JobState
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.counter import Stage
from branch_app.ui.presenters.issue import Issuing
from branch_app.ui.scenes import Act, Scene, Scenes, Weight
from branch_app.ui.theme import Role
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.views.trouble import TroublePanel
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.label import Label, Paragraph
from branch_app.ui.widgets.name import NameLabel
from branch_app.ui.widgets.panel import Panel
from branch_app.ui.widgets.surface import Area
from branch_app.ui.widgets.table import Column, DataTable, Row, RowKind
from branch_app.ui.wording import Wording
from branch_app.usecases.papers import Paper

_MOST_ACTIONS = 5
_LEAST_ACROSS = 3
"""A single button keeps a third of the width."""
_COLUMNS = (Column("", 165), Column("", 150, grows=True), Column("", 245), Column("", 170))
_KINDS = {
    Weight.PLAIN: ButtonKind.SECONDARY,
    Weight.NEXT: ButtonKind.PRIMARY,
    Weight.STOP: ButtonKind.DANGER,
}
_NOTHING_TYPED = "＿"
_NAMED = frozenset({Step.WATCH, Step.ANSWER, Step.PRINT, Step.CHECK})
"""Steps about one paper: whose it is stands in large letters."""
_GONE = frozenset({JobState.VOIDED, JobState.CANCELLED})


class WorkView(Area):
    """Prebuilt; a step changes words, never widgets."""

    def __init__(self, parent: tk.Misc, look: Look, parts: CounterParts) -> None:
        super().__init__(parent, look)
        self._parts = parts
        self._words = Wording(look)
        self._scenes = Scenes(self._words)
        self._build()
        look.follow(self, self.restyle)
        parts.room.counter.issue.listen(lambda _state: self._show())
        parts.room.counter.listen(lambda _state: self._show())
        parts.room.receipts.listen(lambda _state: self._show())

    def restyle(self) -> None:
        """Follow the look, its language too."""
        self.paint_ground()
        say = self._words.say
        self._table.head(
            [
                say("counter_column_name"),
                say("counter_certificates"),
                say("trouble_recover_number"),
                say("trouble_recover_state"),
            ]
        )
        self._show()

    def _build(self) -> None:
        look = self.look
        card = Panel(self, look)
        card.pack(fill="both", expand=True)
        body = card.body
        self._title = Label(body, look, "", Type.TITLE)
        self._full_name = NameLabel(body, look, self._parts.names, Type.TITLE, Role.EMPHASIS)
        self._how = Paragraph(body, look, "", Type.BODY)
        self._typed = Label(body, look, "", Type.TOTAL, Role.EMPHASIS, "center")
        self._title.pack(fill="x")
        self._full_name.pack(fill="x")
        self._how.pack(fill="x", pady=look.gap(Space.XS))
        self._typed.pack(fill="x")
        self._grid = Area(body, look)
        self._grid.pack(fill="x", pady=look.gap(Space.XS))
        self._buttons: list[ActionButton] = []
        for place in range(_MOST_ACTIONS):
            button = ActionButton(self._grid, look, " ", partial(self._press, place))
            self._buttons.append(button)
        self._shown_acts: tuple[Act, ...] = ()
        self._trouble = TroublePanel(body, look)
        self._table = DataTable(body, look, _COLUMNS)
        self._trouble.pack(fill="x", side="bottom")
        self._table.pack(fill="both", expand=True)

    def _press(self, place: int) -> None:
        if place < len(self._shown_acts):
            self._parts.press(self._shown_acts[place].key)

    def _show(self) -> None:
        counter, issue = self._parts.room.counter.state, self._parts.room.counter.issue.state
        if counter.stage not in {Stage.WORK, Stage.DONE}:
            return
        scene = self._scene()
        self._title.show(scene.title, Role.BAD_TEXT if scene.alarming else Role.TEXT)
        at = issue.work.at if issue.work else None
        named = at if issue.step in _NAMED else None
        self._full_name.show(named.subject_name if named else "")
        self._how.show(scene.how)
        self._lay_out(scene)
        self._show_acts(scene.acts)
        self._show_papers(issue)
        refused = issue.not_made[0].error if issue.not_made else None
        self._trouble.show(issue.trouble or self._parts.room.receipts.state.trouble or refused)

    def _scene(self) -> Scene:
        room = self._parts.room
        if room.counter.state.stage is Stage.DONE:
            return self._scenes.handed_over(room.receipts.state)
        return self._scenes.of(room.counter.issue.state)

    def _lay_out(self, scene: Scene) -> None:
        """Only what says something takes room; the order stays."""
        self._typed.show(scene.typed or _NOTHING_TYPED)
        gap = self.look.gap(Space.XS)
        for part, wanted in (
            (self._full_name, bool(self._full_name.name)),
            (self._how, bool(scene.how)),
            (self._typed, scene.typed is not None),
        ):
            if wanted:
                part.pack(fill="x", pady=gap, before=self._grid)
            else:
                part.pack_forget()

    def _show_acts(self, acts: tuple[Act, ...]) -> None:
        if acts == self._shown_acts:
            return
        self._shown_acts = acts
        for place in range(_MOST_ACTIONS):
            used = place < max(len(acts), _LEAST_ACROSS)
            self._grid.columnconfigure(place, weight=int(used), uniform="act" if used else "")
        for place, button in enumerate(self._buttons):
            if place < len(acts):
                button.show(f"{acts[place].key.value}　{acts[place].label}")
                button.become(_KINDS[acts[place].weight])
                gap = self.look.gap(Space.HAIR)
                button.grid(row=0, column=place, sticky="nsew", padx=gap, pady=gap)
            else:
                button.grid_remove()

    def _show_papers(self, issue: Issuing) -> None:
        papers = issue.work.papers if issue.work else ()
        current = issue.work.next.jobs if issue.work else ()
        at = next((place for place, paper in enumerate(papers) if paper.job in current), None)
        self._table.fill([self._row(paper) for paper in papers], at)

    def _row(self, paper: Paper) -> Row:
        words = self._words
        cells = (
            paper.subject_name,
            words.word(paper.certificate.value),
            paper.number,
            words.word(paper.state.value),
        )
        gone = paper.state in _GONE
        picture = self._parts.pictures.of(paper.subject_name)
        return Row(cells, RowKind.FADED if gone else RowKind.PLAIN, picture)
