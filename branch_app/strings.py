"""User-facing text from ``resources/strings``: Japanese, English and やさしい日本語.

::

    message(PinWrong(left=2), Language.EN).next      what the clerk does about an error
    text("purpose_nenkin_genkyo")                    a plain string
    window_text("counter_found", Language.JA, n=12)  what stands in the window
    word("juminhyo", Language.EASY)                  a code of ours in words
    advice("disk_low", Language.JA, mb=900)          what the doctor found, and the remedy
    verification_text("cause_void", Language.EN)     what is said of a paper that was checked
"""

import tomllib
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from branch_app.domain.errors import MadoguchiError

_STRINGS = Path(__file__).parent.parent / "resources" / "strings"


class Language(Enum):
    """What people read; EASY is やさしい日本語 (出入国在留管理庁・文化庁, guideline of 2020)."""

    JA = "ja"
    EN = "en"
    EASY = "easy"


@dataclass(frozen=True, slots=True)
class Message:
    """What happened, what it means for the citizen at the counter, what to do next."""

    happened: str
    citizen: str
    next: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What the doctor found, and what to do about it; "" for nothing."""

    says: str
    remedy: str


def message(error: MadoguchiError, language: Language = Language.JA) -> Message:
    """The text of an error; facts fill its gaps."""
    row = _table("errors")[error.code][language.value]
    facts = _Facts({name: word(str(fact), language) for name, fact in error.facts.items()})
    return Message(*(row[part].format_map(facts) for part in ("happened", "citizen", "next")))


def text(key: str, language: Language = Language.JA) -> str:
    """One plain string."""
    return str(_table("texts")[key][language.value])


def purpose_text(purpose: str) -> str:
    """What a purpose is called on paper; "" for none."""
    return text(f"purpose_{purpose}") if purpose else ""


def purposes_known() -> tuple[str, ...]:
    """Codes of every purpose that has a text, in the order of the file."""
    prefix = "purpose_"
    return tuple(key.removeprefix(prefix) for key in _table("texts") if key.startswith(prefix))


def advice(key: str, language: Language, **facts: str | int) -> Advice:
    """A finding of the doctor, from ``doctor.toml``; coded facts are told in words."""
    row = _table("doctor")[key][language.value]
    shown = _Facts({name: word(str(fact), language) for name, fact in facts.items()})
    return Advice(*(str(row[part]).format_map(shown) for part in ("says", "remedy")))


def window_text(key: str, language: Language, **facts: str | int) -> str:
    """What the window shows, from ``window.toml``.

    An ``int`` is an amount and gets thousands separators; whatever is no amount (a form or sheet number, a date)
    comes as ``str``.
    """
    template = _window(language)[key]
    if "{" not in template:
        return template
    shown = {name: fact if isinstance(fact, str) else f"{fact:,}" for name, fact in facts.items()}
    return template.format_map(_Facts(shown))


def word(code: str, language: Language = Language.JA) -> str:
    """A code of ours in words: looked up whole, else word by word; ``form 12`` is 交付請求書 12."""
    words = _table("words")
    parts = [code] if code in words else code.split(" ")
    return " ".join(str(words[part][language.value]) if part in words else part for part in parts)


def verification_text(key: str, language: Language, **facts: str) -> str:
    """What is said of a paper that was checked, from ``verification.toml``; Japanese and English."""
    return str(_table("verification")[key][language.value]).format_map(_Facts(facts))


def item_text(item: str, language: Language) -> str:
    """An item of a paper in words, with the place of the person it belongs to: ``members[1].name`` is 氏名（2）."""
    owner, _, name = item.rpartition(".")
    bare, _, at = (owner or name).partition("[")
    row = _table("verification").get(f"item_{name.partition('[')[0] if owner else bare}")
    said = str(row[language.value]) if row else name
    place = at.partition("]")[0]
    return f"{said}（{int(place) + 1}）" if place.isdecimal() else said


class _Facts(dict[str, str]):
    """A text whose fact was forgotten must still reach the clerk."""

    def __missing__(self, _name: str) -> str:
        return "—"


@cache
def _window(language: Language) -> dict[str, str]:
    """One language, flat: a screen asks for hundreds of texts each time it is painted."""
    return {key: str(row[language.value]) for key, row in _table("window").items()}


@cache
def _table(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((_STRINGS / f"{name}.toml").read_text(encoding="utf-8"))
