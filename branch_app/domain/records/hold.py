"""電話による停止: what head office says over the telephone before its own list can say it."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import NewType

from branch_app.domain.values.identifiers import ResidentId

HoldId = NewType("HoldId", str)
"""UUIDv7: told twice, sent twice, it is one hold."""


class HoldReason(Enum):
    """Why head office rang: a lost card (紛失), a new 支援措置, or something it keeps to itself."""

    LOST_CARD = "lost_card"
    SUPPORT = "support"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Hold:
    """From ``told_at`` (aware) on nothing that shows this person is issued here."""

    id: HoldId
    resident: ResidentId
    reason: HoldReason
    told_at: datetime


@dataclass(frozen=True, slots=True)
class ToldHolds:
    """What a device sends up, all of it in one piece."""

    holds: tuple[Hold, ...]


@dataclass(frozen=True, slots=True)
class KeptHold:
    """A hold; ``known`` is the version of central's list that has it, None until central says so.

    It holds until a list of that version or a later one lies here, which then speaks for itself.
    """

    hold: Hold
    known: int | None = None

    def holds(self, version: int) -> bool:
        """Whether it still counts beside a list of that version, which is 0 without a list."""
        return counts(self.known, version)


def counts(known: int | None, version: int) -> bool:
    """Whether a hold known to central's list from ``known`` on still counts beside a list of ``version``."""
    return known is None or known > version
