"""``LineBook`` in ``device.db``: every program of the device sees what one of them was told."""

from branch_app.domain.records.standing import Standing
from db.connection import StoreFile


class StoredLineBook:
    """Numbers of requests, and epochs that head office ended."""

    def __init__(self, file: StoreFile) -> None:
        self._file = file

    def next_number(self) -> int:
        """Given once, also by two programs at once."""
        with self._file.immediate() as connection:
            ((number,),) = connection.execute(
                "UPDATE request_number SET number = number + 1 RETURNING number"
            ).fetchall()
        return int(number)

    def skip_numbers(self, past: int) -> None:
        """No number up to that one is given any more."""
        with self._file.immediate() as connection:
            connection.execute("UPDATE request_number SET number = ? WHERE number < ?", (past, past))

    def end(self, epoch: int, standing: Standing) -> None:
        """The first word stays."""
        with self._file.immediate() as connection:
            connection.execute("INSERT OR IGNORE INTO ended VALUES (?, ?)", (epoch, standing.value))

    def standing(self) -> Standing:
        """Of the newest epoch."""
        query = "SELECT standing FROM ended WHERE epoch = (SELECT max(epoch) FROM enrolment)"
        with self._file.connected() as connection:
            row = connection.execute(query).fetchone()
        return Standing.IN_FORCE if row is None else Standing(row[0])
