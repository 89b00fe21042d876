"""締め忘れ: from when on a day that is still open ought to have been closed."""

from datetime import date, datetime, time, timedelta

NIGHT_ENDS = time(4)
"""Who works over midnight closes before: no office is open then."""


def is_forgotten(business_date: date, now: datetime) -> bool:
    """Whether the night after that day is over; ``now`` is the city's time."""
    return now.replace(tzinfo=None) >= datetime.combine(business_date + timedelta(days=1), NIGHT_ENDS)
