"""発行番号 of papers as the logs have them, and which were voided: each log is read on from where it was read to.

Read when notices are published and not when leaves arrive: a process of an older version may take leaves in.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from typing import cast

from peewee import chunked

from branch_app.domain.log.entry import Entry
from branch_app.domain.log.events import JobPrepared, JobVoided
from sync.central.models import DeviceLog, Leaf, PaperNumber, PaperReading

_BATCH = 500
_LONGEST = 64
"""No copy of ours has a longer name."""
_TOLD = (JobPrepared.kind, JobVoided.kind)


def voided_numbers() -> dict[str, tuple[int, ...]]:
    """Running numbers of voided papers by log (device and epoch), from what devices pushed.

    In a transaction in which nobody else publishes.
    """
    rows = PaperReading.select(PaperReading.log, PaperReading.size).tuples()
    read = dict(cast("list[tuple[int, int]]", list(rows)))
    for log in DeviceLog.select():
        if log.size > read.get(log.id, 0):
            _read_on(log, read.get(log.id, 0))
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    void = PaperNumber.select(PaperNumber, DeviceLog).join(DeviceLog).where(PaperNumber.void)
    for row in void.order_by(DeviceLog.device, DeviceLog.epoch, PaperNumber.running):
        numbers[f"{row.log.device}/{row.log.epoch}"].append(row.running)
    return {name: tuple(found) for name, found in sorted(numbers.items())}


def _read_on(log: DeviceLog, start: int) -> None:
    """A paper is prepared before it is voided, in the same log."""
    new = (Leaf.log == log) & (Leaf.seq >= start) & (Leaf.seq < log.size) & Leaf.kind.in_(_TOLD)
    rows = Leaf.select(Leaf.seq, Leaf.data).where(new).order_by(Leaf.seq)
    prepared, voided = [], []
    for row in rows.iterator():
        match Entry.from_bytes(bytes(row.data)).event:
            case JobPrepared(job=job, running=running):
                prepared.append((log.id, row.seq, _name(job), running))
            case JobVoided(job=job):
                voided.append(_name(job))
    _note(prepared)
    for jobs in chunked(voided, _BATCH):
        its = (PaperNumber.log == log) & PaperNumber.job.in_(jobs)
        PaperNumber.update(void=True).where(its).execute()
    PaperReading.insert(log=log, size=log.size).on_conflict(
        conflict_target=(PaperReading.log,), update={PaperReading.size: log.size}
    ).execute()


def _name(job: str) -> str:
    """As it is looked up: an index takes no name of thousands of characters, and who made one up voids it, too."""
    return job if len(job) <= _LONGEST else hashlib.sha256(job.encode()).hexdigest()


def _note(prepared: Iterable[tuple[int, int, str, int]]) -> None:
    fields = (PaperNumber.log, PaperNumber.seq, PaperNumber.job, PaperNumber.running)
    for batch in chunked(prepared, _BATCH):
        PaperNumber.insert_many(batch, fields=fields).execute()
