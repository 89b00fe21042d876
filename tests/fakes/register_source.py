"""Head office as the replica sees it: registers in memory that change, whole offers and deltas of them."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice

from branch_app.domain.errors import CentralError, CentralUnreachable
from branch_app.domain.records.register_rows import RegisterLine, line_of
from branch_app.domain.records.register_tables import SCHEMA, TABLES
from branch_app.domain.records.registers import RegisterRow
from branch_app.ports.registers import (
    Bucket,
    RegisterDelta,
    RegisterOffer,
    RegisterPosition,
    RowChange,
    SpoiltLine,
    Stretch,
)

AS_OF = datetime(2026, 11, 1, 18, 0, tzinfo=UTC)
Line = RegisterLine | SpoiltLine


@dataclass(slots=True)
class MemorySource:
    """``tables`` are those of the share; ``fails_after`` buckets the line is broken."""

    tables: tuple[str, ...] = tuple(TABLES)
    bucket_rows_most: int = 2
    buckets_at_once: int = 2
    page: int = 1_000
    share: str = "whole"
    change_seq: int = 0
    generation: int = 0
    fails_after: int | None = None
    refused: CentralError | None = None
    fetched: list[Bucket] = field(default_factory=list)
    _held: dict[str, dict[str, Line]] = field(default_factory=dict)
    _changes: list[RowChange] = field(default_factory=list)

    def change(self, *rows: RegisterRow | Line) -> None:
        """New rows, or old ones anew."""
        for row in rows:
            line = row if isinstance(row, RegisterLine | SpoiltLine) else line_of(row)
            self.change_seq += 1
            self._held.setdefault(line.table, {})[line.key] = line
            self._changes.append(RowChange(self.change_seq, line.table, line.key, line))

    def remove(self, table: str, key: str) -> None:
        """A row is gone."""
        self.change_seq += 1
        del self._held[table][key]
        self._changes.append(RowChange(self.change_seq, table, key, None))

    def offer(self) -> RegisterOffer:
        """Everything as it is now, as a new generation."""
        self.generation += 1
        return self.offered()

    def offered(self) -> RegisterOffer:
        """The newest generation once more."""
        buckets = tuple(bucket for table in self.tables for bucket in self._buckets(table))
        return RegisterOffer(self.generation, self._position(), self.as_of(), self.counts(), buckets)

    def rows(self, _offer: RegisterOffer, bucket: Bucket) -> Sequence[Line]:
        """Of one bucket; breaks off where the test wants it."""
        if self.fails_after is not None and len(self.fetched) >= self.fails_after:
            raise CentralUnreachable
        self.fetched.append(bucket)
        return self._between(bucket)

    def delta(self, position: RegisterPosition) -> RegisterDelta:
        """The next changes of the share; ``refused`` where head office does not know it."""
        if self.refused is not None:
            raise self.refused
        after = [change for change in self._changes if change.change_seq > position.change_seq]
        page = after[: self.page]
        more = len(after) > len(page)
        reached = page[-1].change_seq if more else self.change_seq
        shared = tuple(change for change in page if change.table in self.tables)
        return RegisterDelta(position.change_seq, shared, reached, more, self.as_of(), self.counts())

    def buckets(self, _position: RegisterPosition, table: str) -> tuple[Bucket, ...]:
        """As they should be."""
        return tuple(self._buckets(table))

    def buckets_from(self, _position: RegisterPosition, table: str, first: str) -> Stretch:
        """``buckets_at_once`` of them."""
        if self.refused is not None:
            raise self.refused
        coming = [bucket for bucket in self._buckets(table) if bucket.before is None or bucket.before > first]
        told = coming[: self.buckets_at_once]
        return Stretch(tuple(told), told[-1].before)

    def bucket_rows(self, _position: RegisterPosition, bucket: Bucket) -> Sequence[Line]:
        """As they should be."""
        self.fetched.append(bucket)
        return self._between(bucket)

    def digest(self, lines: Iterable[Line]) -> str:
        """Of rows in order."""
        return hashlib.sha256("".join(map(repr, lines)).encode()).hexdigest()

    def held_at(self, change_seq: int) -> dict[str, list[Line]]:
        """Every row of the share as it was then, in the order of keys."""
        held: dict[str, dict[str, Line]] = {table: {} for table in self.tables}
        for change in self._changes:
            if change.table in held and change.change_seq <= change_seq:
                held[change.table].pop(change.key, None)
                if change.line is not None:
                    held[change.table][change.key] = change.line
        return {table: [rows[key] for key in sorted(rows)] for table, rows in held.items()}

    def counts(self) -> dict[str, int]:
        """Rows per table of the share."""
        return {table: len(self._held.get(table, {})) for table in self.tables}

    def as_of(self) -> datetime:
        """A minute later with every change."""
        return AS_OF + timedelta(minutes=self.change_seq)

    def _position(self) -> RegisterPosition:
        return RegisterPosition(SCHEMA, self.share, self.change_seq)

    def _between(self, bucket: Bucket) -> Sequence[Line]:
        held = self._held.get(bucket.table, {})
        keys = [
            key for key in sorted(held) if key >= bucket.first and (bucket.before is None or key < bucket.before)
        ]
        return [held[key] for key in keys]

    def _buckets(self, table: str) -> Iterator[Bucket]:
        held = self._held.get(table, {})
        remaining = iter(sorted(held))
        keys: list[list[str]] = []
        while some := list(islice(remaining, self.bucket_rows_most)):
            keys.append(some)
        starts = ["", *(some[0] for some in keys[1:])]
        for first, before, some in zip(starts, [*starts[1:], None], keys or [[]], strict=True):
            yield Bucket(table, first, before, len(some), self.digest(held[key] for key in some))
