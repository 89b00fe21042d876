"""Which rows of the registers a paper was made of."""

from typing import cast

import pytest

from branch_app.domain.records.register_tables import TABLES
from branch_app.domain.records.snapshots import Snapshot
from branch_app.domain.rules.shown_rows import RowPlace, rows_on
from tests.fakes import family_papers as family
from tests.fakes.city_records import DEAD, genpyo, johyo, kazei
from tests.fakes.papers import HEAD, inkan, juminhyo, kisaijiko

HOME = RowPlace("household", "0000000100")
KOSEKI = RowPlace("koseki", "K0000001")


@pytest.mark.parametrize(
    ("paper", "rows"),
    [
        (juminhyo(), {HOME}),
        (kisaijiko(), {HOME}),
        (inkan(), {HOME, RowPlace("seal", "0000123")}),
        (family.koseki(), {KOSEKI}),
        (family.juri(), {KOSEKI}),
        (family.mibun(), {KOSEKI}),
        (family.fuhyo(), {RowPlace("fuhyo", "K0000001")}),
        (genpyo(), {RowPlace("alien", "B910000123")}),
        (kazei(), {HOME, RowPlace("tax", "0000000001/2025")}),
        (johyo(DEAD), {RowPlace("removed_resident", "0000000001/2025-10-01")}),
    ],
    ids=lambda given: type(given).__name__,
)
def test_a_paper_rests_on_the_rows_it_was_made_of(paper: Snapshot, rows: set[RowPlace]) -> None:
    """By table and key, as central knows them: a change of any other row does not touch it."""
    assert rows == rows_on(paper)
    assert {row.table for row in rows} <= set(TABLES)


def test_a_paper_of_no_known_kind_has_no_rows() -> None:
    """It is a fault of the program, not a paper that nothing can contradict."""
    with pytest.raises(AssertionError):
        rows_on(cast("Snapshot", HEAD))
