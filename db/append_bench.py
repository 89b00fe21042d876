"""What our ledger adds to the bare driver: the same rows, on the same disk, in turn, in the same run.

    figures = measure(folder, entries=2_000)
    assert figures.ratio <= 2

The bare driver is sqlcipher3 with WAL and ``synchronous=FULL`` on the same tables and indexes without our triggers.
Its rows are copied from our file, so that serialising, hashing, sealing, folding and the high-water mark count on
our side only.
"""

import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from branch_app.domain.errors import MirrorGone
from branch_app.domain.log.commitment import Opening, Retention, commit
from branch_app.domain.log.entry import Entry, Stamp
from branch_app.domain.log.events import JobPrepared
from branch_app.domain.values.identifiers import ApplicationId, IssueNumber, ItemId, JobId, Pseudonym, RequestId
from db.connection import Durability, StoreFile, open_file, raw_key
from db.ledger import LedgerPlace, SqlLedger, mirror_of
from db.migrations.ledger import LEDGER
from db.retention import RetentionKeys
from db.sealing import SecretKey

_WARM_UP = 50
_NOW = "2026-03-16T10:00:00.000+09:00"
_STAMP = Stamp(_NOW, 123_456_789, "0" * 32, _NOW, "0.1.0", "2026-03-01", Pseudonym("0" * 32))


@dataclass(frozen=True, slots=True)
class AppendFigures:
    """Milliseconds an append; an entry with two openings and a job each."""

    entries: int
    ours_p50: float
    ours_p99: float
    bare_p50: float
    bare_p99: float

    @property
    def ratio(self) -> float:
        """Ours by bare, at the median."""
        return self.ours_p50 / self.bare_p50


def measure(folder: Path, entries: int) -> AppendFigures:
    """Append so many entries to a new log in ``folder``, each followed by its rows through the bare driver."""
    keys = RetentionKeys(folder / "retention", "bench", SecretKey.random())
    place = LedgerPlace(
        folder / "ledger.db", folder / "ledger.mark", "ledger.bench/bench/1", SecretKey.random(), keys
    )
    SqlLedger.create(place).close()
    return measure_on(place, folder / "bare.db", entries)


def measure_on(place: LedgerPlace, bare_path: Path, entries: int) -> AppendFigures:
    """The same on a log that is there; the bare driver gets its rows first. Its folds are no use afterwards."""
    ledger = SqlLedger.open(place)
    copied = open_file(place.path, place.key, LEDGER, Durability.EVERY_COMMIT)
    bare = _bare(bare_path, place.key)
    _copy(copied, bare)
    ours, theirs = [], []
    for entry, openings in _appends(ledger.head().size, entries + _WARM_UP):
        ours.append(_timed(lambda: _append(ledger, entry, openings)))  # noqa: B023 - called at once
        rows = _rows(copied, entry.seq)
        theirs.append(_timed(lambda: _insert(bare, rows)))  # noqa: B023
    for opened in (bare, copied, ledger):
        opened.close()
    return _figures(sorted(ours[_WARM_UP:]), sorted(theirs[_WARM_UP:]))


def mirror_times(place: LedgerPlace, entries: int) -> list[float]:
    """Milliseconds until each of so many appends to a new log lies on the second medium, fsync and all."""
    ledger = SqlLedger.create(place)
    mirror = mirror_of(place)
    if mirror is None:
        raise MirrorGone(reason="no medium")
    mirror.begin()
    times = []
    for entry, openings in _appends(0, entries + _WARM_UP):
        _append(ledger, entry, openings)
        times.append(_timed(ledger.mirror))
    ledger.close()
    return times[_WARM_UP:]


def _copy(copied: StoreFile, bare: Any) -> None:  # noqa: ANN401 - the driver has no types
    """What lies in ours already, so that both have the same trees to go down."""
    with copied.connected() as connection:
        bare.execute("BEGIN")
        for table, columns in (("entry", 4), ("opening", 7), ("job", 7)):
            rows = connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own names
            marks = ", ".join("?" * columns)
            bare.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
        bare.execute("COMMIT")


def _appends(start: int, count: int) -> Iterator[tuple[Entry, tuple[Opening, ...]]]:
    for seq in range(start, start + count):
        file, first = commit("file", secrets.token_bytes(32), secrets.token_bytes(32), Retention.ISSUANCE)
        subject, second = commit("subject", b"0123456789", secrets.token_bytes(32), Retention.ISSUANCE)
        name = f"01234567-0000-7000-8000-{seq:012d}"
        number = IssueNumber(f"suge-1-{seq:06d}")
        event = JobPrepared(ApplicationId(name), ItemId(name), JobId(name), number, seq, 1, file, subject)
        yield Entry(seq, RequestId(name), _STAMP, event), (first, second)


def _append(ledger: SqlLedger, entry: Entry, openings: Sequence[Opening]) -> None:
    with ledger.exclusive() as writer:
        writer.append((entry,), openings)


def _rows(file: StoreFile, seq: int) -> tuple[Any, ...]:
    with file.connected() as connection:
        entry = connection.execute("SELECT * FROM entry WHERE seq = ?", (seq,)).fetchone()
        openings = connection.execute("SELECT * FROM opening WHERE seq = ?", (seq,)).fetchall()
        job = connection.execute("SELECT * FROM job WHERE seq = ?", (seq,)).fetchone()
        log = connection.execute("SELECT size, frontier FROM log").fetchone()
    return entry, openings, job, log


def _bare(path: Path, key: SecretKey) -> Any:  # noqa: ANN401 - the driver has no types
    connection = sqlcipher.connect(str(path), isolation_level=None)
    connection.execute(f'PRAGMA key="{raw_key(key)}"')
    connection.execute("PRAGMA journal_mode=wal")
    connection.execute("PRAGMA synchronous=FULL")
    for statement in LEDGER.steps[0]:
        if "CREATE TRIGGER" not in statement:
            connection.execute(statement)
    connection.execute("INSERT INTO log VALUES (1, 'bare', 0, x'')")
    return connection


def _insert(connection: Any, rows: tuple[Any, ...]) -> None:  # noqa: ANN401
    entry, openings, job, log = rows
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?)", entry)
    connection.executemany("INSERT INTO opening VALUES (?, ?, ?, ?, ?, ?, ?)", openings)
    connection.execute("INSERT INTO job VALUES (?, ?, ?, ?, ?, ?, ?)", job)
    connection.execute("UPDATE log SET size = ?, frontier = ?", log)
    connection.execute("COMMIT")


def _timed(action: Callable[[], None]) -> float:
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1_000


def _figures(ours: Sequence[float], bare: Sequence[float]) -> AppendFigures:
    half, most = len(ours) // 2, len(ours) * 99 // 100
    return AppendFigures(len(ours), ours[half], ours[most], bare[half], bare[most])
