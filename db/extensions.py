"""What two persons opened for a disaster, for the door: the log, which decides, opens with a password."""

from branch_app.domain.rules.extension import Opened
from db.connection import StoreFile


class StoredExtensions:
    """``OpenedExtensions`` in ``device.db``."""

    def __init__(self, file: StoreFile) -> None:
        self._file = file

    def opened(self) -> Opened:
        """Digests of what was opened, by serial."""
        with self._file.connected() as connection:
            return dict(
                connection.execute("SELECT serial, digest FROM opened_extension ORDER BY serial").fetchall()
            )

    def note(self, opened: Opened) -> None:
        """What the log says now; a new log has opened nothing."""
        if opened == self.opened():
            return
        with self._file.immediate() as connection:
            connection.execute("DELETE FROM opened_extension")
            connection.executemany("INSERT INTO opened_extension VALUES (?, ?)", opened.items())
