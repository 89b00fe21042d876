"""What the chosen line shows: Ctrl+1 to Ctrl+6, in one row."""

import tkinter as tk
from functools import partial

from branch_app.ui.keys import OPTIONS
from branch_app.ui.look import Look
from branch_app.ui.measures import Space
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


class OptionsView(Area):
    """A toggle each; what the chosen line cannot have is grey."""

    def __init__(self, parent: tk.Misc, look: Look, parts: CounterParts) -> None:
        super().__init__(parent, look)
        self._parts = parts
        self._words = Wording(look)
        for column in range(len(OPTIONS)):
            self.columnconfigure(column, weight=1)
        self._toggles = [self._toggle(place) for place in range(len(OPTIONS))]
        look.follow(self, self.restyle)
        parts.room.counter.listen(lambda _state: self._show())
        parts.room.choices.listen(lambda _state: self._show())

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

    def _show(self) -> None:
        line = self._parts.room.counter.state.form.line
        for place, button in enumerate(self._toggles):
            if line is not None and self._usable(place, line):
                button.enable()
            else:
                button.disable()
            chosen = line is not None and self._chosen(place, line)
            button.become(ButtonKind.PRIMARY if chosen else ButtonKind.SECONDARY)

    def _usable(self, place: int, line: Line) -> bool:
        if place == _EXEMPTION:
            return self._parts.room.asking.may_be_free(line)
        if place == _PURPOSE:
            return True
        choice = self._parts.room.choices.state.quick(place)
        return choice is not None and not choice.barred

    def _chosen(self, place: int, line: Line) -> bool:
        if place == _EXEMPTION:
            return line.exempt
        if place == _PURPOSE:
            return bool(line.wish.purpose)
        choice = self._parts.room.choices.state.quick(place)
        return choice is not None and choice.on
