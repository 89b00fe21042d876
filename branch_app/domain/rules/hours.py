"""開設時間: when a counter or terminal is open, by kind of office, weekday, public holiday, closure and 臨時開設.

A staffed counter is warned by it and decides itself; a terminal has nobody to decide.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum

from branch_app.domain.values.validity import Validity

_SATURDAY, _SUNDAY = 5, 6


class Days(Enum):
    """On which days the hours of a row hold."""

    WEEKDAY = "weekday"
    WEEKEND = "weekend"
    """土・日・祝日."""
    SATURDAY_2_4 = "saturday_2_4"
    """毎月第2・第4土曜日; where such a row stands it comes before the weekend's."""


@dataclass(frozen=True, slots=True)
class Span:
    """From ``opens`` until just before ``closes``, on one day."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        """Raise ValueError when it would never be open."""
        if self.opens >= self.closes:
            raise ValueError("hours")

    def holds(self, now: time) -> bool:
        """Whether it is open at that time of day."""
        return self.opens <= now < self.closes


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Hours of a kind of office through a channel, on those days."""

    office_kind: str
    channel: str
    days: Days
    span: Span
    validity: Validity


@dataclass(frozen=True, slots=True)
class TemporaryOpening:
    """臨時開設 of one office on one day; it holds whatever else is said of that day."""

    office: str
    channel: str
    day: date
    span: Span


@dataclass(frozen=True, slots=True)
class Closure:
    """Nobody is there, at no office: 年末年始, システム保守."""

    reason: str
    validity: Validity


@dataclass(frozen=True, slots=True)
class Holiday:
    """祝日, 振替休日 and 国民の休日, each a row."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """An office of a kind, and the channel that is asked about."""

    office: str
    office_kind: str
    channel: str


class OpenState(Enum):
    """What the tables say of this moment."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"
    """The tables name no hours for such a place, or no holidays for that year: nothing is guessed."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The four tables that say when somebody is there."""

    hours: tuple[OpeningHours, ...]
    openings: tuple[TemporaryOpening, ...]
    closures: tuple[Closure, ...]
    holidays: tuple[Holiday, ...]

    def state(self, place: Place, now: datetime) -> OpenState:
        """Whether the place is open; ``now`` is the city's time."""
        day = now.date()
        spans = self._opened(place, day)
        if not spans:
            rows = self._rows(place, day)
            if not rows or day.year not in {row.day.year for row in self.holidays}:
                return OpenState.UNKNOWN
            spans = () if self._closed(day) else self._usual(rows, day)
        return OpenState.OPEN if any(span.holds(now.time()) for span in spans) else OpenState.CLOSED

    def _opened(self, place: Place, day: date) -> tuple[Span, ...]:
        wanted = (place.office, place.channel, day)
        return tuple(row.span for row in self.openings if (row.office, row.channel, row.day) == wanted)

    def _closed(self, day: date) -> bool:
        return any(closure.validity.holds(day) for closure in self.closures)

    def _rows(self, place: Place, day: date) -> list[OpeningHours]:
        wanted = (place.office_kind, place.channel)
        return [row for row in self.hours if (row.office_kind, row.channel) == wanted and row.validity.holds(day)]

    def _usual(self, rows: list[OpeningHours], day: date) -> tuple[Span, ...]:
        kind = self._kind(day, {row.days for row in rows})
        return tuple(row.span for row in rows if row.days is kind)

    def _kind(self, day: date, named: set[Days]) -> Days:
        if day.weekday() == _SATURDAY and (day.day - 1) // 7 in {1, 3} and Days.SATURDAY_2_4 in named:
            return Days.SATURDAY_2_4
        holiday = any(row.day == day for row in self.holidays)
        return Days.WEEKEND if day.weekday() in {_SATURDAY, _SUNDAY} or holiday else Days.WEEKDAY
