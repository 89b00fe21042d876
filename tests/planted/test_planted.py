"""A suite that would not notice a broken rule is no suite: bugs are planted, and must be caught."""

from pathlib import Path

import pytest

from tests.planted.bug import LIST, ROOT, Bug, DoesNotFit, planted
from tests.planted.runner import FAILED, copy_tree, outcome_with

BUGS = planted()
SAMPLE = ("refund_twice", "stale_data_accepted")
"""Two that are quick; ``make prove`` plants all."""


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_every_bug_still_fits_the_code(bug: Bug) -> None:
    """Each change can be made, and the module that must notice is there."""
    changed = [change.applied(ROOT) for change in bug.changes]
    assert all(changed)
    assert (ROOT / bug.caught_by).is_file()


def test_twelve_rules_at_least_are_broken() -> None:
    """Under names of their own."""
    assert 12 <= len({bug.name for bug in BUGS}) == len(BUGS)


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_the_page_lists_every_bug(bug: Bug) -> None:
    """With the module that catches it."""
    rows = LIST.with_name("README.md").read_text(encoding="utf-8").splitlines()
    assert [bug.caught_by] == [row.split("`")[3] for row in rows if row.startswith(f"| `{bug.name}`")]


def test_a_change_that_does_not_fit_is_noticed(tmp_path: Path) -> None:
    """Code that moved on leaves no bug behind that breaks nothing."""
    bug = BUGS[0]
    for change in bug.changes:
        (tmp_path / change.file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / change.file).write_text(2 * change.old, encoding="utf-8")
    with pytest.raises(DoesNotFit):
        bug.changes[0].applied(tmp_path)


@pytest.mark.parametrize("bug", [bug for bug in BUGS if bug.name in SAMPLE], ids=lambda bug: bug.name)
def test_a_planted_bug_is_caught(bug: Bug, tmp_path: Path) -> None:
    """The module that is named fails while the bug is in the tree, and the tree is as before afterwards."""
    tree = copy_tree(tmp_path)
    before = [(tree / change.file).read_bytes() for change in bug.changes]
    assert FAILED == outcome_with(bug, tree)
    assert before == [(tree / change.file).read_bytes() for change in bug.changes]
