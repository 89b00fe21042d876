"""Where the log of a device lies, for whoever has its keys."""

from branch_app.domain.records.enrolment import Enrolment
from branch_app.settings import DeviceFolders
from db.ledger import LedgerPlace
from db.retention import RetentionKeys
from db.sealing import SecretKey


def ledger_place(
    folders: DeviceFolders, enrolment: Enrolment, key: SecretKey, retention: RetentionKeys
) -> LedgerPlace:
    """That of the epoch head office gave; ``key`` is the file's own."""
    epoch = enrolment.epoch
    return LedgerPlace(
        path=folders.ledger(epoch),
        mark=folders.high_water(epoch),
        origin=enrolment.origin,
        key=key,
        retention=retention,
        medium=folders.medium,
    )
