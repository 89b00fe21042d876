"""The city as a plan: how many, which seed, which day; everything else is drawn from it."""

from dataclasses import dataclass
from datetime import date

from branch_app.domain.values.identifiers import HouseholdId, ResidentId
from sync.central.kawasaki.lots import Lots, Lottery, Purpose
from sync.central.kawasaki.sizes import count_households, size_of
from sync.central.kawasaki.words import Words

FOREIGN_RESIDENTS_SINCE = date(2012, 7, 9)
"""The 住民基本台帳 holds foreign residents from that day on, before only the 登録原票 did (domain.md section 1)."""
_PLACES = 16
"""Serial numbers kept for one household: twelve members and who has left it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """``on`` is the business date; lives are laid out up to the turn of its year, so that a year is one city."""

    residents: int
    seed: int
    on: date

    def __post_init__(self) -> None:
        """Raise ValueError for a city that has no numbers left."""
        if not 0 <= self.residents <= 2_000_000:
            raise ValueError("residents")


@dataclass(frozen=True, slots=True)
class Kawasaki:
    """A plan with the words to fill it."""

    plan: Plan
    words: Words
    lottery: Lottery
    turn: date
    last: int
    last_size: int

    @classmethod
    def of(cls, plan: Plan, words: Words) -> "Kawasaki":
        """Counted once; ``turn`` is 1 January of the business year."""
        counted = count_households(plan.residents, plan.seed)
        return cls(plan, words, Lottery(plan.seed), plan.on.replace(month=1, day=1), *counted)

    @property
    def numbers(self) -> range:
        """Of its households; any part of the range can be made alone."""
        return range(1, self.last + 1)

    def lots(self, purpose: Purpose, number: int) -> Lots:
        """For that household or person."""
        return self.lottery.lots(purpose, number)

    def size(self, number: int) -> int:
        """Members of that household."""
        return self.last_size if number == self.last else size_of(number, self.plan.seed)

    def special(self, number: int, rank: int, every: int = 690) -> bool:
        """Whether the household is one of those that show a rare thing; ``rank`` tells the things apart."""
        return number % every == rank % every


def resident_id(number: int, place: int) -> ResidentId:
    """宛名番号: 91, the household, the place in it; nobody's outside this made-up city."""
    return ResidentId(f"91{number:06d}{place:02d}")


def household_id(number: int) -> HouseholdId:
    """Of that household."""
    return HouseholdId(f"H{1_000_000 + number}")


def serial(number: int, place: int) -> int:
    """A running number of one person that grows with the household's, for cards and records."""
    return number * _PLACES + place
