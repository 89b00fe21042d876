"""What the chosen line shows: Ctrl+1 to Ctrl+6, in one row."""

import tkinter as tk
from collections.abc import Callable
from functools import partial

from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.snapshots import Scope
from branch_app.ui.keys import OPTIONS
from branch_app.ui.look import Look
from branch_app.ui.measures import Space
from branch_app.ui.presenters.form import Option, shown
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording
from branch_app.usecases.make_papers import Line

_TOGGLE_TEXTS = (
    "counter_toggle_part",
    "counter_toggle_head",
    "counter_toggle_honseki",
    "counter_toggle_code",
    "counter_toggle_purpose",
    "counter_toggle_accept",
)
_PURPOSE, _EXEMPTION = 4, 5
_CHOSEN: tuple[Callable[[Line], bool], ...] = (
    lambda line: line.wish.certificate is Certificate.JUMINHYO and line.wish.scope is Scope.PART,
    lambda line: Option.HEAD_AND_RELATIONSHIP in shown(line.wish.options),
    lambda line: Option.HONSEKI in shown(line.wish.options),
    lambda line: Option.JUMINHYO_CODE in shown(line.wish.options),
    lambda line: bool(line.wish.purpose),
    lambda line: line.exempt,
)


class OptionsView(Area):
    """A toggle each; what the chosen line cannot have is grey."""

    def __init__(self, parent: tk.Misc, look: Look, parts: CounterParts) -> None:
        super().__init__(parent, look)
        self._parts = parts
        self._words = Wording(look)
        for column in range(len(OPTIONS)):
            self.columnconfigure(column, weight=1, uniform="option")
        self._toggles = [self._toggle(place) for place in range(len(OPTIONS))]
        look.follow(self, self.restyle)
        parts.room.counter.listen(lambda state: self._show(state.form.line))

    def restyle(self) -> None:
        """Follow the look, its language too."""
        self.paint_ground()
        for button, key in zip(self._toggles, _TOGGLE_TEXTS, strict=True):
            button.show(self._words.say(key))

    def _toggle(self, place: int) -> ActionButton:
        key, gap = OPTIONS[place], self.look.gap(Space.HAIR)
        button = ActionButton(self, self.look, " ", partial(self._parts.press, key), key)
        button.grid(row=0, column=place, sticky="nsew", padx=gap, pady=gap)
        return button

    def _show(self, line: Line | None) -> None:
        for place, button in enumerate(self._toggles):
            if line is not None and self._usable(place, line):
                button.enable()
            else:
                button.disable()
            button.become(ButtonKind.PRIMARY if line and _CHOSEN[place](line) else ButtonKind.SECONDARY)

    def _usable(self, place: int, line: Line) -> bool:
        if place == _EXEMPTION:
            return self._parts.room.counter.may_be_free(line)
        return place == _PURPOSE or line.wish.certificate is Certificate.JUMINHYO
