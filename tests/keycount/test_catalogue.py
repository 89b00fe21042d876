"""Every task of the catalogue does what it says, with the keys that ``docs/key-count.md`` says."""

from pathlib import Path

import pytest

from build.write_key_count import PAGE
from tests.keycount.catalogue import CATALOGUE
from tests.keycount.page import counts_in, grown
from tests.keycount.task import Task, replay

ROWS = counts_in(PAGE.read_text(encoding="utf-8"))


def test_the_catalogue_has_forty_tasks() -> None:
    """Each once, and the page has them in their order."""
    codes = [task.code for task in CATALOGUE]
    assert (40, 40, codes) == (len(codes), len(set(codes)), list(ROWS))


@pytest.mark.parametrize("task", CATALOGUE, ids=lambda task: task.code)
def test_no_task_needs_more_keys_than_the_page_says(task: Task, made: Path, tmp_path: Path) -> None:
    """Nor fewer: run ``python -m build.write_key_count`` after a flow became shorter; it refuses a longer one."""
    now = {task.code: replay(task, made, tmp_path / "home")}
    assert {} == grown(ROWS, now)
    assert {task.code: ROWS[task.code]} == now


def test_the_targets_of_the_card_and_of_the_same_again() -> None:
    """Five keys with a card; two to the printer and two to count and hand over; no password, no second person."""
    assert (5, 5, 4) == (ROWS["my_number"].keys, ROWS["city_card"].keys, ROWS["again"].keys)
