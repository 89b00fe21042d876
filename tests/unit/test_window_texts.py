"""The window's texts: complete in three languages, grouped by screen, and exactly those that the code shows.

How code names a text, so that this test can follow it:

- a literal key as first argument of ``window_text(…)`` or of a function or method called ``say``/``_say`` that
  passes on to it; a choice between two literals is fine;
- a constant table whose name ends in ``_TEXTS``: every string among its values is a key;
- ``window_text(f"trouble_step_{step.value}", …)``: a family of keys with that beginning. Prefer a table.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from string import Formatter

import pytest

from branch_app import strings
from branch_app.domain.records.hold import HoldReason
from branch_app.strings import Language, window_text, word

ROOT = Path(strings.__file__).parents[1]
WINDOW: dict[str, dict[str, str]] = tomllib.loads(
    (ROOT / "resources" / "strings" / "window.toml").read_text(encoding="utf-8")
)
LANGUAGES = {language.value for language in Language}
SPEAKERS = {"window_text", "say", "_say"}
OWN_NAME = "settings_language_"
"""A language is called what its readers call it, whatever is shown around it."""
JAPANESE = re.compile(r"[぀-ヿ一-鿿、。]")
ENGLISH_PROSE = re.compile(r"[A-Za-z]{2,} +[A-Za-z]{2,}")
GAP = re.compile(r"\{\w+\}")
TELLING = re.compile("支援|措置|ＤＶ|DV|加害|restrict|protect|violence", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Use:
    """A key, or the beginning of a family, at a place; ``facts`` is None where they cannot be read off."""

    key: str
    place: str
    facts: frozenset[str] | None = None
    family: bool = False


def _uses(source: str, place: str) -> Iterator[Use]:
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[key, *_]) if name in SPEAKERS:
                yield from _spoken(key, node, place)
            case ast.Assign(targets=[ast.Name(id=name)], value=table) if name.endswith("_TEXTS"):
                yield from (Use(key, place) for key in _values(table))
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as table) if name.endswith("_TEXTS"):
                yield from (Use(key, place) for key in _values(table))
            case _:
                pass


def _spoken(key: ast.expr, call: ast.Call, place: str) -> Iterator[Use]:
    named = [fact.arg for fact in call.keywords]
    facts = None if None in named else frozenset(name for name in named if name and name != "language")
    match key:
        case ast.Constant(value=str(literal)):
            yield Use(literal, place, facts)
        case ast.IfExp(body=body, orelse=other):
            yield from _spoken(body, call, place)
            yield from _spoken(other, call, place)
        case ast.JoinedStr(values=[ast.Constant(value=str(beginning)), *_]):
            yield Use(beginning, place, family=True)
        case _:
            pass


def _values(table: ast.expr) -> Iterator[str]:
    whole = table.values if isinstance(table, ast.Dict) else [table]
    for part in whole:
        for node in ast.walk(part):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


SOURCES = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in (ROOT / "branch_app").rglob("*.py")
}
USES = tuple(use for place, source in SOURCES.items() for use in _uses(source, place))


def _gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _screen(key: str) -> str:
    return key.split("_", maxsplit=1)[0]


@pytest.mark.parametrize("key", sorted(WINDOW))
def test_a_text_stands_in_three_languages(key: str) -> None:
    """None is empty, English holds no Japanese and Japanese no English sentence, the gaps are the same."""
    row = WINDOW[key]
    assert LANGUAGES == set(row)
    assert all(text.strip() for text in row.values())
    assert key.startswith(OWN_NAME) or not JAPANESE.search(row["en"])
    assert not ENGLISH_PROSE.search(GAP.sub("", row["ja"]))
    assert _gaps(row["ja"]) == _gaps(row["en"]) == _gaps(row["easy"])


def test_a_language_is_called_what_its_readers_call_it() -> None:
    """Each language has a name, the same whatever language is shown."""
    assert {f"{OWN_NAME}{language}" for language in LANGUAGES} == {
        key for key in WINDOW if key.startswith(OWN_NAME)
    }
    assert [] == [key for key in WINDOW if key.startswith(OWN_NAME) and len(set(WINDOW[key].values())) > 1]


def test_keys_are_grouped_by_screen() -> None:
    """Keys are snake_case and those of a screen stand together."""
    assert [] == [key for key in WINDOW if not re.fullmatch(r"[a-z]+(?:_[a-z0-9]+)+", key)]
    groups = [screen for screen, _ in groupby(WINDOW, _screen)]
    assert sorted(set(groups)) == sorted(groups)


def test_no_text_of_the_window_names_a_restriction() -> None:
    """A citizen who sees the screen reads 交付停止, never whose protection it is."""
    assert [] == [(key, text) for key, row in WINDOW.items() for text in row.values() if TELLING.search(text)]


@pytest.mark.parametrize("reason", HoldReason)
def test_no_reason_of_a_hold_names_a_restriction(reason: HoldReason) -> None:
    """The manager's list stands on the same screen."""
    told = [word(reason.value, language) for language in Language]
    assert [] == [text for text in told if TELLING.search(text)]
    assert reason.value != word(reason.value, Language.JA)


def test_every_key_that_code_shows_exists() -> None:
    """No screen asks for a text that is not there."""
    missing = [use for use in USES if not use.family and use.key not in WINDOW]
    childless = [use for use in USES if use.family and not any(key.startswith(use.key) for key in WINDOW)]
    assert [] == missing + childless


def test_every_gap_is_filled_where_the_text_is_shown() -> None:
    """A call passes exactly the facts that its text has gaps for."""
    assert [] == [
        use
        for use in USES
        if use.facts is not None and use.key in WINDOW and use.facts != _gaps(WINDOW[use.key]["ja"])
    ]


def test_every_screen_is_shown() -> None:
    """No group of texts belongs to a screen that the code never speaks for."""
    assert {_screen(use.key) for use in USES} == {_screen(key) for key in WINDOW}


def test_no_text_is_left_over() -> None:
    """Every text is named somewhere in the code."""
    named = {
        node.value
        for source in SOURCES.values()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    families = tuple(use.key for use in USES if use.family)
    used = {key for key in WINDOW if key in named or key.startswith(families)}
    assert [] == [key for key in WINDOW if key not in used]


def test_keys_are_found_wherever_code_may_name_them() -> None:
    """A literal, a choice, a method, a table and a family; a table's own keys are not texts."""
    source = """
STEP_TEXTS = {"answer": "trouble_step_answer"}
TAB_TEXTS: tuple[str, ...] = ("manager_x",)
window_text("general_yes" if sure else "general_no", language)
self._say("counter_found", n=3)
say(f"help_{key}", **facts)
other("not_a_key")
"""
    found = {(use.key, use.facts, use.family) for use in _uses(source, "here")}
    assert found == {
        ("trouble_step_answer", None, False),
        ("manager_x", None, False),
        ("general_yes", frozenset(), False),
        ("general_no", frozenset(), False),
        ("counter_found", frozenset({"n"}), False),
        ("help_", None, True),
    }


def test_amounts_are_grouped_and_numbers_are_not() -> None:
    """An int is an amount; a sheet number comes as str and is shown as it is."""
    assert window_text("counter_total", Language.EASY) == "ぜんぶで"
    assert window_text("general_yen", Language.JA, yen=1200) == "1,200円"
    assert window_text("manager_paper_loaded", Language.EN, next="12000") == "Paper recorded. Next is 12000."


def test_a_forgotten_fact_leaves_a_dash() -> None:
    """Never an error in front of the citizen."""
    assert window_text("counter_short", Language.JA) == "—円足りません。"
