"""A generation of the replica made of rows that are at hand: for figures and rehearsals, without head office."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from branch_app.domain.records.register_rows import RegisterLine, line_of
from branch_app.domain.records.register_tables import SCHEMA, TABLES
from branch_app.domain.records.registers import RegisterRow, RegisterVersion
from branch_app.ports import Bucket, RegisterOffer, RegisterPosition
from db.generations import RegisterFolder
from db.replica import StoredReplica

_BUCKET_ROWS = 2_000


class RowsAtHand:
    """``BucketSource`` of rows in memory; ``tables`` are held, though they may be empty."""

    def __init__(self, rows: Iterable[RegisterRow], tables: Iterable[str] = TABLES) -> None:
        self._lines: dict[str, list[RegisterLine]] = {table: [] for table in tables}
        for line in map(line_of, rows):
            self._lines[line.table].append(line)
        for lines in self._lines.values():
            lines.sort(key=lambda line: line.key)

    def offer(self, as_of: datetime, generation: int) -> RegisterOffer:
        """All of it; its change_seq is its generation."""
        counts = {table: len(lines) for table, lines in self._lines.items()}
        buckets = tuple(
            Bucket(table, lines[at].key, None, len(lines[at : at + _BUCKET_ROWS]), "")
            for table, lines in self._lines.items()
            for at in range(0, len(lines), _BUCKET_ROWS)
        )
        return RegisterOffer(generation, RegisterPosition(SCHEMA, "", generation), as_of, counts, buckets)

    def rows(self, _offer: RegisterOffer, bucket: Bucket) -> Sequence[RegisterLine]:
        """From the bucket's first key on, as many as it counts."""
        lines = self._lines[bucket.table]
        first = next(at for at, line in enumerate(lines) if line.key == bucket.first)
        return lines[first : first + bucket.rows]


def load_rows(
    folder: RegisterFolder,
    rows: Iterable[RegisterRow],
    as_of: datetime,
    generation: int = 1,
    tables: Iterable[str] = TABLES,
) -> tuple[RegisterVersion, ...]:
    """A new generation of these rows, which serves at once.

    Raises:
        OutOfOrder: older than what serves.
        BadInput, FileDamaged, DiskFull, StoreBusy: the old generation serves on.
    """
    source = RowsAtHand(rows, tables)
    return StoredReplica(folder).build(source, source.offer(as_of, generation), _unheard)


def _unheard(_what: str, _done: int, _of: int) -> None:
    """Nobody waits for it."""
