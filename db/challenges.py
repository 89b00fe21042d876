"""``ChallengeBook`` in ``device.db``: what was shown is not shown again, so that an old answer opens nothing."""

from typing import Any

from branch_app.domain.errors import AnswerWrong
from branch_app.domain.values.vouching import Challenge, Vouched
from db.connection import StoreFile

_NEWEST = "SELECT digits, action, tries_left FROM challenge ORDER BY id DESC LIMIT 1"


class StoredChallenges:
    """Rows in the order they were shown."""

    def __init__(self, file: StoreFile) -> None:
        self._file = file

    def newest(self) -> Challenge | None:
        """The last one shown, whatever became of it."""
        with self._file.connected() as connection:
            return _challenge(connection.execute(_NEWEST).fetchone())

    def add(self, challenge: Challenge) -> None:
        """Show a new one.

        Raises:
            OutOfOrder: these digits were shown before.
        """
        with self._file.immediate() as connection:
            connection.execute(
                "INSERT INTO challenge (digits, action, tries_left) VALUES (?, ?, ?)",
                (challenge.digits, challenge.action.value, challenge.tries_left),
            )

    def use(self, action: Vouched) -> Challenge:
        """The newest one with one try fewer.

        Raises:
            AnswerWrong: it takes no more answers, or is for another act.
        """
        with self._file.immediate() as connection:
            now = _challenge(connection.execute(_NEWEST).fetchone())
            if now is None or now.action is not action or not now.tries_left:
                raise AnswerWrong(left=0)
            left = now.tries_left - 1
            connection.execute("UPDATE challenge SET tries_left = ? WHERE digits = ?", (left, now.digits))
        return Challenge(now.digits, now.action, left)

    def end(self, digits: str) -> None:
        """It takes no more answers."""
        with self._file.immediate() as connection:
            connection.execute("UPDATE challenge SET tries_left = 0 WHERE digits = ?", (digits,))


def _challenge(row: Any) -> Challenge | None:  # noqa: ANN401 - the driver has no types
    if row is None:
        return None
    digits, action, left = row
    return Challenge(digits, Vouched(action), left)
