"""A file system whose power is cut at its n-th change: what was not synced is lost, torn or kept, as chance will.

Writes reach ROOT when their file is synced. At the cut each write that waits reaches it whole, half or not at all,
whatever came before it: a disk reorders. Names are journaled in their order (``unsynced_names``): the last since a
sync may be lost. ROOT itself is never waited for: its power stays on. Needs FUSE.
"""

import errno
import os
import random
import threading
from collections.abc import Iterator
from pathlib import Path

import mfusepy as fuse

from tests.prove.unsynced_names import UnsyncedNames

_SECTOR = 512
_TIMES = ("st_atime", "st_mtime", "st_ctime")
_MODES = ("st_mode", "st_uid", "st_gid", "st_nlink")
Write = tuple[int, bytes]
"""Where and what; no bytes is a file cut off there."""


class PowerDisk(fuse.Operations):
    """Passes through to ``root`` what was synced."""

    use_ns = True

    def __init__(self, root: Path, cut: int, seed: int) -> None:
        self._root = root
        self._cut = cut
        self._chance = random.Random(seed)  # noqa: S311 - what the disk had got to
        self._waiting: dict[str, list[Write]] = {}
        self._seen: dict[str, bytearray] = {}
        self._names = UnsyncedNames()
        self._changes = 0
        self._turn = threading.RLock()

    def getattr(self, path: str, _handle: int | None = None) -> dict[str, int]:
        """Sizes as programs see them."""
        with self._turn:
            try:
                found = os.lstat(self._real(path))
            except OSError as error:
                raise fuse.FuseOSError(error.errno) from error
            size = len(self._seen[path]) if path in self._seen else found.st_size
        facts = {name: getattr(found, name) for name in _MODES} | {"st_size": size}
        return facts | {name: getattr(found, f"{name}_ns") for name in _TIMES}

    def readdir(self, path: str, _handle: int) -> list[str]:
        """Names."""
        return [".", "..", *(found.name for found in self._real(path).iterdir())]

    def create(self, path: str, mode: int, _info: object = None) -> int:
        """A new name."""
        with self._change():
            os.close(os.open(self._real(path), os.O_RDWR | os.O_CREAT, mode))
            self._names.made(self._real(path))
        return 1

    def open(self, path: str, _flags: int) -> int:
        """A file that is there."""
        if not self._real(path).exists():
            raise fuse.FuseOSError(errno.ENOENT)
        return 1

    def read(self, path: str, size: int, offset: int, _handle: int) -> bytes:
        """As written, synced or not."""
        with self._turn:
            if path in self._seen:
                return bytes(self._seen[path][offset : offset + size])
            with self._real(path).open("rb") as file:
                file.seek(offset)
                return file.read(size)

    def write(self, path: str, data: bytes, offset: int, _handle: int) -> int:
        """Into memory."""
        with self._change():
            self._wait(path, (offset, data))
        return len(data)

    def truncate(self, path: str, length: int, _handle: int | None = None) -> None:
        """Into memory too."""
        with self._change():
            self._wait(path, (length, b""))

    def fsync(self, path: str, _data_only: int, _handle: int) -> int:
        """Everything that waits for this file, onto the disk."""
        with self._change():
            for write in self._waiting.pop(path, ()):
                _apply(self._real(path), write)
            self._seen.pop(path, None)
            self._names.synced()
        return 0

    def fsyncdir(self, _path: str, _data_only: int, _handle: int) -> int:
        """Names, onto the disk."""
        with self._change():
            self._names.synced()
        return 0

    def unlink(self, path: str) -> None:
        """The name goes, and what waited for it."""
        with self._change():
            self._waiting.pop(path, None)
            self._seen.pop(path, None)
            self._names.going(self._real(path))
            self._real(path).unlink()

    def rename(self, old: str, new: str) -> None:
        """What waits moves along."""
        with self._change():
            for held in (self._waiting, self._seen):
                held.pop(new, None)
                if old in held:
                    held[new] = held.pop(old)
            self._names.going(self._real(new))
            self._real(old).rename(self._real(new))
            self._names.moved(self._real(old), self._real(new))

    def chmod(self, path: str, mode: int) -> int:
        """At once."""
        self._real(path).chmod(mode)
        return 0

    def utimens(self, _path: str, _times: object = None) -> int:
        """Nobody asks."""
        return 0

    def statfs(self, _path: str) -> dict[str, int]:
        """That of the root."""
        found = os.statvfs(self._root)
        names = ("f_bsize", "f_blocks", "f_bfree", "f_bavail", "f_files", "f_ffree", "f_favail", "f_frsize")
        return {name: getattr(found, name) for name in (*names, "f_namemax")}

    def _real(self, path: str) -> Path:
        return self._root / path.lstrip("/")

    def _wait(self, path: str, write: Write) -> None:
        if path not in self._seen:
            self._seen[path] = bytearray(self._real(path).read_bytes())
        _change_bytes(self._seen[path], write)
        self._waiting.setdefault(path, []).append(write)

    def _change(self) -> "_Turn":
        return _Turn(self)

    def count(self) -> None:
        """One change more; the power goes before the last."""
        self._changes += 1
        if self._changes == self._cut:
            for path, writes in self._waiting.items():
                for write in self._survivors(writes):
                    _apply(self._real(path), write)
            self._names.lose(self._chance)
            os._exit(0)

    def _survivors(self, writes: list[Write]) -> Iterator[Write]:
        """Any of them, some torn between sectors."""
        for offset, data in writes:
            match self._chance.randrange(3):
                case 0:
                    yield offset, data
                case 1 if len(data) > _SECTOR:
                    yield offset, data[: self._chance.randrange(_SECTOR, len(data), _SECTOR)]

    def enter(self) -> None:
        """One at a time."""
        self._turn.acquire()
        self.count()

    def leave(self) -> None:
        """The next."""
        self._turn.release()


class _Turn:
    """A change in its turn."""

    def __init__(self, disk: PowerDisk) -> None:
        self._disk = disk

    def __enter__(self) -> None:
        self._disk.enter()

    def __exit__(self, *_error: object) -> None:
        self._disk.leave()


def _change_bytes(held: bytearray, write: Write) -> None:
    offset, data = write
    if not data:
        del held[offset:]
    held.extend(bytes(max(0, offset - len(held))))
    held[offset : offset + len(data)] = data


def _apply(path: Path, write: Write) -> None:
    offset, data = write
    with path.open("r+b") as file:
        if not data:
            file.truncate(offset)
        file.seek(offset)
        file.write(data)
