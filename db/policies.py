"""Published tables in ``device.db``: the ones in force and the next ones, each whole or not at all.

A version that is held is never replaced, and none older than the newest comes in afterwards: the tables of the file
say so themselves. What lost its effect is forgotten.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from branch_app.domain.errors import DataStale
from branch_app.domain.log.canonical import from_canonical, to_canonical
from branch_app.domain.records.policy import PolicyBundle
from branch_app.domain.rules.policies import POLICY, Edition, Policies
from branch_app.domain.values.codec import decode, encode
from db.connection import StoreFile

_NEWEST = "SELECT coalesce(max(version), 0) FROM policy"
_OUTLIVED = (
    "DELETE FROM policy WHERE version < (SELECT max(version) FROM policy) "
    "AND effective < (SELECT max(effective) FROM policy WHERE effective <= ?)"
)


class StoredPolicies:
    """``PolicyStore``."""

    def __init__(self, file: StoreFile) -> None:
        self._file = file
        # Asked at every key that wants a fee; read anew only when something was published.
        self._seen: tuple[int, Policies] = (0, Policies())

    def newest(self) -> int:
        """The highest version held; 0 without any."""
        with self._file.connected() as connection:
            return _newest(connection)

    def mark(self) -> str:
        """Of the newest bundle; "" without any."""
        with self._file.connected() as connection:
            row = connection.execute("SELECT body FROM policy ORDER BY version DESC LIMIT 1").fetchone()
        return hashlib.sha256(row[0]).hexdigest() if row else ""

    def current(self) -> Policies:
        """Everything held."""
        with self._file.connected() as connection:
            newest = _newest(connection)
            if newest != self._seen[0]:
                rows = connection.execute("SELECT body FROM policy ORDER BY version").fetchall()
                self._seen = (newest, Policies(tuple(_edition(body) for (body,) in rows)))
        return self._seen[1]

    def take(self, bundles: Sequence[PolicyBundle]) -> None:
        """In a transaction of its own; what is out of force is forgotten with the next roster."""
        with self._file.immediate() as connection:
            _insert(connection, bundles)

    def keep(self, connection: Any, bundles: Iterable[PolicyBundle], today: date) -> None:  # noqa: ANN401
        """In the transaction of that connection, and forget what was out of force before yesterday.

        Raises:
            DataStale: older than the newest one held, or another one under a version that is held.
        """
        _insert(connection, bundles)
        connection.execute(_OUTLIVED, ((today - timedelta(days=1)).isoformat(),))


def _newest(connection: Any) -> int:  # noqa: ANN401 - the driver has no types
    return int(connection.execute(_NEWEST).fetchone()[0])


def _insert(connection: Any, bundles: Iterable[PolicyBundle]) -> None:  # noqa: ANN401
    newest = _newest(connection)
    for bundle in sorted(bundles, key=lambda bundle: bundle.version):
        body = to_canonical(encode(bundle))
        if bundle.version <= newest:
            _refuse_other(connection, bundle.version, body)
            continue
        row = (bundle.version, bundle.effective.isoformat(), body)
        connection.execute("INSERT INTO policy VALUES (?, ?, ?)", row)


def _refuse_other(connection: Any, version: int, body: bytes) -> None:  # noqa: ANN401
    held = connection.execute("SELECT body FROM policy WHERE version = ?", (version,)).fetchone()
    if held != (body,):
        raise DataStale(register=POLICY, version=version)


@lru_cache(maxsize=8)
def _edition(body: bytes) -> Edition:
    """Reading takes milliseconds, and the next publication leaves the others as they are."""
    return Edition.of(decode(PolicyBundle, from_canonical(body)))
