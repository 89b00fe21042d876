"""Inside one exclusive transaction of the log."""

from collections.abc import Sequence
from typing import Any

from branch_app.domain.errors import OutOfOrder
from branch_app.domain.log.commitment import Opening
from branch_app.domain.log.entry import Entry
from branch_app.domain.log.merkle import Frontier, leaf_hash
from branch_app.domain.values.identifiers import RequestId
from branch_app.ports import LogHead
from db.job_projection import project
from db.openings import OpeningSeal, Row


class SqlLedgerWriter:
    """``LedgerWriter`` on the driver's own connection, because the counter waits for it."""

    def __init__(self, connection: Any, openings: OpeningSeal) -> None:  # noqa: ANN401 - the driver has no types
        self._connection = connection
        self._openings = openings
        self._frontier = read_frontier(connection)
        self.appended = False

    @property
    def size(self) -> int:
        """Entries as of now, inside the transaction."""
        return self._frontier.size

    def head(self) -> LogHead:
        """As of now, inside the transaction."""
        return LogHead(self._frontier.size, self._frontier.root())

    def entries(self, start: int) -> Sequence[Entry]:
        """Every entry from ``start`` on."""
        return self._parsed("SELECT data FROM entry WHERE seq >= ? ORDER BY seq", start)

    def find(self, request: RequestId) -> Sequence[Entry]:
        """What that request wrote; empty if nothing."""
        return self._parsed("SELECT data FROM entry WHERE request = ? ORDER BY seq", request)

    def append(self, entries: Sequence[Entry], openings: Sequence[Opening]) -> None:
        """Bytes, leaf hashes, frontier, openings and projections, or nothing.

        Raises:
            OutOfOrder: not the next entries of this log.
            ProofInvalid: an opening that opens nothing in them.
            DiskFull, KeyMissing.
        """
        written = [(entry, entry.to_bytes()) for entry in entries]
        leaves = [leaf_hash(data) for _, data in written]
        rows = list(self._openings.sealed(written, openings))
        self._insert_entries(written, leaves)
        if rows:
            self._insert_openings(rows)
        project(self._connection, entries)
        self._advance(leaves)

    def _insert_entries(self, written: Sequence[tuple[Entry, bytes]], leaves: Sequence[bytes]) -> None:
        for place, ((entry, data), leaf) in enumerate(zip(written, leaves, strict=True), start=self._frontier.size):
            if entry.seq != place:
                raise OutOfOrder(now=place, then=entry.seq)
            self._connection.execute(
                "INSERT INTO entry VALUES (?, ?, ?, ?)", (entry.seq, entry.request, leaf, data)
            )

    def _insert_openings(self, rows: Sequence[Row]) -> None:
        self._connection.executemany(
            "INSERT INTO opening SELECT coalesce(max(id), 0) + 1, ?, ?, ?, ?, ?, ? FROM opening", rows
        )

    def _advance(self, leaves: Sequence[bytes]) -> None:
        if not leaves:
            return
        self.appended = True
        self._frontier = self._frontier.extend(leaves)
        self._connection.execute(
            "UPDATE log SET size = ?, frontier = ?", (self._frontier.size, self._frontier.packed())
        )

    def _parsed(self, query: str, value: int | str) -> list[Entry]:
        return [Entry.from_bytes(data) for (data,) in self._connection.execute(query, (value,))]


def read_frontier(connection: Any) -> Frontier:  # noqa: ANN401
    """The committed frontier, or the open transaction's."""
    size, packed = connection.execute("SELECT size, frontier FROM log").fetchone()
    return Frontier.unpacked(size, packed)
