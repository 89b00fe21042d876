"""Who is speaking: the log key that signed an envelope names the device."""

from typing import TypeVar

from branch_app.domain.errors import BadInput, EnvelopeNotTrusted
from sync.central.models import DeviceLog
from sync.central.trust.replay import hear_once
from sync.central.trust.standing import refuse_ended
from sync.wire.envelope import Envelope
from sync.wire.messages import DeviceMessage, opened

D = TypeVar("D", bound=DeviceMessage)


def heard(kind: type[D], envelope: Envelope) -> tuple[D, DeviceLog]:
    """The message and the log of the device that signed it, which is in force.

    Raises:
        EnvelopeNotTrusted: an unknown key, a bad signature, or a message that speaks for another device.
        CentralRefused: 403, the log is revoked, forked or superseded.
        CentralConflict: 409, a request of that number was heard before.
        BadInput: the payload does not fit the kind.
    """
    message, log = signed_by(kind, envelope)
    refuse_ended(log)
    hear_once(log, message.request)
    return message, log


def signed_by(kind: type[D], envelope: Envelope) -> tuple[D, DeviceLog]:
    """The same for whoever only hands in: a log that was ended too.

    Raises:
        EnvelopeNotTrusted, BadInput: as ``heard``.
    """
    log = DeviceLog.get_or_none(DeviceLog.key_id == envelope.signature.keyid)
    if log is None:
        raise EnvelopeNotTrusted(reason="key")
    message = opened(kind, envelope, bytes(log.log_key))
    if (message.device, message.epoch) != (log.device, log.epoch):
        raise EnvelopeNotTrusted(reason="device")
    return message, log


def newest_log(device: str) -> DeviceLog:
    """The log a device writes now.

    Raises:
        BadInput: no such device.
    """
    for log in DeviceLog.select().where(DeviceLog.device == device).order_by(DeviceLog.epoch.desc()).limit(1):
        return log
    raise BadInput(at="device")
