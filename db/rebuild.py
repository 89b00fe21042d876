"""A lost or damaged log, made once more from its mirror, to the last entry or not at all.

::

    found = survey(place)      # reads the mirror, makes the new file beside the old one, checks it
    take(place)                # asked of a person in between

The old file is put aside, never removed.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from branch_app.domain.errors import FileForeign, MirrorForeign, MirrorGone, MirrorShort
from branch_app.domain.log.checkpoint import Checkpoint
from branch_app.domain.log.entry import Entry
from branch_app.domain.log.merkle import Frontier, leaf_hash
from branch_app.domain.log.note import Note
from branch_app.ports import LogHead
from db.atomic_file import sync_directory
from db.connection import Durability, StoreFile, beside, create_file
from db.faults import file_faults
from db.job_projection import project
from db.ledger import LedgerPlace, mark_of, mirror_of
from db.migrations.ledger import LEDGER
from db.mirror import LedgerMirror
from db.mirror_frames import Frame


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The mirror's head, the wall time of its last entry, and how far head office has witnessed the log."""

    head: LogHead
    last_wall: str
    witnessed: int


def survey(place: LedgerPlace) -> Rebuilt:
    """Make the new file under a name of its own and check it against mark and witnessed checkpoint.

    Raises:
        MirrorGone, MirrorForeign.
        MirrorShort: the mark or head office knows entries that the mirror has not.
        FileForeign: no mark, so nobody knows whether this is the last entry: head office gives a new epoch; or
            another log than its mark.
        DiskFull.
    """
    mirror = mirror_of(place)
    if mirror is None:
        raise MirrorGone(reason="no medium")
    receipt = mirror.kept_receipt()
    known = [mark_of(place).read(), *_witnessed(receipt, place.origin)]
    path = unfinished(place)
    with file_faults(path.name):
        for left in beside(path):
            left.unlink(missing_ok=True)
    row = ("INSERT INTO log VALUES (1, ?, 0, x'')", (place.origin,))
    with closing(create_file(path, place.key, LEDGER, Durability.REBUILT_ON_LOSS, (row,))) as file:
        walls = _fill(file, mirror, known)
        if receipt is not None:
            with file.immediate() as connection:
                connection.execute("INSERT INTO receipt VALUES (1, ?)", (receipt,))
        file.read_back()
    return Rebuilt(walls.head, walls.last_wall, known[1].size if receipt else 0)


def take(place: LedgerPlace) -> Path | None:
    """Let the new file be the log; where the old one lies now, or None where there was none.

    Raises:
        DiskFull, FileDamaged: cut short here, it is done once more.
    """
    aside = _put_aside(place)
    with file_faults(place.path.name):
        unfinished(place).rename(place.path)
        sync_directory(place.path.parent)
    return aside


def unfinished(place: LedgerPlace) -> Path:
    """Where the new file lies until a person takes it."""
    return place.path.with_name(f"{place.path.name}.rebuilt")


def _put_aside(place: LedgerPlace) -> Path | None:
    number = 1
    while (aside := place.path.with_name(f"{place.path.name}.damaged-{number}")).exists():
        number += 1
    with file_faults(place.path.name):
        for old, new in zip(beside(place.path), beside(aside), strict=True):
            if old.exists():
                old.rename(new)
    return aside if aside.exists() else None


@dataclass(slots=True)
class _Growth:
    """The tree while it is filled; ``roots`` at the sizes that somebody knows."""

    frontier: Frontier
    roots: dict[int, bytes]
    last_wall: str = ""
    openings: int = 0

    @property
    def head(self) -> LogHead:
        return LogHead(self.frontier.size, self.frontier.root())

    def add(self, leaf: bytes) -> None:
        self.frontier = self.frontier.append(leaf)
        if self.frontier.size in self.roots:
            self.roots[self.frontier.size] = self.frontier.root()


def _fill(file: StoreFile, mirror: LedgerMirror, known: list[LogHead]) -> _Growth:
    growth = _Growth(Frontier(), {head.size: Frontier().root() for head in known})
    for frame in mirror.frames():
        with file.immediate() as connection:
            _write(connection, frame, growth)
        if frame.root and frame.root != growth.head.root:
            raise MirrorForeign(file=mirror.folder.name)
    for head in known:
        if head.size > growth.frontier.size:
            raise MirrorShort(size=growth.frontier.size, known=head.size)
        if growth.roots[head.size] != head.root:
            raise FileForeign(file=mirror.folder.name, reason="another log than its mark", mark=head.size)
    return growth


def _write(connection: Any, frame: Frame, growth: _Growth) -> None:  # noqa: ANN401 - the driver has no types
    entries = [Entry.from_bytes(data) for data in frame.entries]
    for entry, data in zip(entries, frame.entries, strict=True):
        leaf = leaf_hash(data)
        connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?)", (entry.seq, entry.request, leaf, data))
        growth.add(leaf)
        growth.last_wall = entry.stamp.wall
    rows = [(number, *row) for number, row in enumerate(frame.openings, start=growth.openings + 1)]
    connection.executemany("INSERT INTO opening VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    growth.openings += len(rows)
    project(connection, entries)
    size, packed = growth.frontier.size, growth.frontier.packed()
    connection.execute("UPDATE log SET size = ?, frontier = ?", (size, packed))


def _witnessed(receipt: str | None, origin: str) -> Iterator[LogHead]:
    """What head office has cosigned; it was believed when it was kept, and the mirror is sealed."""
    if receipt is None:
        return
    checkpoint = Checkpoint.parse(Note.parse(receipt.encode()).text)
    if checkpoint.origin != origin:
        raise MirrorForeign(file="receipt")
    yield LogHead(checkpoint.size, checkpoint.root)
