"""The counter on one page: search, person, form or work; preview and money on the right; F-keys below."""

import tkinter as tk

from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space
from branch_app.ui.presenters.counter import CounterState, Stage
from branch_app.ui.views.certificates_view import CertificatesView
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.views.form_view import FormView
from branch_app.ui.views.hits_view import HitsView
from branch_app.ui.views.money_view import MoneyView
from branch_app.ui.views.person_view import PersonView
from branch_app.ui.views.preview_view import PreviewView
from branch_app.ui.views.stage_hints import StageHints
from branch_app.ui.views.work_view import WorkView
from branch_app.ui.widgets.surface import Area

_SIDE = 310
_ROOM_FOR_PREVIEW = 430
"""Below this height, in px at 100 %, the preview gives way; Ctrl+P still shows it."""


class CounterScreen(Area):
    """Every pane is built once; a stage lifts its own."""

    def __init__(self, parent: tk.Misc, look: Look, parts: CounterParts) -> None:
        super().__init__(parent, look)
        self._parts = parts
        self._stage: Stage | None = None
        self._on_top = False
        gap = look.gap(Space.S)
        self.columnconfigure(0, weight=1)
        self.rowconfigure(1, weight=1)
        self._person = PersonView(self, look, parts.room.counter, parts.names)
        self._middle = Area(self, look)
        self._middle.rowconfigure(0, weight=1)
        self._middle.columnconfigure(0, weight=1)
        self._certificates = CertificatesView(self, look, parts)
        self._side = Area(self, look)
        self._side.grid(row=0, column=1, rowspan=3, sticky="nsew", padx=(0, gap), pady=gap)
        self._middle.grid(row=1, column=0, sticky="nsew", padx=gap, pady=gap)
        self._certificates.grid(row=2, column=0, sticky="ew", padx=gap, pady=(0, gap))
        self._hints = StageHints(self, look, parts)
        self._hints.grid(row=3, column=0, columnspan=2, sticky="ew", padx=gap, pady=(0, look.gap(Space.XS)))
        self._build_middle()
        self._preview = PreviewView(self._side, look, parts)
        self._money = MoneyView(self._side, look, parts)
        self._money.pack(side="bottom", fill="x")
        self._preview.pack(fill="both", expand=True, pady=(0, gap))
        self.bind("<Configure>", lambda event: self._fit(event.height), add="+")
        look.follow(self, self.restyle)
        parts.room.counter.listen(self._show)

    def restyle(self) -> None:
        """Follow the look."""
        self.paint_ground()
        self._side.configure(width=self.look.px(_SIDE))
        self._side.pack_propagate(flag=False)
        self._fit(self.winfo_height())

    def wake(self) -> None:
        """The screen comes up and may take the focus."""
        self._on_top = True
        self.lift()
        self.focus_first()

    def rest(self) -> None:
        """Another screen lies above: the focus is its."""
        self._on_top = False

    def focus_first(self) -> None:
        """Where the keys go."""
        if self._stage in {Stage.FIND, None}:
            self._hits.box.focus_set()
        else:
            self.focus_set()

    def search(self) -> None:
        """Ctrl+F."""
        if self._stage is Stage.DONE:
            self._parts.press(Key.ESCAPE)
        self.focus_first()

    def _build_middle(self) -> None:
        look, parts = self.look, self._parts
        self._hits = HitsView(
            self._middle,
            look,
            parts.room.counter.hits,
            parts.pictures,
            parts.restricted,
            parts.room.counter.pick,
        )
        self._form = FormView(self._middle, look, parts)
        self._work = WorkView(self._middle, look, parts)
        for pane in (self._hits, self._form, self._work):
            pane.grid(row=0, column=0, sticky="nsew")

    def _fit(self, height: int) -> None:
        """A low window keeps the money and gives the preview up."""
        if height < self.look.px(_ROOM_FOR_PREVIEW) and height > 1:
            self._preview.pack_forget()
        elif not self._preview.winfo_manager():
            self._preview.pack(fill="both", expand=True, pady=(0, self.look.gap(Space.S)))

    def _show(self, state: CounterState) -> None:
        self._follow_paper()
        if state.stage is self._stage:
            return
        self._stage = state.stage
        gap = self.look.gap(Space.S)
        if state.stage is Stage.FIND:
            self._person.grid_remove()
        else:
            self._person.grid(row=0, column=0, sticky="ew", padx=gap, pady=(gap, 0))
        if state.stage in {Stage.FIND, Stage.FORM}:
            self._certificates.grid()
        else:
            self._certificates.grid_remove()
        {Stage.FIND: self._hits, Stage.FORM: self._form}.get(state.stage, self._work).lift()
        self._refocus()

    def _refocus(self) -> None:
        """A dialog that is open keeps the keys."""
        if self._on_top and self.winfo_exists() and not self.tk.call("grab", "current", str(self)):
            self.focus_first()

    def _follow_paper(self) -> None:
        work = self._parts.room.counter.issue.state.work
        jobs = work.next.jobs if work else ()
        papers = work.papers if work else ()
        self._parts.room.preview.show(jobs[0] if jobs else papers[0].job if papers else None)
