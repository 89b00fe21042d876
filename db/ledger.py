"""The device's log in ``ledger.db``.

with ledger.exclusive() as writer:
    writer.append(entries, openings)
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from branch_app.domain.deciders.states import JobState
from branch_app.domain.errors import FileForeign, KeyMissing, StoreError
from branch_app.domain.log.commitment import Opening
from branch_app.domain.log.merkle import EMPTY_FRONTIER, Frontier
from branch_app.domain.values.identifiers import ApplicationId, IssueNumber, ItemId, JobId
from branch_app.ports import KeptState, LogHead, NumberedCopy
from db.connection import Durability, StoreFile, create_file, open_file
from db.high_water import HighWaterMark
from db.job_projection import JobLine
from db.ledger_check import check_mark, check_tail, check_tree
from db.ledger_writer import SqlLedgerWriter, read_frontier
from db.migrations.ledger import LEDGER
from db.mirror import LedgerMirror
from db.openings import OpeningSeal, Row
from db.retention import RetentionKeys
from db.sealing import SecretKey
from db.vault_file import NAME

_OPENING_COLUMNS = "seq, commitment, name, retention, period, sealed"


@dataclass(frozen=True, slots=True)
class LedgerPlace:
    """Where a log lives: its file, the mark outside it, and what it needs to be opened.

    ``medium`` is the folder on a second medium that every append is copied to, where the device has one.
    """

    path: Path
    mark: Path
    origin: str
    key: SecretKey
    retention: RetentionKeys
    medium: Path | None = None


class SqlLedger:
    """``Ledger`` on SQLCipher."""

    def __init__(self, place: LedgerPlace, file: StoreFile) -> None:
        self._file = file
        self._mark = mark_of(place)
        self._seal = OpeningSeal(place.path.name, place.origin, place.retention)
        self._origin = place.origin
        self._mirror = mirror_of(place)

    @classmethod
    def create(cls, place: LedgerPlace) -> "SqlLedger":
        """An empty log; the mark comes first, so that a log without one was never ours.

        Raises:
            FileForeign: a log lies there already.
            DiskFull.
        """
        empty = Frontier()
        mark_of(place).create(LogHead(empty.size, empty.root()))
        row = ("INSERT INTO log VALUES (1, ?, ?, ?)", (place.origin, empty.size, empty.packed()))
        return cls(place, create_file(place.path, place.key, LEDGER, Durability.EVERY_COMMIT, (row,)))

    @classmethod
    def open(cls, place: LedgerPlace) -> "SqlLedger":
        """The log as it was left.

        Raises:
            FileDamaged, FileTooNew.
            FileForeign: another device's or epoch's, or restored or cloned from an older state.
        """
        ledger = cls(place, open_file(place.path, place.key, LEDGER, Durability.EVERY_COMMIT))
        try:
            ledger._check_identity()
        except StoreError:
            ledger.close()
            raise
        return ledger

    @classmethod
    def open_or_create(cls, place: LedgerPlace) -> "SqlLedger":
        """The log as it was left, or a new one where no entry was ever written: set-up may have been cut short.

        Raises:
            FileDamaged: the mark knows entries and the file is gone.
            FileForeign, FileTooNew: as ``open``.
        """
        begun = place.mark.exists() and mark_of(place).read().size > 0
        return cls.open(place) if begun or place.path.exists() else cls.create(place)

    @property
    def origin(self) -> str:
        """C2SP origin of this device and epoch."""
        return self._origin

    def head(self) -> LogHead:
        """Committed size and root."""
        with self._file.connected() as connection:
            frontier = read_frontier(connection)
        return LogHead(frontier.size, frontier.root())

    def leaves(self, start: int, stop: int) -> Sequence[bytes]:
        """Entry bytes of ``start`` to ``stop − 1``."""
        query = "SELECT data FROM entry WHERE seq >= ? AND seq < ? ORDER BY seq"
        return [data for (data,) in self._rows(query, start, stop)]

    def openings(self, start: int, stop: int) -> Sequence[tuple[int, Opening]]:
        """Openings of those entries with their seq; those whose key is gone are left out."""
        return list(self._seal.opened(self.opening_rows(start, stop)))

    def opening_rows(self, start: int, stop: int) -> Sequence[Row]:
        """Openings of those entries, sealed as they lie there."""
        query = f"SELECT {_OPENING_COLUMNS} FROM opening WHERE seq >= ? AND seq < ? ORDER BY id"  # noqa: S608 - a constant
        return self._rows(query, start, stop)

    def opening_of(self, commitment: str) -> Opening:
        """What opens that commitment.

        Raises:
            KeyMissing: shredded, or never ours.
        """
        query = f"SELECT {_OPENING_COLUMNS} FROM opening WHERE commitment = ? ORDER BY id LIMIT 1"  # noqa: S608
        for _, opening in self._seal.opened(self._rows(query, bytes.fromhex(commitment))):
            return opening
        raise KeyMissing(what="opening")

    def jobs(self, *states: JobState) -> Sequence[JobLine]:
        """Jobs in any of these states, in the order of their last entry."""
        marks = ", ".join("?" for _ in states)
        query = f"SELECT * FROM job WHERE state IN ({marks}) ORDER BY seq"  # noqa: S608 - only placeholders
        return [_job_line(row) for row in self._rows(query, *(state.value for state in states))]

    def numbered(self, number: IssueNumber) -> Sequence[NumberedCopy]:
        """The copy of that number and its form's other copies, by their last entries; empty if there is none."""
        query = (
            "SELECT job, application, number, seq FROM job"
            " WHERE application = (SELECT application FROM job WHERE number = ?) ORDER BY seq"
        )
        return [
            NumberedCopy(JobId(job), ApplicationId(application), IssueNumber(shown), seq)
            for job, application, shown, seq in self._rows(query, number)
        ]

    @contextmanager
    def exclusive(self) -> Iterator[SqlLedgerWriter]:
        """BEGIN IMMEDIATE to COMMIT; then the high-water mark rises.

        Raises:
            StoreBusy, DiskFull.
        """
        with self._file.immediate() as connection:
            writer = SqlLedgerWriter(connection, self._seal)
            yield writer
        if writer.appended:
            self._mark.raise_to(writer.head())

    def mirror(self) -> None:
        """Copy what is committed to the second medium, where there is one, and wait until it is durable.

        Raises:
            MirrorGone, MirrorFull, MirrorForeign.
        """
        if self._mirror is not None:
            self._mirror.check()
            self._mirror.copy(self)

    def keep_state(self, size: int, layout: str, body: bytes) -> None:
        """Put a folded state of all entries beside the log; another process may have gone on: then not."""
        with self._file.immediate() as connection:
            frontier = read_frontier(connection)
            if frontier.size == size:
                row = (1, size, frontier.packed(), layout, body)
                connection.execute("INSERT OR REPLACE INTO folded VALUES (?, ?, ?, ?, ?)", row)

    def kept_state(self) -> KeptState | None:
        """The state that was kept, once the log's tail was hashed from there to its head.

        Raises:
            TreeMismatch: it does not belong to this log; ``position`` is the first entry in doubt.
        """
        with self._file.steady() as connection:
            row = connection.execute("SELECT size, frontier, layout, body FROM folded").fetchone()
            if row is None:
                return None
            size, packed, layout, body = row
            frontier = Frontier.unpacked(size, packed)
            check_tail(connection, frontier)
        return KeptState(LogHead(size, frontier.root()), layout, body)

    def keep_receipt(self, checkpoint: str, frontier: Frontier = EMPTY_FRONTIER) -> None:
        """Store a cosigned checkpoint and the tree at its size; the newest is ``receipt()``."""
        row = (1, frontier.size, frontier.packed())
        with self._file.immediate() as connection:
            connection.execute("INSERT INTO receipt SELECT coalesce(max(id) + 1, 1), ? FROM receipt", (checkpoint,))
            connection.execute("INSERT OR REPLACE INTO witnessed VALUES (?, ?, ?)", row)

    def receipt(self) -> str | None:
        """The newest cosigned checkpoint."""
        rows = self._rows("SELECT checkpoint FROM receipt ORDER BY id DESC LIMIT 1")
        return rows[0][0] if rows else None

    def witnessed(self) -> Frontier:
        """The tree at the newest receipt, as it was kept with it; empty where none was."""
        rows = self._rows("SELECT size, frontier FROM witnessed")
        return Frontier.unpacked(*rows[0]) if rows else EMPTY_FRONTIER

    def quick_check(self) -> None:
        """Read every page once; ``verify`` hashes the entries too, and takes longer.

        Raises:
            FileDamaged.
        """
        self._file.quick_check()

    def verify(self) -> LogHead:
        """Hash everything again.

        Raises:
            TreeMismatch: ``position`` is the first entry that is not what was written.
            FileDamaged: a page does not decrypt; ``position`` is the first entry out of reach.
        """
        with self._file.connected() as connection:
            return check_tree(connection, self._file.name)

    def leave(self) -> None:
        """Close this thread's connection, and nothing that others use."""
        self._file.close()

    def close(self) -> None:
        """Close this thread's connection, the mark settled."""
        self._mark.settle()
        if self._mirror is not None:
            self._mirror.close()
        self._file.close()

    def _check_identity(self) -> None:
        with self._file.connected() as connection:
            (origin,) = connection.execute("SELECT origin FROM log").fetchone() or (None,)
            if origin != self._origin:
                raise FileForeign(file=self._file.name, reason="origin")
            check_mark(connection, self._file.name, self._mark.read())

    def _rows(self, query: str, *values: object) -> list[Any]:
        with self._file.connected() as connection:
            rows: list[Any] = connection.execute(query, values).fetchall()
        return rows


def mirror_of(place: LedgerPlace) -> LedgerMirror | None:
    """Its mirror, where the device has a second medium."""
    if place.medium is None:
        return None
    return LedgerMirror(place.medium, place.origin, place.key, place.path.parent / NAME)


def mark_of(place: LedgerPlace) -> HighWaterMark:
    """The mark outside it."""
    return HighWaterMark(place.mark, place.origin, place.key)


def _job_line(row: tuple[Any, ...]) -> JobLine:
    job, application, item, number, state, attempt, seq = row
    return JobLine(
        JobId(job), ApplicationId(application), ItemId(item), IssueNumber(number), JobState(state), attempt, seq
    )
