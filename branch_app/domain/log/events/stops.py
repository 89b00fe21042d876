"""What two persons stop or let go on by word of head office: holds told by telephone, extensions of a disaster."""

from dataclasses import dataclass

from branch_app.domain.log.events.base import Event
from branch_app.domain.records.hold import HoldId
from branch_app.domain.values.identifiers import Commitment, Pseudonym


@dataclass(frozen=True, slots=True)
class HoldEntered(Event):
    """電話による停止: from ``told_at`` on nothing that shows this person is issued here."""

    kind = "hold.entered"
    hold: HoldId
    subject: Pseudonym
    reason: Commitment
    told_at: str
    second: Pseudonym


@dataclass(frozen=True, slots=True)
class HoldKnown(Event):
    """Head office has it: a list of that version or a later one speaks for itself."""

    kind = "hold.known"
    hold: HoldId
    version: int


@dataclass(frozen=True, slots=True)
class HoldLifted(Event):
    """The hold counts no more here; what the list says of the person stands."""

    kind = "hold.lifted"
    hold: HoldId
    second: Pseudonym


@dataclass(frozen=True, slots=True)
class ExtensionOpened(Event):
    """災害時の延長: data may be older by ``days`` until then; ``digest`` names the very body that was signed."""

    kind = "extension.opened"
    serial: int
    digest: str
    registers: tuple[str, ...]
    days: int
    until: str
    second: Pseudonym
