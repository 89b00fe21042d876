"""``HoldBook`` in ``device.db``: holds told by telephone outlive the program and the day."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from branch_app.domain.records.hold import Hold, HoldId, HoldReason, KeptHold
from branch_app.domain.values.identifiers import ResidentId
from db.connection import StoreFile

TOUCH = "UPDATE restriction_revision SET revision = revision + 1"
"""Runs with every change of list or holds, so that what was read before is known to be old."""


class StoredHolds:
    """Rows in the order they were told."""

    def __init__(self, file: StoreFile) -> None:
        self._file = file

    def holds(self) -> tuple[KeptHold, ...]:
        """All that lie here, those too for which the list speaks by now."""
        with self._file.connected() as connection:
            return kept_holds(connection)

    def hold(self, kept: KeptHold) -> None:
        """From now on; one that is here already stays as it is."""
        hold = kept.hold
        with self._file.immediate() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO hold VALUES (?, ?, ?, ?, ?)",
                (hold.id, hold.resident, hold.reason.value, hold.told_at.isoformat(), kept.known),
            )
            connection.execute(TOUCH)

    def known(self, hold: HoldId, version: int) -> None:
        """Central has it from that version of its list on."""
        with self._file.immediate() as connection:
            connection.execute("UPDATE hold SET known = ? WHERE id = ? AND known IS NULL", (version, hold))
            connection.execute(TOUCH)

    def lift(self, holds: Iterable[HoldId]) -> None:
        """They count no more; no error for one that is gone."""
        with self._file.immediate() as connection:
            connection.executemany("DELETE FROM hold WHERE id = ?", [(hold,) for hold in holds])
            connection.execute(TOUCH)


def kept_holds(connection: Any) -> tuple[KeptHold, ...]:  # noqa: ANN401 - the driver has no types
    """In the order they were told; their ids are ordered by time."""
    return tuple(map(_kept, connection.execute("SELECT * FROM hold ORDER BY id")))


def _kept(row: Any) -> KeptHold:  # noqa: ANN401
    hold, resident, reason, told_at, known = row
    return KeptHold(
        Hold(HoldId(hold), ResidentId(resident), HoldReason(reason), datetime.fromisoformat(told_at)), known
    )
