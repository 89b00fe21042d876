"""Which day is played: today's, or 2012-03-15 with the cards and offices of the paper."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum

from branch_app.machine import TOKYO

_OPENING = time(8, 55)


class World(Enum):
    """The two times the program serves."""

    TODAY = "today"
    PAPER = "2012"


@dataclass(frozen=True, slots=True)
class Day:
    """One business day of one world."""

    world: World
    business_date: date

    @classmethod
    def of(cls, world: World, today: date) -> "Day":
        """Today, or the Thursday in March 2012 in which the paper was written."""
        return cls(world, today if world is World.TODAY else date(2012, 3, 15))

    def begins(self) -> datetime:
        """Shortly before the counter opens."""
        return datetime.combine(self.business_date, _OPENING, TOKYO)
