"""期限: how long head office seals to a device's key, and how the device brings a new one.

The key that a device receives with lasts a quarter of a year. A new one is made on the device and asked for in an
envelope under the key of its log, which lives as long as its epoch. A device that comes back after the end gets
nothing sealed before it has brought a new key; after more than a year it is a person who lets it in again, by an
enrolment code. What it hands in is taken all the while.
"""

from datetime import UTC, datetime, timedelta
from http import HTTPStatus

from branch_app.domain.errors import BadInput, CentralRefused
from sync.central.database import exclusive, locked
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog
from sync.central.trust.alarms import AlarmKind, alarm
from sync.central.trust.devices import heard
from sync.wire.envelope import Envelope
from sync.wire.key_messages import KEY_LAPSED, KEY_OVER, RenewAnswer, RenewRequest
from sync.wire.numbered import number_of

LASTS = timedelta(days=90)
RETURNS = timedelta(days=400)
"""After the end: 備品 are counted once a year, and what nobody has seen since is looked at before it is let in."""
EPOCH_LASTS = timedelta(days=6 * 366)
"""A computer is leased for five years; a key of a log that is older has outlived its machine."""


def receiver(central: HeadOffice, log: DeviceLog) -> bytes:
    """The raw key that is sealed to.

    Raises:
        CentralRefused: 403, its time is over.
    """
    if log.transport_until is not None and log.transport_until < central.now():
        raise CentralRefused(status=HTTPStatus.FORBIDDEN, reason=KEY_OVER)
    return bytes(log.transport_key)


def renew(central: HeadOffice, envelope: Envelope) -> RenewAnswer:
    """Seal to that key from now on; the same key again gets the same answer.

    Raises:
        CentralRefused: 403, the device was away for too long, or its epoch is over.
        EnvelopeNotTrusted, BadInput: not a numbered request of a known device.
    """
    request, log = heard(RenewRequest, envelope)
    if number_of(request.request) is None:
        raise BadInput(at="request")
    with exclusive(central.database):
        log = locked(DeviceLog.select().where(DeviceLog.id == log.id)).get()
        held = log.transport_until or 0
        known = bytes(log.transport_key) == request.transport_key and held >= central.now()
        until = held if known else _prolonged(central, log)
        DeviceLog.update(transport_key=request.transport_key, transport_until=until).where(
            DeviceLog.id == log.id
        ).execute()
    return RenewAnswer(request.request, request.transport_key, datetime.fromtimestamp(until, UTC))


def _prolonged(central: HeadOffice, log: DeviceLog) -> int:
    """When the next key ends: with its epoch at the latest, of which somebody hears three months before."""
    now = central.now()
    epoch_ends = log.enrolled_at + _seconds(EPOCH_LASTS)
    away = 0 if log.transport_until is None else now - log.transport_until
    if away > _seconds(RETURNS) or now > epoch_ends:
        raise CentralRefused(status=HTTPStatus.FORBIDDEN, reason=KEY_LAPSED)
    until = now + _seconds(LASTS)
    if until > epoch_ends:
        alarm(central, log, AlarmKind.EPOCH_ENDS)
    return min(until, epoch_ends)


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())
