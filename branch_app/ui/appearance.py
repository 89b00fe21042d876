"""What the next start looks like: palette, text size and language as a few words that survive the window.

::

    Appearance.parse(appearance.text()) == appearance
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from branch_app.strings import Language
from branch_app.ui.measures import TextSize
from branch_app.ui.theme import CONTRAST, DARK, LIGHT, Palette

Word = TypeVar("Word", str, int)
Kept = TypeVar("Kept")

_PALETTES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
_SIZES = {size.value: size for size in TextSize}
_LANGUAGES = {language.value: language for language in Language}


@dataclass(frozen=True, slots=True)
class Appearance:
    """Of one device, whoever works there."""

    palette: Palette = LIGHT
    size: TextSize = TextSize.STANDARD
    language: Language = Language.JA

    @classmethod
    def parse(cls, text: str) -> "Appearance":
        """Whatever cannot be read is the standard: nobody is kept from the counter by the colour of it."""
        try:
            lines = tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            return cls()
        return cls(
            palette=_one_of(_PALETTES, lines, "palette", cls().palette),
            size=_one_of(_SIZES, lines, "size", cls().size),
            language=_one_of(_LANGUAGES, lines, "language", cls().language),
        )

    def text(self) -> str:
        """As ``parse`` reads it."""
        palette = next(name for name, known in _PALETTES.items() if known is self.palette)
        return f'palette = "{palette}"\nsize = {self.size.value}\nlanguage = "{self.language.value}"\n'


def _one_of(known: Mapping[Word, Kept], lines: Mapping[str, object], name: str, standard: Kept) -> Kept:
    said = lines.get(name)
    return next((kept for word, kept in known.items() if type(word) is type(said) and word == said), standard)
