"""The registers on their way from head office into the replica."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from branch_app.domain.records.register_rows import RegisterLine
from branch_app.domain.records.registers import RegisterVersion
from branch_app.ports.machine import Progress


@dataclass(frozen=True, slots=True)
class Bucket:
    """Rows of one table in key order, from key ``first`` up to ``before`` (None: to the end), and their digest."""

    table: str
    first: str
    before: str | None
    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Buckets of one table side by side; ``following`` is the key after them, None when they are the last."""

    buckets: tuple[Bucket, ...]
    following: str | None


@dataclass(frozen=True, slots=True)
class RegisterPlace:
    """A key of a table, or where a row of that key would lie; "" lies before all."""

    table: str
    first: str = ""


@dataclass(frozen=True, slots=True)
class RegisterPosition:
    """Up to where a replica has come: ``schema`` of its columns, ``share`` of the office, newest change in it.

    ``mark`` is what head office calls its history by up to there; "" where it never said.
    """

    schema: int
    share: str
    change_seq: int
    mark: str = ""


@dataclass(frozen=True, slots=True)
class RegisterOffer:
    """One generation central offers; ``counts`` are rows per table; the buckets are fetched one by one."""

    generation: int
    position: RegisterPosition
    as_of: datetime
    counts: Mapping[str, int]
    buckets: tuple[Bucket, ...]


@dataclass(frozen=True, slots=True)
class SpoiltLine:
    """A row whose columns cannot even be read: its table, its key and the persons it names, as far as known."""

    table: str
    key: str
    persons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row as it is since ``change_seq``; None when it is gone."""

    change_seq: int
    table: str
    key: str
    line: RegisterLine | SpoiltLine | None


@dataclass(frozen=True, slots=True)
class RegisterDelta:
    """Changes after ``since`` in order, at most a thousand, the last of them ``change_seq``.

    ``as_of`` and ``counts`` hold once no ``more`` follow; ``mark`` is that of the position it leads to.
    """

    since: int
    changes: tuple[RowChange, ...]
    change_seq: int
    more: bool
    as_of: datetime
    counts: Mapping[str, int]
    mark: str = ""


class BucketSource(Protocol):
    """Where the rows of an offer come from, bucket by bucket."""

    def rows(self, offer: RegisterOffer, bucket: Bucket) -> Sequence[RegisterLine | SpoiltLine]:
        """The rows of one bucket of an offer, checked against its digest.

        Raises:
            CentralError.
        """


class RegisterSource(BucketSource, Protocol):
    """Head office, as the replica is filled from it. Every call may raise a CentralError; what came stays."""

    def offer(self) -> RegisterOffer:
        """The newest generation for this office.

        Raises:
            CentralRefused: the schema this program reads is older or newer than any central gives.
        """

    def delta(self, position: RegisterPosition) -> RegisterDelta:
        """What changed after that position.

        Raises:
            CentralRefused: schema or share are others now: a new generation is needed.
        """

    def buckets(self, position: RegisterPosition, table: str) -> tuple[Bucket, ...]:
        """What a table should be at that position."""

    def buckets_from(self, position: RegisterPosition, table: str, first: str) -> Stretch:
        """The next of them from that key on, as many as come at once: at least one.

        Raises:
            CentralRefused: schema, share or history are others now.
        """

    def bucket_rows(self, position: RegisterPosition, bucket: Bucket) -> Sequence[RegisterLine | SpoiltLine]:
        """Those rows as they should be."""

    def digest(self, lines: Iterable[RegisterLine]) -> str:
        """What a bucket of exactly these rows in key order goes by."""


class Replica(Protocol):
    """The device's registers: generations that are built, changed and mended."""

    def position(self) -> RegisterPosition | None:
        """Of the generation that serves; None before the first, and when another version of this program made it.

        Raises:
            FileDamaged, FileForeign, FileTooNew, KeyMissing: it cannot be used, a new one can be built.
        """

    def versions(self) -> tuple[RegisterVersion, ...]:
        """Of every register of the serving generation.

        Raises:
            DataStale: before the first.
        """

    def tables(self) -> tuple[str, ...]:
        """Tables that the serving generation holds."""

    def build(self, source: BucketSource, offer: RegisterOffer, progress: Progress) -> tuple[RegisterVersion, ...]:
        """Fetch, load, index, check and switch to a generation; goes on where an earlier try of it stopped.

        Raises:
            CentralError: what was loaded stays for the next try.
            OutOfOrder: another schema than this program's, or older than what serves: nothing was touched.
            BadInput, FileDamaged, DiskFull: what was loaded is given up, the old generation serves on.
            StoreBusy: another process builds or changes the registers.
        """

    def apply(self, delta: RegisterDelta) -> tuple[RegisterVersion, ...]:
        """Change the rows and move the position, in one transaction; the same delta again changes nothing.

        Raises:
            OutOfOrder: it does not follow the position.
            BadInput: a table that is not held, or other numbers of rows than head office counts: nothing changed.
            StoreBusy.
        """

    def lines(self, bucket: Bucket) -> Iterator[RegisterLine]:
        """Rows as they stand here, in key order, unfit ones too; what could not be read is missing."""

    def compared(self) -> RegisterPlace | None:
        """Up to where the serving generation was compared with head office last; None before the first time."""

    def note_compared(self, place: RegisterPlace) -> None:
        """The comparison goes on from there the next time, also after a restart.

        Raises:
            StoreBusy.
        """

    def mend(self, position: RegisterPosition, bucket: Bucket, lines: Sequence[RegisterLine | SpoiltLine]) -> None:
        """Put these rows, which are those of that position, in the place of whatever the bucket holds.

        Raises:
            OutOfOrder: the registers moved on meanwhile.
            StoreBusy.
        """
