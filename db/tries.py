"""``TryBook`` in ``device.db``: a restart forgets nothing."""

from collections.abc import Callable

from branch_app.domain.rules.slow_down import WrongTries
from db.connection import StoreFile


class StoredTries:
    """One row a name, while there are wrong tries."""

    def __init__(self, file: StoreFile) -> None:
        self._file = file

    def change(self, name: str, change: Callable[[WrongTries], WrongTries]) -> WrongTries:
        """Read, change and keep in one transaction; no write when nothing changed."""
        with self._file.immediate() as connection:
            query = "SELECT count, boot, monotonic_ms FROM wrong_tries WHERE name = ?"
            row = connection.execute(query, (name,)).fetchone()
            before = WrongTries(*row) if row else WrongTries()
            after = change(before) if row else _begun(change(before))
            if after != before:
                connection.execute(
                    "INSERT OR REPLACE INTO wrong_tries VALUES (?, ?, ?, ?)",
                    (name, after.count, after.boot, after.monotonic_ms),
                )
        return after

    def forget(self, name: str) -> None:
        """A right try ends the row."""
        with self._file.immediate() as connection:
            connection.execute("DELETE FROM wrong_tries WHERE name = ?", (name,))

    def forget_all(self) -> None:
        """After a recovery everybody begins anew."""
        with self._file.immediate() as connection:
            connection.execute("DELETE FROM wrong_tries")


def _begun(tries: WrongTries) -> WrongTries:
    """Nothing is kept of somebody who never tried."""
    return tries if tries.count else WrongTries()
