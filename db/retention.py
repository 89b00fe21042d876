"""Keys of openings and pseudonyms, one a retention class and period, outside every database and backup.

One small file a key, wrapped under the counter ring. To shred is to overwrite the file in place and keep it as a
tombstone: what expired can neither be opened nor, by a first use, be made again. On flash the drive may keep the
old block; whoever digs it out still needs the counter ring.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from branch_app.domain.errors import FileDamaged, KeyMissing
from branch_app.domain.log.commitment import Retention
from db.atomic_file import write_new
from db.faults import file_faults
from db.sealing import NotSealedHere, SecretKey, context

_ALIVE = b"MGRK1"
_SHREDDED = b"MGRK0"
_MOST_BYTES = 4096
"""Some hundred bytes are a key file; whatever is longer is none, and does not unwrap."""


@dataclass(frozen=True, slots=True)
class PeriodKeys:
    """What one key file gives."""

    opening: SecretKey
    pseudonym: SecretKey


class RetentionKeys:
    """The keys of one device; ``wrapping`` comes from the counter ring."""

    def __init__(self, folder: Path, device: str, wrapping: SecretKey) -> None:
        self._folder = folder
        self._device = device
        self._wrapping = wrapping
        self._unwrapped: dict[bytes, PeriodKeys] = {}
        self._paths: dict[tuple[Retention, str], Path] = {}

    def opening_key(self, retention: Retention, period: str) -> SecretKey:
        """Seals openings of that class and period; made on first use.

        Raises:
            KeyMissing: shredded.
            FileDamaged.
        """
        return self._made(retention, period).opening

    def known_opening_key(self, retention: Retention, period: str) -> SecretKey | None:
        """The same for reading: None when shredded or never made here."""
        try:
            key = self._read(retention, period)
        except KeyMissing:
            return None
        return None if key is None else key.opening

    def pseudonym_key(self, retention: Retention, period: str) -> bytes:
        """32 bytes; made on first use.

        Raises:
            KeyMissing: shredded.
            FileDamaged.
        """
        return self._made(retention, period).pseudonym.reveal()

    def check(self) -> int:
        """Unwrap every key that lies here; how many are alive.

        Raises:
            FileDamaged: one was altered, or is not ours.
        """
        return len(self.kept())

    def kept(self) -> tuple[tuple[Retention, str], ...]:
        """Kinds and periods whose key lies here and was not shredded.

        Raises:
            FileDamaged: one was altered, or is not ours.
        """
        found = []
        for path in sorted(self._folder.glob("*.key")):
            name, _, period = path.stem.partition("-")
            try:
                retention = Retention(name)
            except ValueError as error:
                raise FileDamaged(file=path.name) from error
            if self.known_opening_key(retention, period) is not None:
                found.append((retention, period))
        return tuple(found)

    def shred(self, retention: Retention, period: str) -> None:
        """Destroy that key for good; no error when it never was, and it will never be."""
        path = self._path(retention, period)
        self._unwrapped = {}
        try:
            write_new(path, _SHREDDED)
        except FileExistsError:
            with file_faults(path.name):
                _overwrite(path)

    def _made(self, retention: Retention, period: str) -> PeriodKeys:
        key = self._read(retention, period)
        if key is not None:
            return key
        sealed = self._wrapping.seal(SecretKey.random().reveal(), self._bound_to(retention, period))
        # Another process may be first; then its key is the key.
        with suppress(FileExistsError):
            write_new(self._path(retention, period), _ALIVE + sealed)
        return self._made(retention, period)

    def _read(self, retention: Retention, period: str) -> PeriodKeys | None:
        """None when never made here. The file is read every time, because another process may have shredded it."""
        path = self._path(retention, period)
        try:
            with file_faults(path.name):
                data = _lying(path)
        except FileNotFoundError:
            return None
        if data.startswith(_SHREDDED):
            raise KeyMissing(what=path.stem)
        if data not in self._unwrapped:
            self._unwrapped = {**self._unwrapped, data: self._unwrap(data, retention, period)}
        return self._unwrapped[data]

    def _unwrap(self, data: bytes, retention: Retention, period: str) -> PeriodKeys:
        name = self._path(retention, period).name
        if not data.startswith(_ALIVE):
            raise FileDamaged(file=name)
        try:
            key = SecretKey(self._wrapping.unseal(data[len(_ALIVE) :], self._bound_to(retention, period)))
        except NotSealedHere as error:
            raise FileDamaged(file=name) from error
        return PeriodKeys(opening=key.derive("opening"), pseudonym=key.derive("pseudonym"))

    def _path(self, retention: Retention, period: str) -> Path:
        """Kept: to put a path together takes longer than to read the file."""
        path = self._paths.get((retention, period))
        if path is None:
            path = self._paths[retention, period] = self._folder / f"{retention.value}-{period}.key"
        return path

    def _bound_to(self, retention: Retention, period: str) -> bytes:
        return context("retention key", self._device, retention.value, period)


def _lying(path: Path) -> bytes:
    """The whole small file, without what a file object costs: every append reads one."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        return os.read(handle, _MOST_BYTES)
    finally:
        os.close(handle)


def _overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        size = path.stat().st_size
        file.write(_SHREDDED.ljust(size, b"\0"))
        file.flush()
        os.fsync(file.fileno())
