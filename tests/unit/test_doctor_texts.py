"""What the doctor says: complete in three languages, and a remedy wherever something is not good."""

import ast
import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest

from branch_app import strings
from branch_app.domain.rules.freshness import Freshness
from branch_app.strings import Language
from branch_app.usecases.doctor import Check

ROOT = Path(strings.__file__).parents[1]
TEXTS = tomllib.loads((ROOT / "resources" / "strings" / "doctor.toml").read_text(encoding="utf-8"))
JAPANESE = re.compile(r"[぀-ヿ一-鿿、。]")
WELL = ("_good", "_new")


def _said() -> set[str]:
    """Keys that stand in the probes, and the answer to an error for each check."""
    source = (ROOT / "branch_app" / "composition" / "checkup.py").read_text(encoding="utf-8")
    constants = (node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    checks = {check.value for check in Check}
    words = {word for word in constants if isinstance(word, str) and word.split("_")[0] in checks}
    return {word for word in words if re.fullmatch(r"\w+_\w+", word)} - {"data_"} | {
        *(f"{check}_failed" for check in checks),
        *(f"data_{each.value}" for each in Freshness if each is not Freshness.FRESH),
    }


def _gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_finding_has_its_text_and_no_text_is_left_over() -> None:
    """doctor.toml and the probes know the same keys."""
    assert _said() == set(TEXTS)


@pytest.mark.parametrize("key", TEXTS)
def test_a_finding_speaks_three_languages_with_the_same_gaps(key: str) -> None:
    """Japanese, English and やさしい日本語; each keeps to itself."""
    assert {language.value for language in Language} == set(TEXTS[key])
    for part in ("says", "remedy"):
        assert 1 == len({frozenset(_gaps(row[part])) for row in TEXTS[key].values()})
    assert not any(JAPANESE.search(text) for text in TEXTS[key]["en"].values())
    assert all(TEXTS[key][language]["says"].endswith(("。", "}")) for language in ("ja", "easy"))


@pytest.mark.parametrize("key", TEXTS)
def test_what_is_not_well_has_a_remedy(key: str) -> None:
    """And what is well has none."""
    for row in TEXTS[key].values():
        assert key.endswith(WELL) is not bool(row["remedy"])


@pytest.mark.parametrize("check", Check)
def test_a_failure_says_its_reason(check: Check) -> None:
    """What happened, from the error itself."""
    for row in TEXTS[f"{check.value}_failed"].values():
        assert "{reason}" in row["says"]
