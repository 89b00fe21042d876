"""The form of one person: household and lines beside one another, below them who was identified and how."""

import tkinter as tk

from branch_app.domain.errors import MadoguchiError
from branch_app.ui.look import Look
from branch_app.ui.measures import Space
from branch_app.ui.presenters.counter import CounterState
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.views.household_view import HouseholdView
from branch_app.ui.views.lines_view import LinesView
from branch_app.ui.views.options_view import OptionsView
from branch_app.ui.views.proof_view import ProofView
from branch_app.ui.views.trouble import TroublePanel
from branch_app.ui.widgets.surface import Area

_HOUSEHOLD, _LINES = 4, 5
"""Parts of the width: a line has the longer words."""


class FormView(Area):
    """What is asked for; why the last F12 was refused lies over it until something is changed.

    Where that has not enough room, what was identified gives way to it, then the choices: a sentence that is spoken
    to a citizen is read whole, and every key still does what it does.
    """

    def __init__(self, parent: tk.Misc, look: Look, parts: CounterParts) -> None:
        super().__init__(parent, look)
        gap = look.gap(Space.S)
        self.rowconfigure(0, weight=1)
        self.columnconfigure(0, weight=_HOUSEHOLD, uniform="form")
        self.columnconfigure(1, weight=_LINES, uniform="form")
        self._household, self._lines = HouseholdView(self, look, parts), LinesView(self, look, parts)
        self._household.grid(row=0, column=0, sticky="nsew", padx=(0, gap))
        self._lines.grid(row=0, column=1, sticky="nsew")
        self._trouble = TroublePanel(self, look)
        self._told: MadoguchiError | None = None
        self._below = (ProofView(self, look, parts), OptionsView(self, look, parts))
        for row, view in enumerate(self._below, start=1):
            view.grid(row=row, column=0, columnspan=2, sticky="ew", pady=(look.gap(Space.XS), 0))
        self._trouble.bind("<Configure>", self._make_room, add="+")
        look.follow(self, self.restyle)
        parts.room.counter.listen(self._show)

    def restyle(self) -> None:
        """Follow the look."""
        self.paint_ground()

    def _show(self, state: CounterState) -> None:
        if state.trouble is not self._told:
            self._told = state.trouble
            for view in self._below:
                view.grid()
        self._trouble.show(state.trouble)
        if state.trouble is not None:
            self._household.grid_remove()
            self._lines.grid_remove()
            self._trouble.grid(row=0, column=0, columnspan=2, sticky="new")
        elif self._trouble.winfo_manager():
            self._trouble.grid_remove()
            self._household.grid()
            self._lines.grid()

    def _make_room(self, given: "tk.Event[tk.Misc]") -> None:
        """One of them at a time: each that goes gives the trouble another height, and this is asked again."""
        if given.height >= self._trouble.winfo_reqheight():
            return
        for view in self._below:
            if view.winfo_manager():
                view.grid_remove()
                return
