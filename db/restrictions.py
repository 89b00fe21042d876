"""支援措置 and 発行停止 as the device knows them. A list that was never loaded is not an empty list.

An older list once lifted a newer block (domain.md section 2): here every person's entry has its own version, and
the tables themselves refuse to go back. Releases are kept like blocks, or an old block could come back.
"""

import threading
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from branch_app.domain.errors import DataStale
from branch_app.domain.records.registers import Restrictions
from branch_app.domain.records.restrictions import (
    NOTHING_HELD,
    Held,
    RestrictionEntry,
    RestrictionNews,
    RestrictionPoint,
    RestrictionState,
)
from branch_app.domain.rules.restriction_news import check_follows, merge
from branch_app.domain.values.identifiers import ResidentId
from db.connection import StoreFile
from db.holds import TOUCH, StoredHolds, kept_holds

_NAME = "restrictions"
_REVISION = "SELECT revision FROM restriction_revision"
_LIST = "SELECT version, as_of, mark FROM restriction_list"
_ALL = "SELECT resident, version, state FROM restriction"
_BLOCKED = "SELECT resident FROM restriction WHERE state = 'blocked'"
_PUT = (
    "INSERT INTO restriction VALUES (?, ?, ?) "
    "ON CONFLICT (resident) DO UPDATE SET version = excluded.version, state = excluded.state"
)
_PUT_LIST = (
    "INSERT INTO restriction_list VALUES (1, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET version = excluded.version, as_of = excluded.as_of, mark = excluded.mark"
)


class StoredRestrictions(StoredHolds):
    """``RestrictionStore`` in ``device.db``."""

    def __init__(self, file: StoreFile) -> None:
        super().__init__(file)
        # Asked before every print; read anew only when something changed, whichever process changed it.
        self._seen: tuple[int, Restrictions] | None = None
        self._turn = threading.Lock()

    def current(self) -> Restrictions:
        """Who is blocked by the list or by telephone.

        Raises:
            DataStale: there is no list.
        """
        with self._turn, self._file.connected() as connection:
            (revision,) = connection.execute(_REVISION).fetchone()
            if self._seen is None or self._seen[0] != revision:
                self._seen = _seen(connection)
            return self._seen[1]

    def point(self) -> RestrictionPoint:
        """How far the list goes; ``NOTHING_HELD`` without one."""
        with self._file.connected() as connection:
            return _point(connection.execute(_LIST).fetchone()) or NOTHING_HELD

    def take(self, news: RestrictionNews) -> None:
        """Lay it over the list, in one transaction.

        Raises:
            DataStale: older than the list, with a gap before it, or of another history; ours stands and grows old.
        """
        with self._file.immediate() as connection:
            row = connection.execute(_LIST).fetchone()
            point = _point(row)
            check_follows(news, point, None if row is None else datetime.fromisoformat(row[1]))
            merged = merge(_held(connection, news), point, news)
            connection.executemany(
                _PUT, [(entry.resident, entry.version, entry.state.value) for entry in merged.entries]
            )
            if merged.same_history:
                connection.execute(_PUT_LIST, (news.version, news.as_of.isoformat(), news.mark))
            connection.execute(TOUCH)
        if not merged.same_history:
            raise DataStale(register=_NAME, version=news.version)


def _seen(connection: Any) -> tuple[int, Restrictions]:  # noqa: ANN401 - the driver has no types
    """In one transaction: a hold that another process hands over to the list is never missed between the two."""
    connection.execute("BEGIN")
    try:
        (revision,) = connection.execute(_REVISION).fetchone()
        return revision, _read(connection)
    finally:
        connection.execute("ROLLBACK")


def _read(connection: Any) -> Restrictions:  # noqa: ANN401
    row = connection.execute(_LIST).fetchone()
    if row is None:
        raise DataStale(register=_NAME)
    version, as_of, _ = row
    blocked = {ResidentId(resident) for (resident,) in connection.execute(_BLOCKED)}
    blocked |= {kept.hold.resident for kept in kept_holds(connection) if kept.holds(version)}
    return Restrictions(version, datetime.fromisoformat(as_of), frozenset(blocked))


def _held(connection: Any, news: RestrictionNews) -> Held:  # noqa: ANN401
    """All of it to hold a whole list against; of changes only whom they speak of, because they come so often."""
    rows = list(connection.execute(_ALL) if news.whole else _spoken_of(connection, news))
    return {
        ResidentId(resident): RestrictionEntry(ResidentId(resident), version, RestrictionState(state))
        for resident, version, state in rows
    }


def _spoken_of(connection: Any, news: RestrictionNews) -> Iterator[Any]:  # noqa: ANN401
    for resident in {entry.resident for entry in news.entries}:
        yield from connection.execute(f"{_ALL} WHERE resident = ?", (resident,))


def _point(row: Any) -> RestrictionPoint | None:  # noqa: ANN401
    return None if row is None else RestrictionPoint(row[0], row[2])
