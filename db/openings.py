"""Openings beside the log: salt and value sealed under the key of their class and period.

A row is bound to its log, its entry and its commitment; moved to another row it does not open.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from branch_app.domain.errors import FileDamaged, ProofInvalid
from branch_app.domain.log.commitment import Opening, Retention
from branch_app.domain.log.entry import Entry
from branch_app.domain.values.wareki import fiscal_year
from db.retention import RetentionKeys
from db.sealing import NotSealedHere, SecretKey, context

Row = tuple[int, bytes, str, str, str, bytes]
"""seq, commitment, name, retention, period, sealed."""


@dataclass(frozen=True, slots=True)
class OpeningSeal:
    """Seals and opens the rows of one log."""

    file: str
    origin: str
    keys: RetentionKeys

    def sealed(self, entries: Sequence[tuple[Entry, bytes]], openings: Sequence[Opening]) -> Iterator[Row]:
        """One row an opening, beside the first of these entries that speaks of it.

        Raises:
            ProofInvalid: an opening that opens nothing here has no business in the store.
            KeyMissing: its period was shredded.
        """
        keys: dict[tuple[Retention, str], SecretKey] = {}
        for opening in openings:
            entry = _place(entries, opening)
            kind = opening.retention, period_of(entry)
            key = keys.get(kind)
            if key is None:
                key = keys[kind] = self.keys.opening_key(*kind)
            yield self._row(entry.seq, opening, kind[1], key)

    def opened(self, rows: Iterable[Row]) -> Iterator[tuple[int, Opening]]:
        """Openings with their seq; those whose key is gone are left out.

        Raises:
            FileDamaged: a row was altered or moved.
        """
        keys: dict[tuple[str, str], SecretKey | None] = {}
        for row in rows:
            seq, _, _, retention, period, _ = row
            if (retention, period) not in keys:
                keys[retention, period] = self.keys.known_opening_key(Retention(retention), period)
            key = keys[retention, period]
            if key is not None:
                yield seq, self._opening(row, key)

    def _row(self, seq: int, opening: Opening, period: str, key: SecretKey) -> Row:
        retention = opening.retention.value
        plain = bytes([len(opening.salt)]) + opening.salt + opening.value
        sealed = key.seal(plain, self._bound_to(seq, opening.commitment, opening.name, retention, period))
        return seq, bytes.fromhex(opening.commitment), opening.name, retention, period, sealed

    def _opening(self, row: Row, key: SecretKey) -> Opening:
        seq, commitment, name, retention, period, sealed = row
        try:
            plain = key.unseal(sealed, self._bound_to(seq, commitment.hex(), name, retention, period))
        except NotSealedHere as error:
            raise FileDamaged(file=self.file, position=seq, reason="opening") from error
        salt_end = 1 + plain[0]
        return Opening(commitment.hex(), name, plain[1:salt_end], plain[salt_end:], Retention(retention))

    def _bound_to(self, seq: int, commitment: str, name: str, retention: str, period: str) -> bytes:
        return context("opening", self.origin, seq, commitment, name, retention, period)


def period_of(entry: Entry) -> str:
    """Retention period of an entry: the fiscal year (会計年度) of its wall time."""
    return _period_at(entry.stamp.wall)


@lru_cache(maxsize=16)
def _period_at(wall: str) -> str:
    return f"FY{fiscal_year(datetime.fromisoformat(wall).date())}"


def _place(entries: Sequence[tuple[Entry, bytes]], opening: Opening) -> Entry:
    wanted = opening.commitment.encode()
    for entry, data in entries:
        if wanted in data:
            return entry
    raise ProofInvalid(what=opening.name)
