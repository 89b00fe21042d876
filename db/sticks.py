"""``StickBook`` in ``device.db``."""

from branch_app.domain.log.canonical import from_canonical, to_canonical
from branch_app.domain.values.codec import decode, encode
from branch_app.ports import SentStick
from db.connection import StoreFile

OUT = """
    EXISTS (
        SELECT 1 FROM stick WHERE epoch = (SELECT max(epoch) FROM enrolment)
        AND number > (SELECT coalesce(max(number), 0) FROM stick WHERE taken = 1)
    )
"""
"""Whether an answer may come: some stick of this epoch is later than every one whose answer was taken."""


class StoredSticks:
    """One row a stick, never removed: an answer is known by it, however late it comes."""

    def __init__(self, file: StoreFile) -> None:
        self._file = file

    def next_number(self) -> int:
        """One more than the last."""
        return self._number("SELECT coalesce(max(number), 0) FROM stick") + 1

    def keep(self, sent: SentStick) -> None:
        """Raises OutOfOrder for a number that is there."""
        row = (sent.number, sent.epoch, to_canonical(encode(sent)))
        with self._file.immediate() as connection:
            connection.execute("INSERT INTO stick VALUES (?, ?, ?, 0)", row)

    def sent(self, number: int) -> SentStick | None:
        """None for a number that never went out."""
        with self._file.connected() as connection:
            row = connection.execute("SELECT body FROM stick WHERE number = ?", (number,)).fetchone()
        return None if row is None else decode(SentStick, from_canonical(row[0]))

    def taken(self) -> int:
        """0 without any."""
        return self._number("SELECT coalesce(max(number), 0) FROM stick WHERE taken = 1")

    def take(self, number: int) -> None:
        """For good; with the last that was out the key goes that was kept for it."""
        with self._file.erasing() as connection:
            connection.execute("UPDATE stick SET taken = 1 WHERE number = ?", (number,))
            connection.execute(f"DELETE FROM former_key WHERE NOT {OUT}")  # noqa: S608 - a constant

    def _number(self, query: str) -> int:
        with self._file.connected() as connection:
            ((number,),) = connection.execute(query).fetchall()
        return int(number)
