"""People at their own desks: whom a key was given to, and what it may ask and do."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeVar

from branch_app.domain.errors import BadInput, CentralRefused, EnvelopeNotTrusted
from sync.central.database import exclusive
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog
from sync.central.trust.models import StaffKey
from sync.central.trust.revocation import end, known_logs
from sync.central.trust.scopes import SCOPES
from sync.wire.envelope import Envelope, key_id
from sync.wire.messages import Message, opened
from sync.wire.routes import Route
from sync.wire.staff_messages import Caller, RevokeReceipt, RevokeRequest, StandingsAnswer, StandingsRequest

M = TypeVar("M", bound=Message)

_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Grant:
    """A raw Ed25519 key for somebody's desk; ``office`` for an office's own, else ""; ``until`` its last day."""

    name: str
    role: Caller
    office: str
    key: bytes
    until: date

    def __post_init__(self) -> None:
        """Raise ValueError for what is no grant: devices enrol, and only an office's desk has an office."""
        of_office = self.role is Caller.OFFICE
        if self.role is Caller.DEVICE or of_office is not bool(self.office) or not self.name.strip():
            raise ValueError("grant")
        if len(self.key) != _KEY_BYTES:
            raise ValueError("key")


def grant(central: HeadOffice, granted: Grant) -> None:
    """From now on; the same key again has what is granted last.

    Raises:
        BadInput: a device's key.
    """
    name = key_id(granted.key)
    until = datetime.combine(granted.until, time.max, central.clock().tzinfo)
    with exclusive(central.database):
        if DeviceLog.select().where(DeviceLog.key_id == name).exists():
            raise BadInput(at="key")
        StaffKey.delete().where(StaffKey.key_id == name).execute()
        StaffKey.create(
            key_id=name,
            key=granted.key,
            name=granted.name,
            role=granted.role.value,
            office=granted.office,
            until=int(until.timestamp()),
        )


def withdraw(central: HeadOffice, name: str) -> int:
    """Every key of that person, from the next contact on; how many there were."""
    with exclusive(central.database):
        return int(StaffKey.delete().where(StaffKey.name == name).execute())


def standings(central: HeadOffice, envelope: Envelope) -> StandingsAnswer:
    """How the devices stand that the caller may see."""
    request, staff = _heard(central, Route.STANDINGS, StandingsRequest, envelope)
    return StandingsAnswer(request.request, tuple(known_logs(staff.office or None)))


def revoke_remotely(central: HeadOffice, envelope: Envelope) -> RevokeReceipt:
    """End a log at the word of an administrator.

    Raises:
        CentralRefused: 404, no such log.
    """
    request, _ = _heard(central, Route.REVOKE, RevokeRequest, envelope)
    log = DeviceLog.get_or_none((DeviceLog.device == request.device) & (DeviceLog.epoch == request.epoch))
    if log is None:
        raise CentralRefused(status=404, reason="device")
    end(central, log, request.reason)
    return RevokeReceipt(request.request, request.device, request.epoch)


def _heard(central: HeadOffice, route: Route, kind: type[M], envelope: Envelope) -> tuple[M, StaffKey]:
    """The message and whose it is.

    Raises:
        EnvelopeNotTrusted: an unknown key, one past its day, or a bad signature.
        CentralRefused: 403, not on this route.
    """
    staff = StaffKey.get_or_none(StaffKey.key_id == envelope.signature.keyid)
    if staff is None or staff.until < central.now():
        raise EnvelopeNotTrusted(reason="key")
    message = opened(kind, envelope, bytes(staff.key))
    if Caller(staff.role) not in SCOPES[route]:
        raise CentralRefused(status=403, reason="scope")
    return message, staff
