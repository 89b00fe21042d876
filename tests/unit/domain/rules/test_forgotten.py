"""締め忘れ: a day that is still open when its night is over."""

from datetime import date, datetime

import pytest

from branch_app.domain.rules.forgotten import is_forgotten
from tests.fakes.played_log import TOKYO


@pytest.mark.parametrize(
    ("now", "forgotten"),
    [
        (datetime(2026, 11, 24, 23, 59, tzinfo=TOKYO), False),
        (datetime(2026, 11, 25, 3, 59, tzinfo=TOKYO), False),
        (datetime(2026, 11, 25, 4, 0, tzinfo=TOKYO), True),
        (datetime(2026, 11, 28, 0, 0, tzinfo=TOKYO), True),
        (datetime(2026, 11, 23, 12, 0, tzinfo=TOKYO), False),
    ],
)
def test_a_day_is_forgotten_once_its_night_is_over(now: datetime, forgotten: bool) -> None:
    """Work over midnight is the day's own; from four in the morning on it ought to have been closed."""
    assert forgotten is is_forgotten(date(2026, 11, 24), now)
