"""信頼時刻: when the clock can be believed."""

from datetime import datetime, timedelta

import pytest

from branch_app.domain.errors import ClockAhead, ClockBehind
from branch_app.domain.log.entry import Stamp
from branch_app.domain.rules.clock import TOLERANCE, judge
from tests.fakes.played_log import CLERK, MORNING

LAST = Stamp(MORNING.isoformat(), 1_000_000, "boot-1", MORNING.isoformat(), "0.1.0", "t", CLERK)
MOMENT = timedelta(milliseconds=1)


def test_an_empty_log_has_nothing_to_compare_with() -> None:
    """The first entry is believed."""
    judge(None, MORNING, 0, "boot-1")


@pytest.mark.parametrize("passed", [timedelta(0), timedelta(seconds=1), timedelta(hours=9)])
def test_two_clocks_that_run_together_are_believed(passed: timedelta) -> None:
    """Within one boot wall and monotonic time advance alike."""
    judge(LAST, MORNING + passed, _monotonic(passed), "boot-1")


@pytest.mark.parametrize("boot", ["boot-1", "boot-2"])
def test_a_wall_clock_behind_the_log_by_more_than_two_minutes_is_refused(boot: str) -> None:
    """Exactly the tolerance is allowed, a millisecond more is not, also after a restart."""
    judge(LAST, MORNING - TOLERANCE, LAST.monotonic_ms, boot)
    with pytest.raises(ClockBehind) as refusal:
        judge(LAST, MORNING - TOLERANCE - MOMENT, LAST.monotonic_ms, boot)
    assert {"minutes": 2} == refusal.value.facts


def test_a_wall_clock_that_leaps_ahead_of_the_monotonic_one_is_refused() -> None:
    """Exactly the tolerance is allowed, a millisecond more is not."""
    judge(LAST, MORNING + TOLERANCE, LAST.monotonic_ms, "boot-1")
    with pytest.raises(ClockAhead) as refusal:
        judge(LAST, MORNING + TOLERANCE + MOMENT, LAST.monotonic_ms, "boot-1")
    assert {"minutes": 2} == refusal.value.facts


def test_a_wall_clock_that_falls_behind_the_monotonic_one_is_refused() -> None:
    """An hour passed, and the wall clock says it did not."""
    hour = timedelta(hours=1)
    judge(LAST, MORNING + hour - TOLERANCE, _monotonic(hour), "boot-1")
    with pytest.raises(ClockBehind):
        judge(LAST, MORNING + hour - TOLERANCE - MOMENT, _monotonic(hour), "boot-1")


def test_after_a_restart_only_the_log_can_tell() -> None:
    """The monotonic clock starts again with the boot, so a night is no leap."""
    judge(LAST, MORNING + timedelta(days=1), 5_000, "boot-2")


def test_the_zone_of_the_wall_clock_does_not_matter() -> None:
    """Moments are compared, not what the clock face shows."""
    judge(LAST, datetime.fromisoformat("2026-11-23T23:31:00+00:00"), _monotonic(timedelta(minutes=1)), "boot-1")


def _monotonic(passed: timedelta) -> int:
    return LAST.monotonic_ms + int(passed.total_seconds() * 1000)
