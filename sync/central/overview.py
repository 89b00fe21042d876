"""How far every log has come at head office: what somebody looks at in the morning."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from peewee import fn

from branch_app import ed25519
from branch_app.domain.log.cosignature import check_cosignature
from branch_app.domain.log.note import Note
from branch_app.domain.records.standing import Standing
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog, Evidence, Leaf
from sync.central.trust.standing import standing_of


@dataclass(frozen=True, slots=True)
class LogOverview:
    """One log of a device: entries witnessed, and when they last became more (None: never).

    ``not_understood`` entries are witnessed and count in nothing; ``aside`` pushes are kept and not witnessed.
    """

    office: str
    device: str
    epoch: int
    standing: Standing
    size: int
    witnessed_at: datetime | None
    not_understood: int
    aside: int


def overview(central: HeadOffice) -> Iterator[LogOverview]:
    """By office, device and epoch.

    Raises:
        NoteNotTrusted: a receipt in the database is not one that we signed.
    """
    unknown = _counts(Leaf, Leaf.kind.is_null())
    aside = _counts(Evidence, Evidence.digest.is_null(is_null=False))
    for log in DeviceLog.select().order_by(DeviceLog.office, DeviceLog.device, DeviceLog.epoch):
        yield LogOverview(
            log.office,
            log.device,
            log.epoch,
            standing_of(log),
            log.size,
            _witnessed_at(central, log),
            unknown.get(log.id, 0),
            aside.get(log.id, 0),
        )


def _counts(table: type[Leaf] | type[Evidence], where: object) -> dict[int, int]:
    rows = table.select(table.log, fn.COUNT(table.log)).where(where).group_by(table.log).tuples()
    return dict(cast("list[tuple[int, int]]", list(rows)))


def _witnessed_at(central: HeadOffice, log: DeviceLog) -> datetime | None:
    if log.checkpoint is None:
        return None
    seen = check_cosignature(Note.parse(log.checkpoint.encode()), central.keys.verifier, ed25519.verify)
    return datetime.fromtimestamp(seen, central.clock().tzinfo)
