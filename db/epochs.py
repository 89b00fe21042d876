"""Keys and enrolments of a device's epochs: the one to come, the one that is written now, and those before."""

from typing import Any

from branch_app.domain.errors import KeyMissing
from branch_app.domain.log.canonical import from_canonical
from branch_app.domain.records.enrolment import Enrolment
from branch_app.domain.values.codec import decode
from db.connection import StoreFile
from db.device_keys import DeviceKeys, Purpose

_NEWEST = "(SELECT max(epoch) FROM enrolment)"


class StoredEpochs:
    """A new epoch has keys of its own; the older ones are kept to hand in what their logs still have."""

    def __init__(self, file: StoreFile) -> None:
        self._file = file

    def coming_keys(self) -> DeviceKeys:
        """Keys of the epoch to come, made once: who never heard the answer asks again with the same ones."""
        with self._file.immediate() as connection:
            rows = connection.execute("SELECT name, material FROM coming_secret").fetchall()
            if not rows:
                fresh = DeviceKeys.generate().raw()
                rows = [(purpose.value, material) for purpose, material in fresh.items()]
                connection.executemany("INSERT INTO coming_secret VALUES (?, ?)", rows)
        return _keys(rows)

    def change_keys(self, connection: Any) -> None:  # noqa: ANN401 - the driver has no types
        """The coming keys are the device's, in the transaction of that connection; the old ones stay beside."""
        steps = (
            f"INSERT INTO former_secret SELECT {_NEWEST}, name, material FROM secret",  # noqa: S608 - a constant
            "DELETE FROM secret",
            "INSERT INTO secret SELECT name, material FROM coming_secret",
            "DELETE FROM coming_secret",
            "DELETE FROM coming_key",
            "DELETE FROM key_term",
            "DELETE FROM former_key",
        )
        for step in steps:
            connection.execute(step)

    def former(self) -> tuple[Enrolment, ...]:
        """Enrolments of the epochs before, the oldest first."""
        query = f"SELECT body FROM enrolment WHERE epoch < {_NEWEST} ORDER BY epoch"  # noqa: S608 - a constant
        with self._file.connected() as connection:
            rows = connection.execute(query).fetchall()
        return tuple(decode(Enrolment, from_canonical(body)) for (body,) in rows)

    def former_keys(self, epoch: int) -> DeviceKeys:
        """What the device signed with then.

        Raises:
            KeyMissing: none are kept.
        """
        with self._file.connected() as connection:
            rows = connection.execute(
                "SELECT name, material FROM former_secret WHERE epoch = ?", (epoch,)
            ).fetchall()
        if not rows:
            raise KeyMissing(what=f"epoch {epoch}")
        return _keys(rows)


def _keys(rows: list[tuple[str, bytes]]) -> DeviceKeys:
    return DeviceKeys({Purpose(name): material for name, material in rows})
