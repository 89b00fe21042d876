"""Which tables are in force: the latest day of effect that has come, of several the last published."""

from datetime import date

import pytest

from branch_app.domain.errors import BadInput, DataStale
from branch_app.domain.records.policy import PolicyBundle
from branch_app.domain.rules.policies import Edition, Policies
from tests.fakes.tables import tables, texts

MARCH, APRIL = date(2012, 3, 15), date(2012, 4, 1)


def _edition(version: int, effective: date) -> Edition:
    return Edition(version, effective, tables(f"{effective}.{version}"))


URGENT = date(2012, 3, 20)
HELD = Policies(
    tuple(_edition(version, day) for version, day in enumerate((date(2007, 6, 1), APRIL, MARCH, APRIL, URGENT), 1))
)


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2007, 5, 31), "none"),
        (date(2007, 6, 1), "2007-06-01.1"),
        (date(2012, 3, 14), "2007-06-01.1"),
        (MARCH, "2012-03-15.3"),
        (date(2012, 3, 31), "2012-03-20.5"),
        (APRIL, "2012-04-01.4"),
        (date(2099, 1, 1), "2012-04-01.4"),
    ],
)
def test_the_business_date_decides(day: date, label: str) -> None:
    """From the first day on, not before; a mistake for the same day is put right by a later version.

    What was published last for an earlier day gives way when the later day comes.
    """
    assert label == HELD.label_on(day)


def test_before_everything_nothing_is_in_force() -> None:
    """Without rules nothing is issued."""
    with pytest.raises(DataStale, match="register=policy"):
        HELD.on(date(2007, 5, 31))
    with pytest.raises(DataStale):
        Policies().on(MARCH)


def test_what_comes_is_told_in_order() -> None:
    """One a day: what was put right for the same day does not come any more."""
    assert [3, 5, 4] == [edition.version for edition in HELD.coming(date(2012, 3, 14))]
    assert [5, 4] == [edition.version for edition in HELD.coming(MARCH)]
    assert [] == list(HELD.coming(APRIL))


def test_a_bundle_is_read_to_its_last_cell() -> None:
    """What means nothing to this build is refused as a whole."""
    assert "2012-04-01.7" == Edition.of(PolicyBundle(7, APRIL, texts())).tables.version
    for wrong in (
        texts() | {"weather": ""},
        texts(fees="certificate,channel,yen,valid_from,valid_until\nx,y,z,,\n"),
    ):
        with pytest.raises(BadInput):
            Edition.of(PolicyBundle(7, APRIL, wrong))


def test_versions_count_from_one() -> None:
    """0 stands for nothing held."""
    with pytest.raises(ValueError, match="version"):
        PolicyBundle(0, APRIL, {})
