"""Taking a device in: a one-time code, shown once and kept as a hash, is spent on the device's own keys.

What the device learns then it may ask for again whenever it likes, because roster and policy change.
"""

import hashlib
import re
import secrets
from datetime import timedelta

from branch_app.domain.errors import BadInput, CentralRefused
from branch_app.domain.records.enrolment import Enrolment
from branch_app.domain.values.codec import encode
from sync.central.database import exclusive, locked, next_numbers
from sync.central.extensions import extensions_of
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog, EnrolmentOffer
from sync.central.offices import kept_settings
from sync.central.papers import standing
from sync.central.policies import mark, policies, wanted
from sync.central.trust.devices import heard
from sync.central.trust.epochs import next_epoch
from sync.central.trust.terms import receiver
from sync.wire.envelope import Envelope, key_id
from sync.wire.identity import SECRET_BYTES, EnrolmentCode
from sync.wire.messages import EnrolAnswer, EnrolRequest, SettingsAnswer, SettingsRequest, opened, read
from sync.wire.sealing import purpose, seal
from sync.wire.strict import dump

_DEVICE = re.compile(r"[A-Za-z0-9-]{1,32}")
_CITY = "kawasaki"


def offer_code(central: HeadOffice, office: str, device: str, valid_for: timedelta) -> EnrolmentCode:
    """A fresh one-time code for a device of that office; nobody can ask for it again.

    Raises:
        BadInput: no such office, a device name that is more than letters, digits and dashes, or a terminal's
            (行政サービス端末) that stands elsewhere or not at all today.
    """
    if not _DEVICE.fullmatch(device):
        raise BadInput(at="device")
    secret = secrets.token_bytes(SECRET_BYTES)
    expires_at = int((central.clock() + valid_for).timestamp())
    with central.database.connection_context(), exclusive(central.database):
        kept_settings(office)
        today = central.clock().date()
        if not policies(central).on(today).may_stand(device, office, today):
            raise BadInput(at="device")
        EnrolmentOffer.create(secret_hash=_hash(secret), office=office, device=device, expires_at=expires_at)
    return EnrolmentCode(secret, central.identity.fingerprint())


def enrol(central: HeadOffice, envelope: Envelope) -> EnrolAnswer:
    """Spend a code on the keys that signed the request; the same keys may ask again when the answer was lost.

    Raises:
        CentralRefused: 403, the code is wrong, expired or spent.
        EnvelopeNotTrusted: the device does not hold the key it brings.
    """
    request = opened(EnrolRequest, envelope, read(EnrolRequest, envelope).log_key)
    with exclusive(central.database):
        log = _spend(central, request)
    papers = standing(central, log, request.paper_key)
    answer = dump(encode(_enrolment(central, log)))
    sealed = seal(answer, request.transport_key, purpose("enrolment", key_id(request.log_key), 0))
    return EnrolAnswer(request.request, sealed, wanted(central, 0), papers)


def settings(central: HeadOffice, envelope: Envelope) -> SettingsAnswer:
    """The enrolment as it is now, sealed to the device that asks, and the tables that are new to it.

    It needs nobody signed in there.
    """
    request, log = heard(SettingsRequest, envelope)
    info = purpose("settings", log.device, log.epoch)
    papers = standing(central, log, request.paper_key)
    sealed = seal(dump(encode(_enrolment(central, log))), receiver(central, log), info)
    known = request.known
    return SettingsAnswer(request.request, sealed, wanted(central, known), mark(central, known), papers)


def _spend(central: HeadOffice, request: EnrolRequest) -> DeviceLog:
    key = key_id(request.log_key)
    offer = locked(EnrolmentOffer.select().where(EnrolmentOffer.secret_hash == _hash(request.secret))).first()
    if offer is None:
        raise CentralRefused(status=403, reason="code unknown")
    if offer.expires_at < central.now():
        raise CentralRefused(status=403, reason="code expired")
    if offer.used_by is None:
        return _take_in(central, request, offer)
    if offer.used_by != key:
        raise CentralRefused(status=403, reason="code spent")
    return DeviceLog.get(DeviceLog.key_id == key)


def _take_in(central: HeadOffice, request: EnrolRequest, offer: EnrolmentOffer) -> DeviceLog:
    key = key_id(request.log_key)
    number = next_numbers("enrolment", 1)  # held until commit: two enrolments never count epochs at the same moment
    if DeviceLog.get_or_none(DeviceLog.key_id == key) is not None:
        raise CentralRefused(status=403, reason="key known")
    epoch = next_epoch(central, offer.device)
    EnrolmentOffer.update(used_by=key).where(EnrolmentOffer.secret_hash == offer.secret_hash).execute()
    return DeviceLog.create(
        id=number,
        device=offer.device,
        epoch=epoch,
        office=offer.office,
        origin=f"ledger.{_CITY}/{offer.device}/{epoch}",
        key_id=key,
        log_key=request.log_key,
        transport_key=request.transport_key,
        enrolled_at=central.now(),
    )


def _enrolment(central: HeadOffice, log: DeviceLog) -> Enrolment:
    as_of = central.clock()  # before the look: it must never vouch for what changed after
    version, settings = kept_settings(log.office)
    identity = central.identity
    return Enrolment(
        office=log.office,
        device=log.device,
        epoch=log.epoch,
        origin=log.origin,
        central_key=identity.key,
        central_seal_key=identity.seal_key,
        central_ca=identity.ca,
        issuer=settings.issuer,
        roster=settings.roster,
        pin_key=central.keys.pin,
        vouching_key=central.keys.vouching_of(log.origin),
        version=version,
        as_of=as_of,
        extensions=tuple(extensions_of(central, log.office)),
    )


def _hash(secret: bytes) -> str:
    return hashlib.sha256(secret).hexdigest()
