"""支援措置 and 発行停止 as the device knows them. A list that was never loaded is not an empty list.

An older list once lifted a newer block (domain.md section 2): here it never replaces a newer one.
"""

from branch_app.domain.errors import DataStale
from branch_app.domain.log.canonical import from_canonical, to_canonical
from branch_app.domain.records.registers import Restrictions
from branch_app.domain.values.codec import decode, encode
from db.connection import StoreFile

_NAME = "restrictions"


class StoredRestrictions:
    """``RestrictionList`` in ``device.db``."""

    def __init__(self, file: StoreFile) -> None:
        self._file = file

    def current(self) -> Restrictions:
        """Raises DataStale when there is none."""
        with self._file.connected() as connection:
            row = connection.execute("SELECT body FROM restrictions").fetchone()
        if row is None:
            raise DataStale(register=_NAME)
        return _parsed(row[0])

    def replace(self, new: Restrictions) -> None:
        """Take a list from central; the same version again may only bring a later ``as_of``.

        Raises:
            DataStale: older than what we have, or another list under the same version; ours stands.
        """
        with self._file.immediate() as connection:
            row = connection.execute("SELECT body FROM restrictions").fetchone()
            if row is not None and not _follows(new, _parsed(row[0])):
                raise DataStale(register=_NAME, version=new.version)
            connection.execute(
                "INSERT INTO restrictions VALUES (1, ?, ?) "
                "ON CONFLICT (id) DO UPDATE SET version = excluded.version, body = excluded.body",
                (new.version, to_canonical(encode(new))),
            )


def _follows(new: Restrictions, old: Restrictions) -> bool:
    if new.version == old.version:
        return new.residents == old.residents and new.as_of >= old.as_of
    return new.version > old.version and new.as_of >= old.as_of


def _parsed(body: bytes) -> Restrictions:
    return decode(Restrictions, from_canonical(body))
