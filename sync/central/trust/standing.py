"""Whether a log is in force: asked with every message, so that what was ended is ended at the next contact."""

from http import HTTPStatus

from branch_app.domain.errors import CentralRefused
from branch_app.domain.records.standing import Standing
from sync.central.models import DeviceLog
from sync.central.trust.models import RevokedLog


def standing_of(log: DeviceLog) -> Standing:
    """The gravest that holds."""
    if RevokedLog.select().where(RevokedLog.log == log.id).exists():
        return Standing.REVOKED
    if log.quarantined:
        return Standing.FORKED
    later = (DeviceLog.device == log.device) & (DeviceLog.epoch > log.epoch)
    return Standing.SUPERSEDED if DeviceLog.select().where(later).exists() else Standing.IN_FORCE


def refuse_ended(log: DeviceLog) -> None:
    """Raise CentralRefused, 403 with the standing as its reason, unless the log is in force."""
    standing = standing_of(log)
    if standing is not Standing.IN_FORCE:
        raise CentralRefused(status=HTTPStatus.FORBIDDEN, reason=standing.value)
