"""Pages that point at code and at each other point at something."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
CODE = re.compile(r"`([\w./-]+/[\w.-]+\.(?:py|toml|txt))`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of a page is a file of this repository."""
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [] == [link for link in links if not (page.parent / link).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_modules_named_in_a_page_exist(page: Path) -> None:
    """A path in a page is one of the repository, or of the counter's package."""
    paths = CODE.findall(page.read_text(encoding="utf-8"))
    assert [] == [
        path for path in paths if not any((base / path).is_file() for base in (ROOT, ROOT / "branch_app"))
    ]


def test_decision_records_are_numbered_without_gaps() -> None:
    """0001, 0002, … : a record that was withdrawn stays and says so."""
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs" / "adr").glob("*.md"))]
    assert list(range(1, len(numbers) + 1)) == numbers
