"""キーの一覧 (Ctrl+H): every key that works at the counter, and the ways to what has no key of its own."""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from branch_app.ui.keys import CHOICES, DIGITS, OPTIONS, RELEASE, REQUESTER, ROWS, Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.theme import Role
from branch_app.ui.widgets.button import ActionButton
from branch_app.ui.widgets.dialog import Dialog
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.router import KeyRouter
from branch_app.ui.wording import Wording

HELP_TEXTS: dict[tuple[Key, ...], str] = {
    (Key.SEARCH,): "help_search",
    (Key.RETURN,): "help_enter",
    (ROWS[0], ROWS[-1]): "help_rows",
    (DIGITS[0], DIGITS[9]): "help_identity",
    (Key.F1, Key.F8): "help_certificates",
    (Key.F1, Key.F7): "help_certificates",
    (Key.F8,): "help_list",
    (OPTIONS[0], OPTIONS[-1]): "help_options",
    (REQUESTER,): "help_requester",
    (CHOICES,): "help_choices",
    (RELEASE,): "help_release",
    (Key.PLUS, Key.MINUS): "help_copies",
    (Key.F12,): "help_go",
    (Key.F9,): "help_void",
    (Key.F10,): "help_hold",
    (Key.F11,): "help_receipt",
    (Key.ESCAPE,): "help_back",
    (Key.CARD,): "help_card",
    (Key.PREVIEW,): "help_preview",
    (Key.RECENT,): "help_recent",
    (Key.LOCK,): "help_lock",
    (Key.OPERATOR,): "help_operator",
    (Key.LARGER, Key.SMALLER): "help_text_size",
    (Key.HELP,): "help_help",
    (Key.MANAGER,): "help_manager",
    (Key.DOCTOR,): "help_doctor",
}
"""One key, two keys, or the first and the last of a row."""
_ROWS_OF_KEYS = frozenset(
    {(Key.F1, Key.F8), (Key.F1, Key.F7), (OPTIONS[0], OPTIONS[-1]), (ROWS[0], ROWS[-1]), (DIGITS[0], DIGITS[9])}
)
_FEW = frozenset({(Key.F1, Key.F8)})
_MANY = frozenset({(Key.F1, Key.F7), (Key.F8,)})
"""What F8 is while every certificate has a key of its own, and where the office issues more."""
_COLUMNS = 2


def help_texts(*, listed: bool) -> dict[tuple[Key, ...], str]:
    """What works where some certificates stand in a list, or where none does."""
    without = _FEW if listed else _MANY
    return {keys: text for keys, text in HELP_TEXTS.items() if keys not in without}


@dataclass(frozen=True, slots=True)
class HelpEntry:
    """A way from here: its key, its text in ``window.toml``, and what it opens."""

    key: Key
    text: str
    act: Callable[[], None]


class HelpDialog(Dialog):
    """Esc, Enter or Ctrl+H closes it; ``entries`` close it, too, and go on.

    ``listed`` is whether some certificates stand in a list; at the door nobody knows yet.
    """

    def __init__(
        self,
        window: tk.Misc,
        look: Look,
        router: KeyRouter,
        entries: Sequence[HelpEntry] = (),
        *,
        listed: bool = False,
    ) -> None:
        super().__init__(window, look, router, "", hear=self._hear_key, on_escape=self.close)
        self._words = Wording(look)
        self._entries = {entry.key: entry for entry in entries}
        self._texts = help_texts(listed=listed)
        self._labels = {keys: self._pair(place, keys) for place, keys in enumerate(self._texts)}
        self._buttons = {entry.key: self._button(entry) for entry in entries}
        self._close = ActionButton(self.actions, look, " ", self.close, Key.ESCAPE)
        self._close.pack(side="right")
        look.follow(self.body, self._restyle_body)

    def start(self) -> None:
        """Show it."""
        self.open(self._close)

    def _pair(self, place: int, keys: tuple[Key, ...]) -> Label:
        rows = -(-len(self._texts) // _COLUMNS)
        column, row = divmod(place, rows)
        between = "–" if keys in _ROWS_OF_KEYS else " "
        gap = self.look.gap(Space.HAIR)
        name = Label(self.body, self.look, between.join(key.value for key in keys), Type.KEY, Role.EMPHASIS)
        label = Label(self.body, self.look, "", Type.BODY)
        name.grid(row=row, column=2 * column, sticky="w", pady=gap, padx=(0, self.look.gap(Space.M)))
        label.grid(row=row, column=2 * column + 1, sticky="w", pady=gap, padx=(0, self.look.gap(Space.XL)))
        return label

    def _button(self, entry: HelpEntry) -> ActionButton:
        button = ActionButton(self.actions, self.look, " ", partial(self._go, entry), entry.key)
        button.pack(side="left", padx=(0, self.look.gap(Space.S)))
        return button

    def _hear_key(self, key: Key) -> bool:
        if key in {Key.HELP, Key.RETURN}:
            self.close()
        elif key in self._entries:
            self._go(self._entries[key])
        else:
            return False
        return True

    def _go(self, entry: HelpEntry) -> None:
        self.close()
        entry.act()

    def _restyle_body(self) -> None:
        self.body.paint_ground()
        say = self._words.say
        self.show(say("help_title"))
        self._close.show(say("general_close"))
        for keys, label in self._labels.items():
            label.show(say(self._texts[keys]))
        for key, button in self._buttons.items():
            button.show(say(self._entries[key].text))
