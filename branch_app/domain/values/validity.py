"""Dates of effect: from a first to a last day, both inclusive."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Validity:
    """First and last day a row holds."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Raise ValueError when the row would never hold."""
        if self.first > self.last:
            raise ValueError("validity")

    def holds(self, day: date) -> bool:
        """Whether the row holds on that day."""
        return self.first <= day <= self.last
