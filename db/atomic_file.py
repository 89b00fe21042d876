"""Small files that are whole or not there, whenever the power goes."""

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.faults import file_faults

_OWNER_ONLY = 0o600


def write_replacing(path: Path, data: bytes) -> None:
    """Put ``data`` under this name: temporary file, chmod, fsync, replace, fsync of the directory.

    Raises:
        DiskFull, FileDamaged: the old file stands untouched.
    """
    with file_faults(path.name), _finished_copy(path, data) as copy:
        copy.replace(path)
        sync_directory(path.parent)


def write_new(path: Path, data: bytes) -> None:
    """The same for a name that must not exist yet; of two writers at once one wins.

    Raises:
        FileExistsError: it exists; it is untouched.
        DiskFull, FileDamaged: nothing was written.
    """
    with file_faults(path.name), _finished_copy(path, data) as copy:
        os.link(copy, path)
        sync_directory(path.parent)


def sync_directory(folder: Path) -> None:
    """Make a name durable. Windows has no such call: there NTFS journals names by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _finished_copy(path: Path, data: bytes) -> Iterator[Path]:
    path.parent.mkdir(parents=True, exist_ok=True)
    copy = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        handle = os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _OWNER_ONLY)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield copy
    finally:
        copy.unlink(missing_ok=True)
