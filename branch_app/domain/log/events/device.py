"""The device itself: enrolment, data, people, clock, PIN tries."""

from dataclasses import dataclass

from branch_app.domain.log.events.base import Event
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.vouching import Vouched, VouchedBy


@dataclass(frozen=True, slots=True)
class DeviceEnrolled(Event):
    """The device may write this log: office, device name, epoch and business-clock zone are fixed here."""

    kind = "device.enrolled"
    office: str
    device: str
    epoch: int


@dataclass(frozen=True, slots=True)
class RegisterSwitched(Event):
    """A replica generation came into use; ``as_of`` is the time central vouches for."""

    kind = "register.switched"
    register: str
    generation: int
    change_seq: int
    as_of: str
    rows: int


@dataclass(frozen=True, slots=True)
class RegisterMended(Event):
    """Rows of ``table`` were not what head office says they were at that change, in so many ranges of keys.

    They are now: what was issued from that table before this entry may have been read from others.
    """

    kind = "register.mended"
    table: str
    buckets: int


@dataclass(frozen=True, slots=True)
class OperatorSignedIn(Event):
    """An operator unlocked the device."""

    kind = "operator.signed_in"
    role: str


@dataclass(frozen=True, slots=True)
class OperatorVouched(Event):
    """A second person said yes to the act that follows; see ADR 0012."""

    kind = "operator.vouched"
    second: Pseudonym
    method: VouchedBy
    action: Vouched


@dataclass(frozen=True, slots=True)
class ClockAccepted(Event):
    """Two persons, or central's signed time, set a new trusted time."""

    kind = "clock.accepted"
    wall: str
    second: Pseudonym | None


@dataclass(frozen=True, slots=True)
class PinTried(Event):
    """One PIN try that this device itself judged or saw: ``left`` after it, −1 when the card has no limit."""

    kind = "card.pin_tried"
    card: Pseudonym
    card_kind: str
    accepted: bool
    left: int
