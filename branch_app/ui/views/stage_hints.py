"""Keys that work now, always in sight, in as many lines whatever the stage: no pane moves from one to the next."""

import tkinter as tk
from collections.abc import Mapping

from branch_app.ui.keys import CHOICES, REQUESTER, Key
from branch_app.ui.look import Look
from branch_app.ui.presenters.counter import Stage
from branch_app.ui.views.counter_parts import CounterParts
from branch_app.ui.widgets.key_hints import Hint, KeyHints
from branch_app.ui.wording import Wording

_ALWAYS_TEXTS = {
    Key.CARD: "help_card",
    Key.RECENT: "help_recent",
    Key.OPERATOR: "help_operator",
    Key.MANAGER: "manager_title",
    Key.DOCTOR: "help_doctor",
    Key.HELP: "help_help",
}
_STAGE_TEXTS = {
    Stage.FIND: {Key.RETURN: "help_enter", Key.F10: "counter_recall"},
    Stage.FORM: {
        Key.ESCAPE: "help_back",
        Key.F10: "counter_hold",
        REQUESTER: "help_requester",
        CHOICES: "help_choices",
        Key.MINUS: "counter_copies_fewer",
    },
    Stage.WORK: {
        Key.F9: "help_void",
        Key.F10: "counter_hold",
        Key.F11: "help_receipt",
        Key.PREVIEW: "help_preview",
    },
    Stage.DONE: {Key.RETURN: "counter_next_citizen", Key.F11: "help_receipt", Key.F12: "counter_same_again"},
}


class StageHints(KeyHints):
    """The stage's own keys first."""

    def __init__(self, parent: tk.Misc, look: Look, parts: CounterParts) -> None:
        self._words = Wording(look)
        self._stage = Stage.FIND
        super().__init__(parent, look, parts.press)
        parts.room.counter.listen(lambda state: self._at(state.stage))

    def restyle(self) -> None:
        """Follow the look, its language too."""
        self._of = {stage: self._worded({**texts, **_ALWAYS_TEXTS}) for stage, texts in _STAGE_TEXTS.items()}
        self._hints, self._turns = self._of[self._stage], tuple(self._of.values())
        super().restyle()

    def _worded(self, texts: Mapping[Key, str]) -> tuple[Hint, ...]:
        return tuple(Hint(key, self._words.say(text)) for key, text in texts.items())

    def _at(self, stage: Stage) -> None:
        self._stage = stage
        self.show(self._of[stage], self._turns)
