"""信頼時刻: a certificate's date is only as good as the clock.

Behind the last entry by more than a tolerance, or far from where the monotonic clock says we are: issuing stops and
says so. What has already happened (a paper came out) is still recorded.
"""

from datetime import datetime, timedelta

from branch_app.domain.errors import ClockAhead, ClockBehind
from branch_app.domain.log.entry import Stamp

TOLERANCE = timedelta(minutes=2)
NO_TIME = timedelta()
_MILLISECOND = timedelta(milliseconds=1)


def judge(last: Stamp | None, now: datetime, monotonic_ms: int, boot: str) -> timedelta:
    """Compare now with the log's last stamp, and say how long that is ago; a little less than nothing is borne.

    Raises:
        ClockBehind: the wall clock went back; ``minutes`` by how many.
        ClockAhead: within one boot the wall clock ran ahead of the monotonic one.
    """
    if last is None:
        return NO_TIME
    passed = now - last.moment
    if passed < -TOLERANCE:
        raise ClockBehind(minutes=int(-passed.total_seconds() // 60))
    if boot != last.boot:
        return passed
    drift = passed - (monotonic_ms - last.monotonic_ms) * _MILLISECOND
    if drift < -TOLERANCE:
        raise ClockBehind(minutes=int(-drift.total_seconds() // 60))
    if drift > TOLERANCE:
        raise ClockAhead(minutes=int(drift.total_seconds() // 60))
    return passed
