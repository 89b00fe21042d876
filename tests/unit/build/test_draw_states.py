"""The picture of the state tables is drawn from the code."""

import re

import pytest

from branch_app.domain.deciders.states import JobState
from build.draw_states import PAGE, TABLES, Table, drawing, page


def test_the_page_shows_the_tables_as_they_are() -> None:
    """docs/states.md is what the script draws now: run ``python -m build.draw_states`` after changing a table."""
    assert page() == PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize(("_title", "table"), TABLES)
def test_a_drawing_has_every_step_and_no_other(_title: str, table: Table) -> None:
    """Each arrow between two states is a step of the table and each step is an arrow."""
    arrows = re.findall(r"(\w+) --> (\w+)", drawing(table))
    assert {(now.value, then.value) for now, followers in table.items() for then in followers} == set(arrows)
    assert len(arrows) == len(set(arrows))


def test_a_drawing_has_one_way_in_and_every_way_out() -> None:
    """The first state is entered, and only states without followers are left for good."""
    lines = drawing(TABLES[2][1]).splitlines()
    assert ["    [*] --> prepared"] == [line for line in lines if line.startswith("    [*]")]
    assert {JobState.VOIDED.value, JobState.CANCELLED.value} == {
        line.split()[0] for line in lines if line.endswith("[*]")
    }
