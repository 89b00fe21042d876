"""``LineBook`` in ``device.db``: every program of the device sees what one of them was told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from branch_app.domain.records.standing import Standing
from db.connection import StoreFile
from db.device_keys import Purpose
from db.sticks import OUT

_HELD = f"SELECT material FROM secret WHERE name = '{Purpose.TRANSPORT.value}'"  # noqa: S608 - a constant
_COMING = "SELECT material FROM coming_key"
_FORMER = "SELECT material FROM former_key"
_TERM = "SELECT until FROM key_term"
_TAKE = f"UPDATE secret SET material = ? WHERE name = '{Purpose.TRANSPORT.value}'"  # noqa: S608 - a constant
_SET_ASIDE = f"INSERT INTO former_key SELECT 1, material, ? FROM ({_HELD}) WHERE {OUT}"  # noqa: S608 - a constant


class StoredLineBook:
    """Numbers of requests, the keys to receive with, and epochs that head office ended."""

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

    def key_until(self) -> datetime | None:
        """As head office said last."""
        with self._file.connected() as connection:
            return _until(connection)

    def coming_key(self) -> bytes:
        """Made once, also by two programs at once."""
        fresh = X25519PrivateKey.generate().private_bytes_raw()
        with self._file.immediate() as connection:
            connection.execute("INSERT OR IGNORE INTO coming_key VALUES (1, ?)", (fresh,))
            return bytes(connection.execute(_COMING).fetchone()[0])

    def held_keys(self) -> Sequence[bytes]:
        """The key at hand first."""
        with self._file.connected() as connection:
            rows = [row for query in (_HELD, _COMING, _FORMER) for row in connection.execute(query).fetchall()]
        return [bytes(material) for (material,) in rows]

    def change_key(self, public: bytes, until: datetime) -> None:
        """Told twice it says nothing new; of a key that another program has changed since, nothing is kept."""
        with self._file.erasing() as connection:
            coming = [bytes(material) for (material,) in connection.execute(_COMING).fetchall()]
            if any(_public(key) == public for key in coming):
                _set_aside(connection, until)
                connection.execute(_TAKE, coming)
                connection.execute("DELETE FROM coming_key")
            elif public not in [_public(bytes(held)) for (held,) in connection.execute(_HELD).fetchall()]:
                return
            connection.execute("INSERT OR REPLACE INTO key_term VALUES (1, ?)", (until.isoformat(),))

    def forget_former(self, now: datetime) -> None:
        """Head office says that time: the key that was kept aside goes when its term is over."""
        with self._file.connected() as connection:
            ended = connection.execute("SELECT 1 FROM former_key WHERE until < ?", (now.timestamp(),)).fetchone()
        if ended:
            with self._file.erasing() as connection:
                connection.execute("DELETE FROM former_key WHERE until < ?", (now.timestamp(),))

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


def _until(connection: Any) -> datetime | None:  # noqa: ANN401 - the driver has no types
    row = connection.execute(_TERM).fetchone()
    return None if row is None else datetime.fromisoformat(row[0])


def _set_aside(connection: Any, until: datetime) -> None:  # noqa: ANN401 - the driver has no types
    """The key at hand goes; while a stick is out it stays for its term, or for the next where it had none."""
    connection.execute("DELETE FROM former_key")
    ends = _until(connection) or until
    connection.execute(_SET_ASIDE, (int(ends.timestamp()),))


def _public(private: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
