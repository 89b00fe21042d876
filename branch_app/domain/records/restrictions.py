"""支援措置 and 発行停止 as a feed: every change has its own version, and a release is an entry like a block."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from branch_app.domain.values.identifiers import ResidentId


class RestrictionState(Enum):
    """Whether papers that show the person may be issued."""

    BLOCKED = "blocked"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class RestrictionEntry:
    """One person's state as of ``version``, which central gives in one serialised step; 0 before there were any."""

    resident: ResidentId
    version: int
    state: RestrictionState

    def __post_init__(self) -> None:
        """Raise ValueError for what is no version."""
        if self.version < 0:
            raise ValueError("version")


@dataclass(frozen=True, slots=True)
class RestrictionPoint:
    """How far a list goes; ``mark`` names the whole history up to ``version``, so that two histories differ."""

    version: int = 0
    mark: str = ""


NOTHING_HELD = RestrictionPoint()
"""What a device says that wants the whole list."""


@dataclass(frozen=True, slots=True)
class RestrictionNews:
    """What central tells: every change after ``since``, or with 0 the newest entry of everybody ever on the list.

    ``as_of`` is aware, central's word, and counts from the moment before it looked.
    """

    since: int
    version: int
    as_of: datetime
    mark: str
    entries: tuple[RestrictionEntry, ...]

    def __post_init__(self) -> None:
        """Raise ValueError where something was left out, told twice or put into another order."""
        versions = [entry.version for entry in self.entries]
        span = range(self.since + 1, self.version + 1)
        if self.since > self.version or (self.since and versions != list(span)):
            raise ValueError("changes")
        if versions != sorted(set(versions)) or (versions and not 0 < versions[0] <= versions[-1] <= self.version):
            raise ValueError("versions")
        if not self.since and len({entry.resident for entry in self.entries}) != len(versions):
            raise ValueError("persons")

    @property
    def whole(self) -> bool:
        """Whether it stands for itself."""
        return not self.since

    @property
    def point(self) -> RestrictionPoint:
        """Where it leads."""
        return RestrictionPoint(self.version, self.mark)


Held = Mapping[ResidentId, RestrictionEntry]
"""A list as it lies at the device: one entry a person."""
