"""The high-water mark: size and root of the log after the last commit, outside the database.

A ledger that was restored from a backup or cloned would give the same issue numbers to other papers. It is shorter
than the mark, or has another root at the mark's size, and is refused until central gives a new epoch.

The mark is written after the commit, so it may lag behind a crash and never leads. Two records are written in turn,
each in a sector of its own, so that a write cut short leaves the other. Two processes may write over each other's
record; then the mark lags by one commit.

It is written with every commit and waited for (fsync) with every 16th and at the end: after a power cut it may lag
by that much, which hides only a copy of the log taken within the last certificate or two. Waiting every time would
cost half as much again as the commit itself.
"""

import hmac
import logging
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from branch_app.domain.errors import FileDamaged, FileForeign, StoreError
from branch_app.ports import LogHead
from db.atomic_file import write_new
from db.faults import file_faults
from db.sealing import SecretKey

_SECTOR = 4096
_BODY = struct.Struct(">Q32s")
_MAC_BYTES = 32
_RECORD_BYTES = _BODY.size + _MAC_BYTES
_COMMITS_A_SYNC = 16

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Read:
    """The newest good record and the place where the next one goes."""

    head: LogHead
    next_place: int


class HighWaterMark:
    """The mark of one log, authenticated by a key derived from the ledger's."""

    def __init__(self, path: Path, origin: str, key: SecretKey) -> None:
        self._path = path
        self._key = key.derive(f"high-water mark of {origin}").reveal()
        self._next_place: int | None = None
        self._unsynced = 0

    def create(self, empty: LogHead) -> None:
        """The mark of a new log; an existing one stays.

        Raises:
            DiskFull.
        """
        try:
            write_new(self._path, self._record(empty).ljust(_SECTOR, b"\0") + bytes(_SECTOR))
        except FileExistsError:
            return

    def read(self) -> LogHead:
        """The highest head this computer has seen.

        Raises:
            FileForeign: there is no mark, so this is not where the log was written.
            FileDamaged: no record of this log is whole.
        """
        return self._newest().head

    def raise_to(self, head: LogHead) -> None:
        """Note a committed head.

        The commit stands whatever happens here, and a mark that lags is safe; so a failure is logged, not raised.
        """
        with self._writing() as handle:
            place = self._newest().next_place if self._next_place is None else self._next_place
            os.lseek(handle, place * _SECTOR, os.SEEK_SET)
            os.write(handle, self._record(head))
            self._next_place = 1 - place
            self._unsynced += 1
            if self._unsynced >= _COMMITS_A_SYNC:
                self._wait_for(handle)

    def settle(self) -> None:
        """Wait until what was noted is durable."""
        if self._unsynced:
            with self._writing() as handle:
                self._wait_for(handle)

    @contextmanager
    def _writing(self) -> Iterator[int]:
        try:
            handle = os.open(self._path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
            try:
                yield handle
            finally:
                os.close(handle)
        except (StoreError, OSError) as error:
            _log.warning("high-water mark stays behind: %s", type(error).__name__)

    def _wait_for(self, handle: int) -> None:
        os.fsync(handle)
        self._unsynced = 0

    def _newest(self) -> _Read:
        try:
            with file_faults(self._path.name), self._path.open("rb", buffering=0) as file:
                data = file.read(2 * _SECTOR)
        except FileNotFoundError as error:
            raise FileForeign(file=self._path.name, reason="missing") from error
        heads = {place: self._head(data[place * _SECTOR :][:_RECORD_BYTES]) for place in (0, 1)}
        good = [(head.size, place, head) for place, head in heads.items() if head is not None]
        if not good:
            raise FileDamaged(file=self._path.name)
        _, place, head = max(good, key=lambda found: found[:2])
        return _Read(head, 1 - place)

    def _record(self, head: LogHead) -> bytes:
        body = _BODY.pack(head.size, head.root)
        return body + hmac.digest(self._key, body, "sha256")

    def _head(self, record: bytes) -> LogHead | None:
        body, mac = record[: _BODY.size], record[_BODY.size :]
        if not hmac.compare_digest(mac, hmac.digest(self._key, body, "sha256")):
            return None
        return LogHead(*_BODY.unpack(body))
