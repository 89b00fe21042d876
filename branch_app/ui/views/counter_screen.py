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
        self._build_left()
        self._side = Area(self, look)
        self._side.grid(row=0, column=1, rowspan=3, sticky="nsew", padx=(0, gap), pady=gap)
        self._hints = StageHints(self, look, parts)
        self._hints.grid(row=3, column=0, columnspan=2, sticky="ew", padx=gap, pady=(0, look.gap(Space.XS)))
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

    def _build_left(self) -> None:
        """Panes that lie over one another in three rows: a stage lifts its own, and nothing is laid out anew."""
        look, parts, counter = self.look, self._parts, self._parts.room.counter
        person, form, certificates = self._place(0), self._place(1), self._place(2)
        found, work = self._place(0, rows=2), self._place(1, rows=2)
        gap = look.gap(Space.S)
        PersonView(person, look, counter, parts.names).pack(fill="x", padx=gap, pady=(gap, 0))
        CertificatesView(certificates, look, parts).pack(fill="x", padx=gap, pady=(0, look.gap(Space.XS)))
        self._hits = HitsView(found, look, counter.hits, parts.pictures, parts.restricted, counter.pick)
        FormView(form, look, parts).pack(fill="both", expand=True, padx=gap, pady=look.gap(Space.XS))
        for pane in (self._hits, WorkView(work, look, parts)):
            pane.pack(fill="both", expand=True, padx=gap, pady=gap)
        self._panes = {
            Stage.FIND: (found, certificates),
            Stage.FORM: (person, form, certificates),
            Stage.WORK: (person, work),
            Stage.DONE: (person, work),
        }

    def _place(self, row: int, rows: int = 1) -> Area:
        place = Area(self, self.look)
        place.grid(row=row, rowspan=rows, column=0, sticky="nsew")
        return place

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
        for pane in self._panes[state.stage]:
            pane.lift()
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
