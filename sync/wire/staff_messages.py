"""What people of head office, of an office, and auditors say to central from their desks, by keys of their own."""

from dataclasses import dataclass
from enum import Enum

from branch_app.domain.records.standing import Standing, WhyRevoked
from sync.wire.messages import Message


class Caller(Enum):
    """Who may speak on a route."""

    DEVICE = "device"
    OFFICE = "office"
    """A 拠点's own desk: about its own devices."""
    AUDITOR = "auditor"
    """Sees every device, and changes nothing."""
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class LogStanding:
    """One log: how it stands, and how many entries of it are witnessed."""

    office: str
    device: str
    epoch: int
    standing: Standing
    size: int


@dataclass(frozen=True, slots=True)
class StandingsRequest(Message):
    """How do the devices stand that I may see?"""

    TYPE = "application/vnd.madoguchi.standings-request.v1+json"


@dataclass(frozen=True, slots=True)
class StandingsAnswer(Message):
    """All of them, by office, device and epoch."""

    TYPE = "application/vnd.madoguchi.standings-answer.v1+json"
    logs: tuple[LogStanding, ...]


@dataclass(frozen=True, slots=True)
class RevokeRequest(Message):
    """End that log, and no later one of the same device: played again it ends nothing new."""

    TYPE = "application/vnd.madoguchi.revoke-request.v1+json"
    device: str
    epoch: int
    reason: WhyRevoked


@dataclass(frozen=True, slots=True)
class RevokeReceipt(Message):
    """It is ended."""

    TYPE = "application/vnd.madoguchi.revoke-receipt.v1+json"
    device: str
    epoch: int
