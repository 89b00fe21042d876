"""User-facing text from ``resources/strings``: Japanese first, English beside it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

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
    return Message(*(row[part].format_map(error.facts) for part in ("happened", "citizen", "next")))


def text(key: str, language: str = "ja") -> str:
    """One plain string."""
    return str(_table("texts")[key][language])


def purpose_text(purpose: str) -> str:
    """What a purpose is called on paper; "" for none."""
    return text(f"purpose_{purpose}") if purpose else ""


@cache
def _table(name: str) -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((_STRINGS / f"{name}.toml").read_text(encoding="utf-8"))
