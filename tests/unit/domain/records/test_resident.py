"""住民 who are in the register no more."""

import pytest

from branch_app.domain.records.resident import RemovedResident, has_died
from tests.fakes.city_records import DEAD, MOVED


@pytest.mark.parametrize(
    ("removed", "died"),
    [((), False), ((MOVED,), False), ((DEAD,), True), ((MOVED, DEAD), True), ((DEAD, MOVED), True)],
    ids=["none", "moved", "died", "moved, came back and died", "in any order"],
)
def test_one_removal_by_death_is_enough(removed: tuple[RemovedResident, ...], died: bool) -> None:
    """転出 alone leaves somebody able to ask; 死亡 among any number of 除票 does not."""
    assert died is has_died(removed)
