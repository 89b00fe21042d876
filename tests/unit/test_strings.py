"""What people read: complete in three languages, true to the facts, and silent about restrictions."""

import ast
import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from branch_app import strings
from branch_app.domain import errors
from branch_app.domain.deciders.states import ApplicationState, ItemState, JobState
from branch_app.domain.errors import DataTooOld, MadoguchiError
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.enrolment import Role
from branch_app.domain.records.registers import RegisterName
from branch_app.domain.records.resident import RELATIONSHIPS
from branch_app.domain.rules.entitlement import Evidence
from branch_app.domain.values.reasons import CashReason, PaperReason
from branch_app.printing.verdict import BLOCKING
from branch_app.strings import Language, message, word
from branch_app.usecases.exemption import OFFICIAL_USE

ROOT = Path(strings.__file__).parents[1]
PARTS = {"happened", "citizen", "next"}
LANGUAGES = {language.value for language in Language}
CLASSES = {
    name: value
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, MadoguchiError)
}
TRANSLATED = ("now", "then", "what", "why", "register")
"""Facts that are codes of ours and appear in the middle of a sentence."""
ENGLISH_PROSE = re.compile(r"[A-Za-z]{2,} +[A-Za-z]{2,}")
JAPANESE = re.compile(r"[぀-ヿ一-鿿、。]")
KANA = re.compile(r"[぀-ヿ]")


def _read(name: str) -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((ROOT / "resources" / "strings" / f"{name}.toml").read_text(encoding="utf-8"))


TEXTS = _read("errors")


def _trees() -> Iterator[tuple[Path, ast.Module]]:
    for package in ("branch_app", "db", "sync"):
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def _made() -> Iterator[tuple[str, str, tuple[ast.keyword, ...]]]:
    """Class, place and facts of every error that the code makes."""
    for path, tree in _trees():
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Name(id=name), keywords=facts) if name in CLASSES:
                    yield name, f"{path}:{node.lineno}", tuple(facts)
                case ast.Raise(exc=ast.Name(id=name)) if name in CLASSES:
                    yield name, f"{path}:{node.lineno}", ()
                case _:
                    pass


MADE = tuple(_made())


def _needs_text() -> set[str]:
    """Leaves of the tree, and whatever else is raised."""
    leaves = {cls.code for cls in CLASSES.values() if not cls.__subclasses__()}
    return leaves | {CLASSES[name].code for name, _place, _facts in MADE}


def _placeholders(code: str) -> set[str]:
    sentences = (text for language in TEXTS[code].values() for text in language.values())
    return {name for text in sentences for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_error_has_a_text_and_no_text_is_left_over() -> None:
    """errors.toml holds one table for each class that can reach a person, and no other."""
    assert _needs_text() == set(TEXTS)


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_an_error_says_three_things_in_three_languages(code: str) -> None:
    """What happened, what to tell the citizen, what to do next; Japanese, English, やさしい日本語, none empty."""
    assert LANGUAGES == set(TEXTS[code])
    for parts in TEXTS[code].values():
        assert set(parts) == PARTS
        assert all(part.strip() for part in parts.values())


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_each_language_keeps_to_itself(code: str) -> None:
    """No English sentence stands in a Japanese text and no Japanese in an English one."""
    for text in (*TEXTS[code]["ja"].values(), *TEXTS[code]["easy"].values()):
        assert KANA.search(text)
        assert text.endswith("。")
        assert not ENGLISH_PROSE.search(re.sub(r"\{\w+\}", "", text))
    for text in TEXTS[code]["en"].values():
        assert not JAPANESE.search(text)


@pytest.mark.parametrize("code", sorted(code for code in TEXTS if _placeholders(code)))
def test_every_place_that_raises_gives_the_facts_the_text_wants(code: str) -> None:
    """A gap in a text is a fact that each raise site passes by that name."""
    wanted = _placeholders(code)
    lacking = {
        place: missing
        for name, place, facts in MADE
        if CLASSES[name].code == code and (missing := wanted - {fact.arg for fact in facts})
    }
    assert {} == lacking


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_every_language_tells_the_same_facts(code: str) -> None:
    """Part by part, the texts of an error have the same gaps."""
    for part in PARTS:
        gaps = [
            {name for _, name, _, _ in Formatter().parse(TEXTS[code][language][part]) if name}
            for language in ("ja", "en", "easy")
        ]
        assert gaps[0] == gaps[1] == gaps[2]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize(
    "neutral", ["not_entitled", "not_offered", "data_stale", "data_too_old", "glyph_missing", "record_incomplete"]
)
def test_a_restriction_sounds_like_any_other_refusal(neutral: str, language: str) -> None:
    """The citizen hears, word for word, what everybody hears whose certificate cannot be issued here."""
    assert TEXTS[neutral][language]["citizen"] == TEXTS["restricted"][language]["citizen"]


def test_no_citizen_hears_of_restrictions() -> None:
    """No text for a citizen names a restriction, a stop or a protected person."""
    telling = re.compile("支援|措置|制限|止める登録|一覧|restrict|protect|on record")
    told = [
        (code, language)
        for code, row in TEXTS.items()
        for language, text in row.items()
        if telling.search(text["citizen"])
    ]
    assert [] == told


def test_facts_never_reach_a_citizen_except_tries_left() -> None:
    """A citizen's text has no gaps, so that no reason can slip in; only the tries left are for the citizen."""
    gaps = {
        (code, name)
        for code, row in TEXTS.items()
        for text in row.values()
        for _, name, _, _ in Formatter().parse(text["citizen"])
        if name is not None
    }
    assert {("pin_wrong", "left")} == gaps


@pytest.mark.parametrize("language", Language)
def test_too_old_data_are_named_with_age_and_limit(language: Language) -> None:
    """A refusal says which register, how old it is, how old it may be, and to connect to head office."""
    told = message(DataTooOld(register="seal", hours=201, limit=168), language)
    facts = (word("seal", language), "201", "168")
    assert [] == [fact for fact in facts if fact not in told.happened]
    assert word("seal", language) in told.next


@pytest.mark.parametrize("name", ["texts", "words"])
def test_plain_strings_stand_in_three_languages(name: str) -> None:
    """Every key has all languages; only the demo, which prints two languages on one line, has no third."""
    for key, row in _read(name).items():
        assert (LANGUAGES - {"easy"} if key.startswith("demo_") else LANGUAGES) == set(row)
        assert all(row.values())
        assert not JAPANESE.search(str(row["en"]))


def test_every_state_register_certificate_reason_and_role_has_a_word() -> None:
    """Codes that stand in the log are never shown to a clerk as codes."""
    kinds = (ApplicationState, ItemState, JobState, RegisterName, Certificate, PaperReason, CashReason, Role)
    codes = {member.value for kind in kinds for member in kind}
    assert set() == codes - set(_read("words"))


def test_every_relationship_and_every_way_to_be_identified_has_a_word() -> None:
    """Both are shown while a form is filled in; in Japanese a relationship reads as it is printed."""
    words = _read("words")
    assert RELATIONSHIPS == {code: words[f"relation_{code}"]["ja"] for code in RELATIONSHIPS}
    assert set() == {f"evidence_{how.value}" for how in Evidence} - set(words)


def test_every_obstacle_of_a_printer_has_a_word() -> None:
    """The printer's keywords for what it waits for are English and never shown as they are."""
    assert set() == set(BLOCKING) - set(_read("words"))


def test_every_coded_fact_of_a_sentence_has_a_word() -> None:
    """A literal fact that stands in a sentence is found in words.toml, whole or word by word."""
    words = _read("words")
    unknown = [
        (place, literal)
        for name, place, facts in MADE
        for fact in facts
        if fact.arg in TRANSLATED and fact.arg in _placeholders(CLASSES[name].code)
        for literal in _literals(fact.value)
        if literal not in words and not set(literal.split()) <= set(words)
    ]
    assert [] == unknown


def _literals(fact: ast.expr) -> Iterator[str]:
    parts = fact.values if isinstance(fact, ast.JoinedStr) else [fact]
    for part in parts:
        if isinstance(part, ast.Constant) and str(part.value).strip():
            yield str(part.value).strip()


def test_every_exempting_purpose_has_a_text() -> None:
    """A purpose of the exemption table can be printed on the certificate it makes free."""
    table = (ROOT / "resources" / "tables" / "exemptions.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(table.splitlines()):
        assert row["purpose"] == OFFICIAL_USE or strings.purpose_text(row["purpose"])


def test_the_text_of_the_pension_purpose_is_the_fields_own() -> None:
    """年金受給権者現況届 stands on the 記載事項証明書; no purpose leaves nothing."""
    assert strings.purpose_text("nenkin_genkyo") == "年金受給権者現況届"
    assert strings.purpose_text("") == ""


def test_facts_fill_the_gaps() -> None:
    """The clerk and the citizen both read how many tries are left."""
    shown = strings.message(errors.PinWrong(left=2))
    assert shown.happened == "暗証番号が違います。あと2回入力できます。"
    assert "あと2回" in shown.citizen


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.JA, "終わっていないものがあるので、締められません（交付請求書 0012）。"),
        (Language.EN, "The day cannot close while something is open (form 0012)."),
        (Language.EASY, "まだ終わっていないものがあります（申込書 0012）。"),
    ],
)
def test_coded_facts_are_told_in_words(language: Language, said: str) -> None:
    """A code in front of a number becomes a word of the reader's language; the number stays."""
    assert strings.message(errors.CloseNotPossible(what="form 0012"), language).happened == said


def test_an_error_without_its_facts_still_speaks() -> None:
    """A forgotten fact leaves a dash, never a second error in front of the citizen."""
    assert "—" in strings.message(errors.ClockBehind()).happened
