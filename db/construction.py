"""A generation in the making: rows bucket by bucket, indexes, everything read back, then the pointer.

It has its own number from the first row on and says in itself how far it has come, so that the next try goes on
there; until the pointer names it the old generation serves. Rows of a bucket and the word that they are in it are
one transaction. What cannot become whole is given up at once: it holds room that the log may need.
"""

import hashlib
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any

from branch_app.domain.errors import (
    BadInput,
    DiskFull,
    FileDamaged,
    FileForeign,
    FileTooNew,
    KeyMissing,
    OutOfOrder,
)
from branch_app.domain.records.register_rows import RegisterLine
from branch_app.domain.records.register_tables import TABLES
from branch_app.domain.records.registers import RegisterVersion
from branch_app.ports.machine import Progress
from branch_app.ports.registers import Bucket, BucketSource, RegisterOffer, SpoiltLine
from db.connection import StoreFile, beside
from db.generations import RegisterFolder
from db.migrations.register import INDEXES, LAYOUT
from db.register_changes import rows_by_register, versions_of
from db.register_order import put_in_order
from db.register_room import refuse_without_room
from db.register_writer import count, insert

_LINES = 2
"""Buckets on their way at once: head office packs one while another is read."""
_AHEAD = 3
"""Buckets that are fetched while one is written."""

Rows = Sequence[RegisterLine | SpoiltLine]


def construct(
    folder: RegisterFolder,
    free: Callable[[Path], int],
    source: BucketSource,
    offer: RegisterOffer,
    progress: Progress,
) -> tuple[RegisterVersion, ...]:
    """Make the offered generation and let it serve.

    Raises:
        CentralError: what is in stays for the next try.
        BadInput, FileDamaged, DiskFull: what is in was given up.
    """
    if not offer.counts.keys() <= TABLES.keys():
        raise BadInput(at="counts")
    kept = _unfinished_of(folder, offer)
    number = kept or folder.next_number()
    path = folder.path(number)
    with _given_up(folder, number):
        refuse_without_room(path.name, offer.counts, _size(path), free(folder.folder))
        file = folder.open_file(number) if kept else folder.create_file(number, _first_rows(offer))
        with closing(file):
            _fill(file, source, offer, progress)
            _index(file, progress)
            versions = _finish(file, offer, progress)
        folder.switch(number)
    return versions


def _unfinished_of(folder: RegisterFolder, offer: RegisterOffer) -> int | None:
    """What an earlier try of this very offer left; anything else is given up."""
    number = folder.unfinished()
    if number is None:
        return None
    with (
        suppress(FileDamaged, FileForeign, FileTooNew, KeyMissing),
        closing(folder.open_file(number)) as file,
        file.connected() as connection,
    ):
        if connection.execute("SELECT offer FROM building").fetchall() == [(_name(offer),)]:
            return number
    folder.discard(number)
    return _unfinished_of(folder, offer)


@contextmanager
def _given_up(folder: RegisterFolder, number: int) -> Iterator[None]:
    """What cannot become whole is removed."""
    try:
        yield
    except (BadInput, FileDamaged, DiskFull):
        folder.discard(number)
        raise


def _fill(file: StoreFile, source: BucketSource, offer: RegisterOffer, progress: Progress) -> None:
    with file.connected() as connection:
        done, rows = connection.execute("SELECT buckets, rows FROM building").fetchone()
    total = sum(offer.counts.values())
    progress("rows", rows, total)
    with closing(_fetched(source, offer, offer.buckets[done:])) as coming:
        for bucket, fetched in coming:
            with file.immediate() as connection:
                insert(connection, bucket.table, fetched)
                connection.execute("UPDATE building SET buckets = buckets + 1, rows = rows + ?", (len(fetched),))
            rows += len(fetched)
            progress("rows", rows, total)


def _fetched(
    source: BucketSource, offer: RegisterOffer, buckets: Sequence[Bucket]
) -> Generator[tuple[Bucket, Rows], None, None]:
    """Each bucket with its rows, in their order; the next ones are on their way meanwhile."""
    with ThreadPoolExecutor(_LINES) as line:
        waiting = iter(buckets)
        coming: list[tuple[Bucket, Future[Rows]]] = [
            (bucket, line.submit(source.rows, offer, bucket)) for bucket in islice(waiting, _AHEAD)
        ]
        try:
            while coming:
                bucket, rows = coming.pop(0)
                fetched = rows.result()
                coming += [(after, line.submit(source.rows, offer, after)) for after in islice(waiting, 1)]
                yield bucket, fetched
        finally:
            for _, unwanted in coming:
                unwanted.cancel()


def _index(file: StoreFile, progress: Progress) -> None:
    """Each in a transaction of its own: a try that broke off among them does not begin with the first again."""
    progress("indexes", 0, len(INDEXES))
    with file.immediate() as connection:
        put_in_order(connection)
    for done, statement in enumerate(INDEXES):
        progress("indexes", done, len(INDEXES))
        try:
            with file.immediate() as connection:
                connection.execute(statement.replace(" INDEX ", " INDEX IF NOT EXISTS ", 1))
        except OutOfOrder as error:
            raise BadInput(at="key") from error


def _finish(file: StoreFile, offer: RegisterOffer, progress: Progress) -> tuple[RegisterVersion, ...]:
    """Counted, noted, read back; nothing of it serves yet. A try that broke off here does it once more."""
    progress("check", 0, 1)
    position = offer.position
    versions = [
        (register.value, offer.generation, position.change_seq, offer.as_of.isoformat(), rows)
        for register, rows in rows_by_register(offer.counts).items()
    ]
    with file.immediate() as connection:
        for table in ("holding", "version", "replica"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
        for table, promised in offer.counts.items():
            _hold(connection, table, promised)
        connection.executemany("INSERT INTO version VALUES (?, ?, ?, ?, ?)", versions)
        connection.execute(
            "INSERT INTO replica VALUES (?, ?, ?, ?)",
            (position.schema, position.share, position.change_seq, position.mark),
        )
    with file.connected() as connection:
        held = versions_of(connection)
    file.read_back()
    progress("check", 1, 1)
    return held


def _hold(connection: Any, table: str, promised: int) -> None:  # noqa: ANN401 - the driver has no types
    rows = count(connection, table)
    if rows != promised:
        raise BadInput(at=table, rows=rows, promised=promised)
    connection.execute("INSERT INTO holding VALUES (?, ?)", (table, rows))


def _first_rows(offer: RegisterOffer) -> Sequence[tuple[str, tuple[object, ...]]]:
    return (("INSERT INTO building VALUES (?, 0, 0)", (_name(offer),)),)


def _name(offer: RegisterOffer) -> str:
    """Stands for an offer as this program stores it: another one with one row more is another.

    As of when it is says nothing of its rows: head office vouches anew at every question while nothing changes.
    """
    facts = (offer.generation, offer.position, sorted(offer.counts.items()), offer.buckets, sorted(LAYOUT))
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def _size(path: Path) -> int:
    return sum(part.stat().st_size for part in beside(path) if part.exists())
