"""States in words of the language that the window speaks now."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from branch_app.domain.errors import MadoguchiError
from branch_app.domain.values.wareki import wareki
from branch_app.strings import Language, Message, message, window_text, word


class Speaks(Protocol):
    """Whoever knows the language of now; the window's ``Look`` does."""

    language: Language


class Wording:
    """One for a window; asks for the language each time, because it may change."""

    def __init__(self, speaks: Speaks) -> None:
        self._speaks = speaks

    @property
    def language(self) -> Language:
        """Of now."""
        return self._speaks.language

    def say(self, key: str, **facts: str | int) -> str:
        """A text of ``window.toml``."""
        return window_text(key, self.language, **facts)

    def word(self, code: str) -> str:
        """A code of ours in words; printers append trays to their keywords, which nobody needs to read."""
        return word(code, self.language)

    def relation(self, codes: Sequence[str]) -> str:
        """続柄: up to four codes chained, 妻の子 or wife's child."""
        link = "'s " if self.language is Language.EN else "の"
        return link.join(self.word(f"relation_{code}") for code in codes)

    def message(self, error: MadoguchiError) -> Message:
        """What happened, what to tell the citizen, what to do next."""
        return message(error, self.language)

    def yen(self, amount: int) -> str:
        """``1,000円``."""
        return self.say("general_yen", yen=amount)

    def copies(self, number: int) -> str:
        """``2通``."""
        return self.say("general_copies", n=number)

    def date(self, day: date) -> str:
        """和暦 for readers of Japanese; year first, as ISO 8601 has it, for the others."""
        return day.isoformat() if self.language is Language.EN else wareki(day)

    def moment(self, at: datetime) -> str:
        """Month, day and time: what somebody at a counter compares with the clock on the wall."""
        if self.language is Language.EN:
            return f"{at:%Y-%m-%d %H:%M}"
        return f"{at.month}月{at.day}日 {at:%H:%M}"
