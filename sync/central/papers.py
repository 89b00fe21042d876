"""Certificates of paper keys (X.509), their revocation, and what is said of papers that were voided.

A certificate is made when a device joins, and anew in good time before it ends: with every settings request a
device brings its paper key. Revocations and voided papers go out as signed notices, the same for everybody.
"""

import secrets
from datetime import date, timedelta

from branch_app.domain.errors import BadInput, CentralRefused
from branch_app.domain.records.paper_trust import PaperNotices, PaperStanding, RevocationReason, RevokedCertificate
from sync.central.database import exclusive, locked, next_numbers
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog, PaperCertificate, PublishedNotices
from sync.central.paper_numbers import voided_numbers
from sync.central.trust.authority import PaperSubject, certify_paper_key
from sync.central.trust.devices import newest_log
from sync.wire.papers import sign_notices

LASTS = timedelta(days=400)
RENEWED_BEFORE_END = timedelta(days=60)

_BACKDATED = timedelta(days=1)
_SERIAL_BITS = 63


def standing(central: HeadOffice, log: DeviceLog, point: bytes) -> PaperStanding:
    """By what that device's papers are believed; certified anew when the certificate at hand ends soon.

    Raises:
        CentralRefused: 403, another paper key than the one the log joined with.
        BadInput: no point of the curve.
    """
    with exclusive(central.database):
        der = _certificate(central, log, point)
        notices = _newest(central)
    return PaperStanding(der, central.site.public, notices)


def revoke(central: HeadOffice, device: str, reason: RevocationReason, since: date) -> PaperNotices:
    """No paper of that device's present log is believed any more (from that day on); it gets no new certificate.

    What was said before is never softened: a compromised key stays so, and an orderly end only moves back.

    Raises:
        BadInput: no such device, or none of its paper keys was certified.
    """
    with exclusive(central.database):
        log = newest_log(device)
        its = PaperCertificate.select().where(PaperCertificate.log == log)
        if not its.exists():
            raise BadInput(at="device")
        day = since.isoformat()
        milder = PaperCertificate.revoked.is_null() | (
            (PaperCertificate.reason != RevocationReason.KEY_COMPROMISE.value)
            & ((PaperCertificate.revoked > day) | (reason is RevocationReason.KEY_COMPROMISE))
        )
        PaperCertificate.update(revoked=day, reason=reason.value).where(
            (PaperCertificate.log == log) & milder
        ).execute()
        return _publish(central)


def publish_notices(central: HeadOffice) -> PaperNotices:
    """What is known now of revocations and of voided papers."""
    with exclusive(central.database):
        return _publish(central)


def newest_notices(central: HeadOffice) -> bytes:
    """As they were signed; the first, empty ones when nothing was ever said."""
    with exclusive(central.database):
        return _newest(central)


def certificates() -> tuple[bytes, ...]:
    """Every certificate ever issued (DER), for whoever checks papers."""
    return tuple(bytes(row.der) for row in PaperCertificate.select().order_by(PaperCertificate.serial))


def _certificate(central: HeadOffice, log: DeviceLog, point: bytes) -> bytes:
    held = locked(
        PaperCertificate.select()
        .where(PaperCertificate.log == log)
        .order_by(PaperCertificate.expires_at.desc())
        .limit(1)
    ).first()
    if held is None:
        return _issue(central, log, point)
    if bytes(held.point) != point:
        raise CentralRefused(status=403, reason="paper key")
    ends_soon = held.expires_at < (central.clock() + RENEWED_BEFORE_END).timestamp()
    if ends_soon and held.revoked is None:
        return _issue(central, log, point)
    return bytes(held.der)


def _issue(central: HeadOffice, log: DeviceLog, point: bytes) -> bytes:
    now = central.clock()
    serial = secrets.randbits(_SERIAL_BITS) | 1 << _SERIAL_BITS - 1
    subject = PaperSubject(f"{log.device}/{log.epoch}", serial, now - _BACKDATED, now + LASTS)
    der = certify_paper_key(central.line, point, subject)
    expires_at = int(subject.until.timestamp())
    PaperCertificate.create(serial=f"{serial:X}", log=log, point=point, der=der, expires_at=expires_at)
    return der


def _newest(central: HeadOffice) -> bytes:
    for row in PublishedNotices.select().order_by(PublishedNotices.number.desc()).limit(1):
        return bytes(row.signed)
    return sign_notices(_publish(central), central.keys.signer)


def _publish(central: HeadOffice) -> PaperNotices:
    number = next_numbers("paper notices", 1)
    notices = PaperNotices(number, central.clock(), _revoked(), voided_numbers())
    PublishedNotices.create(number=number, signed=sign_notices(notices, central.keys.signer))
    return notices


def _revoked() -> tuple[RevokedCertificate, ...]:
    rows = (
        PaperCertificate.select()
        .where(PaperCertificate.revoked.is_null(is_null=False))
        .order_by(PaperCertificate.serial)
    )
    return tuple(
        RevokedCertificate(row.serial, date.fromisoformat(str(row.revoked)), RevocationReason(row.reason))
        for row in rows
    )
