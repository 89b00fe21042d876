"""One writer at a time on a small file, across processes; the lock goes with the process that held it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.faults import file_faults

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file ``path`` until the block ends; closing the handle lets go."""
    with file_faults(path.name):
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        with file_faults(path.name):
            _lock(handle)
        yield
    finally:
        os.close(handle)
