"""One writer at a time, across processes; the lock goes with the process that held it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from branch_app.domain.errors import StoreBusy
from db.faults import file_faults

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)

    def _try_lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)

    def _try_lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


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


@contextmanager
def locked_or_busy(path: Path) -> Iterator[None]:
    """The same for work that takes long: who comes second does not wait.

    Raises:
        StoreBusy: somebody holds it.
    """
    with file_faults(path.name):
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            _try_lock(handle)
        except OSError as error:  # BlockingIOError here, PermissionError on Windows: whatever it is, it is not ours
            raise StoreBusy(file=path.name) from error
        yield
    finally:
        os.close(handle)
