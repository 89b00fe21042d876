"""A city day compared at head office: every device's day from its entries as they lie there, papers opened.

One device's day is told by the deciders from a real citizen's entries; every other device has the same day with
other persons on its papers. It lies in the database as pushes leave it, and nothing of it was compared before.
"""

import json
import resource
import secrets
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from multiprocessing import get_context

from branch_app.bench.day.years import Pattern, Years
from branch_app.domain.deciders.counter import Counter, fold
from branch_app.domain.log.commitment import Opening, commit
from branch_app.domain.log.entry import Entry
from branch_app.domain.log.events import ItemAuthorised, JobPrepared
from branch_app.domain.values.identifiers import Commitment
from branch_app.settings import table_texts
from db.ledger import SqlLedger
from sync.central.cases.city import compare_city, outstanding
from sync.central.cases.models import CaseFile
from sync.central.database import next_numbers
from sync.central.head_office import HeadOffice
from sync.central.intake.rows import LEAVES, OPENINGS, put_down
from sync.central.models import DeviceLog, Leaf, StoredOpening
from sync.central.serving.server import Settings, open_head_office

DEVICES, ISSUES = 49, 7_000
PROCESSES = 2
"""As many as this machine has processors."""
_AT_ONCE = 10 * DEVICES
"""Devices whose leaves lie in the database at a time: a hundred days of a city would fill a disk."""
_HASH = bytes(32)
_SUBJECT_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Compared:
    """So many entries and issues, and how long comparing them took; an honest day leaves no case.

    ``cpu_seconds`` are those of all processes that compared, without the database's; ``peak_mb`` is the most that
    one of them ever had in memory.
    """

    devices: int
    issues: int
    entries: int
    processes: int
    seconds: float
    cpu_seconds: float
    peak_mb: int
    cases: int


@dataclass(frozen=True, slots=True)
class _Share:
    """Of one process."""

    cpu_seconds: float
    peak_mb: int


@dataclass(slots=True)
class _ToldDay(Years):
    """Written to memory alone."""

    written: list[Entry] = field(default_factory=list)

    def _write(self, entries: Sequence[Entry]) -> None:
        self.written += entries


@dataclass(frozen=True, slots=True)
class DeviceDay:
    """One device's closed day: leaves with their kinds, the papers' openings by place, when it ended."""

    leaves: tuple[bytes, ...]
    kinds: tuple[str, ...]
    papers: tuple[tuple[int, Opening], ...]
    issues: int
    end: datetime


def device_day(ledger: SqlLedger, stock: str, issues: int) -> DeviceDay:
    """As many issues as the last citizen of that log took, again and again."""
    entries = [Entry.from_bytes(leaf) for leaf in ledger.leaves(0, ledger.head().size)]
    pattern = Pattern.of(entries, stock)
    copies = sum(isinstance(entry.event, JobPrepared) for entry in pattern.entries)
    stamp = pattern.entries[-1].stamp
    told = _ToldDay(ledger, pattern, stamp, fold(entries[:1], Counter()))
    told.written.append(entries[0])
    told.open(datetime.fromisoformat(stamp.wall).date())
    told.issue(max(1, issues // copies))
    told.close()
    papers = tuple(
        (entry.seq, ledger.opening_of(entry.event.snapshot))
        for entry in told.written
        if isinstance(entry.event, ItemAuthorised)
    )
    return DeviceDay(
        tuple(entry.to_bytes() for entry in told.written),
        tuple(entry.event.kind for entry in told.written),
        papers,
        told.told * copies,
        datetime.fromisoformat(stamp.wall),
    )


def compared_city_day(
    central: HeadOffice, settings: Settings, day: DeviceDay, devices: int = DEVICES, processes: int = PROCESSES
) -> Compared:
    """Put the city's day into the database, then time its comparison by so many processes, which run already.

    A large city comes in parts, and the leaves of each make room for the next; what is kept of a log stays.
    """
    seconds = 0.0
    shares: list[_Share] = []
    with central.database.connection_context(), _crew(settings, day.end, processes) as crew:
        before = CaseFile.select().count()
        for start in range(0, devices, _AT_ONCE):
            first = DeviceLog.select().count()
            for number in range(first, first + min(_AT_ONCE, devices - start)):
                _arrive(central, day, number)
            began = time.perf_counter()
            shares += crew.map(_compare, range(processes))
            seconds += time.perf_counter() - began
            left = len(outstanding())
            _forget_leaves()
        cases = CaseFile.select().count() - before
    return Compared(
        devices=devices,
        issues=devices * day.issues,
        entries=devices * len(day.leaves),
        processes=processes,
        seconds=round(seconds, 3),
        cpu_seconds=round(sum(share.cpu_seconds for share in shares), 3),
        peak_mb=max(share.peak_mb for share in shares),
        cases=cases + left,
    )


def forget_logs(central: HeadOffice) -> None:
    """What was compared counts no more for whoever looks at all logs; cases and what two logs share stay."""
    with central.database.connection_context():
        DeviceLog.update(size=0, frontier=b"").execute()


def _forget_leaves() -> None:
    """And their pages, at once."""
    Leaf.truncate_table()
    StoredOpening.truncate_table()


@contextmanager
def _crew(settings: Settings, now: datetime, processes: int) -> Iterator[ProcessPoolExecutor]:
    """Processes with imports and connections done."""
    with ProcessPoolExecutor(processes, get_context("spawn"), _open, (settings, now)) as pool:
        list(pool.map(_ready, range(processes)))
        yield pool


_OPENED: list[HeadOffice] = []


def _open(settings: Settings, now: datetime) -> None:
    _OPENED.append(open_head_office(settings, table_texts(), lambda: now))


def _ready(_number: int) -> None:
    """So slow that each process gets one."""
    time.sleep(0.5)


def _compare(_number: int) -> _Share:
    (central,) = _OPENED
    began = time.process_time()
    with central.database.connection_context():
        compare_city(central)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return _Share(time.process_time() - began, peak)


def _arrive(central: HeadOffice, day: DeviceDay, number: int) -> None:
    leaves, openings = list(day.leaves), []
    for place, (seq, opening) in enumerate(day.papers):
        other = _another(opening, number * len(day.papers) + place)
        leaves[seq] = leaves[seq].replace(opening.commitment.encode(), other.commitment.encode())
        openings.append((seq, other))
    with central.database.atomic():
        log = DeviceLog.create(
            id=next_numbers("enrolment", 1),
            device=f"bench-{number}",
            epoch=1,
            office="C06",
            origin=f"bench/{number}",
            key_id=secrets.token_hex(32),
            log_key=b"",
            transport_key=b"",
            enrolled_at=int(day.end.timestamp()),
            size=len(leaves),
        )
        put_down(
            central.database,
            LEAVES,
            ((log.id, seq, _HASH, leaf, day.kinds[seq]) for seq, leaf in enumerate(leaves)),
        )
        put_down(central.database, OPENINGS, _sealed(central, log, openings, day.end))


def _sealed(
    central: HeadOffice, log: DeviceLog, openings: Sequence[tuple[int, Opening]], end: datetime
) -> Iterator[Sequence[object]]:
    shelves = central.vault.locked([opening for _, opening in openings], end.date())
    for (seq, opening), (shelf, sealed) in zip(openings, shelves, strict=True):
        yield (log.id, seq, opening.commitment, opening.name, shelf, sealed)


def _another(opening: Opening, person: int) -> Opening:
    """The same paper of another person."""
    subject = str(json.loads(opening.value)["subject"])
    value = opening.value.replace(subject.encode(), f"{person:0{_SUBJECT_DIGITS}d}".encode())
    committed, other = commit(opening.name, value, secrets.token_bytes(32), opening.retention)
    return replace(other, commitment=Commitment(committed))
