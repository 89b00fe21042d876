"""``Replica``: the device's registers, built as whole generations and changed in small transactions.

One process at a time writes; whoever comes second is told so at once. Readers never wait: they read the generation
that the pointer names, and of that one the state before the transaction that runs.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from branch_app.domain.errors import DataStale, FileDamaged, FileForeign, FileTooNew, KeyMissing, OutOfOrder
from branch_app.domain.records.register_rows import RegisterLine
from branch_app.domain.records.register_tables import SCHEMA
from branch_app.domain.records.registers import RegisterVersion
from branch_app.ports.machine import Progress
from branch_app.ports.registers import (
    Bucket,
    BucketSource,
    RegisterDelta,
    RegisterOffer,
    RegisterPlace,
    RegisterPosition,
    SpoiltLine,
)
from db.connection import StoreFile
from db.construction import construct
from db.generations import RegisterFolder
from db.lock import locked_or_busy
from db.migrations.register import is_of_this_layout
from db.register_changes import (
    apply,
    compared,
    held_tables,
    mend,
    note_compared,
    position_of,
    versions_of,
)
from db.register_lines import Keys, lines_between
from db.register_room import free_bytes

_LOCK = "register.lock"


class StoredReplica:
    """On generation files; ``free`` tells how many bytes the disk has left."""

    def __init__(self, folder: RegisterFolder, free: Callable[[Path], int] = free_bytes) -> None:
        self._folder = folder
        self._free = free

    def position(self) -> RegisterPosition | None:
        """Of the generation that serves; None too when another version of this program made it."""
        file = self._folder.open_serving()
        if file is None:
            return None
        with closing(file), file.connected() as connection:
            position = position_of(connection, file.name)
            return position if is_of_this_layout(connection) else None

    def versions(self) -> tuple[RegisterVersion, ...]:
        """Of every register of the generation that serves."""
        with self._serving() as file, file.connected() as connection:
            return versions_of(connection)

    def tables(self) -> tuple[str, ...]:
        """Tables that the serving generation holds."""
        with self._serving() as file, file.connected() as connection:
            return held_tables(connection)

    def build(self, source: BucketSource, offer: RegisterOffer, progress: Progress) -> tuple[RegisterVersion, ...]:
        """A new generation, served from the moment it is whole."""
        _refuse_another_schema(offer.position.schema)
        with locked_or_busy(self._folder.folder / _LOCK):
            self._refuse_older(offer)
            versions = construct(self._folder, self._free, source, offer, progress)
            self._folder.remove_stale()
        return versions

    def apply(self, delta: RegisterDelta) -> tuple[RegisterVersion, ...]:
        """At most a thousand changes in one transaction."""
        with (
            locked_or_busy(self._folder.folder / _LOCK),
            self._serving() as file,
            file.immediate() as connection,
        ):
            position = position_of(connection, file.name)
            _refuse_another_schema(position.schema)
            if not is_of_this_layout(connection):
                raise DataStale(register="all")
            return apply(connection, delta, position)

    def lines(self, bucket: Bucket) -> Iterator[RegisterLine]:
        """As they stand here."""
        with self._serving() as file, file.connected() as connection:
            yield from lines_between(connection, bucket.table, Keys(bucket.first, bucket.before))

    def compared(self) -> RegisterPlace | None:
        """Up to where the serving generation was compared."""
        with self._serving() as file, file.connected() as connection:
            return compared(connection)

    def note_compared(self, place: RegisterPlace) -> None:
        """The comparison goes on from there."""
        with (
            locked_or_busy(self._folder.folder / _LOCK),
            self._serving() as file,
            file.immediate() as connection,
        ):
            note_compared(connection, place)

    def mend(self, position: RegisterPosition, bucket: Bucket, lines: Sequence[RegisterLine | SpoiltLine]) -> None:
        """These rows instead of those of the bucket."""
        with (
            locked_or_busy(self._folder.folder / _LOCK),
            self._serving() as file,
            file.immediate() as connection,
        ):
            held = position_of(connection, file.name)
            if held != position:
                raise OutOfOrder(now=held.change_seq, then=position.change_seq)
            mend(connection, bucket, lines)

    def _refuse_older(self, offer: RegisterOffer) -> None:
        """Of an earlier change than what serves; another share may begin earlier, but not with an older generation.

        What serves may be beyond use: then anything central vouches for is better.
        """
        try:
            held, generation = self.position(), self._generation()
        except (FileDamaged, FileForeign, FileTooNew, KeyMissing):
            return
        if held is None or offer.position.change_seq >= held.change_seq:
            return
        if held.share == offer.position.share or offer.generation < generation:
            raise OutOfOrder(now=held.change_seq, then=offer.position.change_seq)

    def _generation(self) -> int:
        """Head office's number of what serves; 0 before the first."""
        if self._folder.serving() is None:
            return 0
        return max((version.generation for version in self.versions()), default=0)

    def _serving(self) -> "closing[StoreFile]":
        file = self._folder.open_serving()
        if file is None:
            raise DataStale(register="all")
        return closing(file)


def _refuse_another_schema(schema: int) -> None:
    if schema != SCHEMA:
        raise OutOfOrder(now=SCHEMA, then=schema)
