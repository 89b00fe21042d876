"""災害時の延長: for how much longer older data may be used, signed beforehand, opened when the line is gone."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from branch_app.domain.records.enrolment import FreshnessPolicy

_HOURS = "_hours"
EXTENDABLE = tuple(field.name.removesuffix(_HOURS) for field in fields(FreshnessPolicy))
"""Everything whose age the policy limits: the restriction list and the registers."""
_MOST_DAYS = 31
_LONGEST = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Extension:
    """``days`` more for these at one office, between two moments (aware); ``serial`` is given once."""

    serial: int
    office: str
    registers: tuple[str, ...]
    days: int
    valid_from: datetime
    valid_until: datetime

    def __post_init__(self) -> None:
        """Raise ValueError for what allows nothing, anything, or for ever."""
        if self.serial < 1 or not self.office:
            raise ValueError("serial")
        if not self.registers or len({*self.registers}) != len(self.registers):
            raise ValueError("registers")
        if not {*self.registers} <= {*EXTENDABLE}:
            raise ValueError("registers")
        if not 1 <= self.days <= _MOST_DAYS:
            raise ValueError("days")
        if not timedelta() < self.valid_until - self.valid_from <= _LONGEST:
            raise ValueError("valid")


def limit_of(register: str) -> str:
    """The field of the policy that holds its limit."""
    return register + _HOURS
