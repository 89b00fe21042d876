"""User-facing text from ``resources/strings``: Japanese first, English beside it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from branch_app.domain.errors import MadoguchiError

_STRINGS = Path(__file__).parent.parent / "resources" / "strings"


@dataclass(frozen=True, slots=True)
class Message:
    """What happened, what it means for the citizen at the counter, what to do next."""

    happened: str
    citizen: str
    next: str


def message(error: MadoguchiError, language: str = "ja") -> Message:
    """The text of an error; facts fill its gaps."""
    row = _table("errors")[error.code][language]
    facts = _Facts({name: _spoken(fact, language) for name, fact in error.facts.items()})
    return Message(*(row[part].format_map(facts) for part in ("happened", "citizen", "next")))


def text(key: str, language: str = "ja") -> str:
    """One plain string."""
    return str(_table("texts")[key][language])


def purpose_text(purpose: str) -> str:
    """What a purpose is called on paper; "" for none."""
    return text(f"purpose_{purpose}") if purpose else ""


class _Facts(dict[str, str]):
    """An error that forgot a fact must still reach the clerk."""

    def __missing__(self, _name: str) -> str:
        return "—"


def _spoken(fact: str | int, language: str) -> str:
    """A coded fact in words: looked up whole, else word by word; ``form 12`` is 交付請求書 12."""
    words, whole = _table("words"), str(fact)
    parts = [whole] if whole in words else whole.split(" ")
    return " ".join(str(words[part][language]) if part in words else part for part in parts)


@cache
def _table(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((_STRINGS / f"{name}.toml").read_text(encoding="utf-8"))
