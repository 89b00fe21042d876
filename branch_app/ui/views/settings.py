"""表示: text size, colours and language, each by one key, seen at once."""

import tkinter as tk
from functools import partial

from branch_app.strings import Language
from branch_app.ui.keys import DIGITS, Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, TextSize, Type
from branch_app.ui.theme import CONTRAST, DARK, LIGHT, Palette
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.dialog import Dialog
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.router import KeyRouter
from branch_app.ui.wording import Wording

Setting = TextSize | Palette | Language

_ROW_TEXTS: tuple[tuple[str, tuple[Setting, ...]], ...] = (
    ("settings_text_size", tuple(TextSize)),
    ("settings_appearance", (LIGHT, DARK, CONTRAST)),
    ("settings_language", tuple(Language)),
)
_ACROSS = 3
_PALETTE_TEXTS: tuple[tuple[Palette, str], ...] = (
    (LIGHT, "settings_light"),
    (DARK, "settings_dark"),
    (CONTRAST, "settings_high_contrast"),
)
_LANGUAGE_TEXTS = {
    Language.JA: "settings_language_ja",
    Language.EN: "settings_language_en",
    Language.EASY: "settings_language_easy",
}


class SettingsDialog(Dialog):
    """Digits choose; what is chosen now is filled and ticked. Esc or Enter closes it."""

    def __init__(self, window: tk.Misc, look: Look, router: KeyRouter) -> None:
        super().__init__(window, look, router, "", hear=self._hear_key, on_escape=self.close)
        self._words = Wording(look)
        self._settings = [setting for _, row in _ROW_TEXTS for setting in row]
        self._captions = [Label(self.body, look, "", Type.STRONG) for _ in _ROW_TEXTS]
        self._buttons = [self._button(place) for place in range(len(self._settings))]
        for row, caption in enumerate(self._captions):
            caption.grid(row=2 * row, column=0, columnspan=_ACROSS, sticky="w", pady=(look.gap(Space.S), 0))
        self.body.columnconfigure((0, 1, 2), weight=1, uniform="setting")
        self._close = ActionButton(self.actions, look, " ", self.close, Key.ESCAPE)
        self._close.pack(side="right")
        look.follow(self.body, self._restyle_body)

    def start(self) -> None:
        """Show it."""
        self.open(self._buttons[0])

    def _button(self, place: int) -> ActionButton:
        button = ActionButton(self.body, self.look, " ", partial(self._take, place), DIGITS[place + 1])
        gap = self.look.gap(Space.HAIR)
        row, column = divmod(place, _ACROSS)
        button.grid(row=2 * row + 1, column=column, sticky="nsew", padx=gap, pady=gap)
        return button

    def _hear_key(self, key: Key) -> bool:
        if key is Key.RETURN:
            self.close()
        elif key in DIGITS[1 : len(self._settings) + 1]:
            self._take(DIGITS.index(key) - 1)
        else:
            return False
        return True

    def _take(self, place: int) -> None:
        match self._settings[place]:
            case TextSize() as size:
                self.look.change(size=size)
            case Palette() as palette:
                self.look.change(palette=palette)
            case Language() as language:
                self.look.change(language=language)

    def _restyle_body(self) -> None:
        self.body.paint_ground()
        say, look = self._words.say, self.look
        self.show(say("settings_title"))
        self._close.show(say("general_close"))
        for caption, (key, _) in zip(self._captions, _ROW_TEXTS, strict=True):
            caption.show(say(key))
        now: tuple[Setting, ...] = (look.size, look.palette, look.language)
        for button, setting in zip(self._buttons, self._settings, strict=True):
            chosen = setting in now
            button.show(f"✓ {self._words_of(setting)}" if chosen else self._words_of(setting))
            button.become(ButtonKind.PRIMARY if chosen else ButtonKind.SECONDARY)

    def _words_of(self, setting: Setting) -> str:
        say = self._words.say
        match setting:
            case TextSize() as size:
                return say("settings_percent", n=size.value)
            case Language() as language:
                return say(_LANGUAGE_TEXTS[language])
            case Palette() as palette:
                return say(next(key for known, key in _PALETTE_TEXTS if known is palette))
