"""Every accident has its test: those that the list names are there."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (TESTS / "accidents.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("module", "name"), NAMED)
def test_a_test_that_is_named_is_there(module: str, name: str) -> None:
    """Renamed or deleted, an accident would have none."""
    assert f"\ndef {name}(" in (TESTS.parent / module).read_text(encoding="utf-8")


def test_no_line_of_the_list_goes_without_a_test() -> None:
    """Each row names one at least."""
    rows = [
        line for line in (TESTS / "accidents.md").read_text(encoding="utf-8").splitlines() if line.startswith("| ")
    ]
    unnamed = [row for row in rows if "::" not in row and not row.endswith(("| Test |",))]
    assert [] == unnamed
    assert len(rows) - 5 <= len(NAMED)
