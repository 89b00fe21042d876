"""What drivers and the operating system complain of, said in our own errors."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlcipher3 import dbapi2 as sqlcipher

from branch_app.domain.errors import DiskFull, FileDamaged, OutOfOrder, StoreBusy, StoreError

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_PRIMARY_CODE = 0xFF


@contextmanager
def driver_faults(file: str) -> Iterator[None]:
    """Translate what SQLCipher raises while ``file`` is used.

    Raises:
        DiskFull, StoreBusy, FileDamaged.
        OutOfOrder: a trigger or constraint refused the row.
    """
    try:
        yield
    except sqlcipher.Error as error:
        raise translated(file, error) from error


@contextmanager
def file_faults(file: str) -> Iterator[None]:
    """Translate what the operating system raises while ``file`` is used.

    A name that exists or does not is an answer, not a fault: those two pass.

    Raises:
        DiskFull, FileDamaged.
    """
    try:
        yield
    except (FileExistsError, FileNotFoundError):
        raise
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise DiskFull(file=file) from error
        raise FileDamaged(file=file, reason=errno.errorcode.get(error.errno or 0, "unknown")) from error


def translated(file: str, error: Exception) -> StoreError | OutOfOrder:
    """What ``driver_faults`` raises for that complaint."""
    code = int(getattr(error, "sqlite_errorcode", 0)) & _PRIMARY_CODE
    match code:
        case sqlcipher.SQLITE_FULL:
            return DiskFull(file=file)
        case sqlcipher.SQLITE_BUSY | sqlcipher.SQLITE_LOCKED:
            return StoreBusy(file=file)
        case sqlcipher.SQLITE_CONSTRAINT:
            return OutOfOrder(now=file, then="refused by the file's own rules")
    return FileDamaged(file=file, reason=f"driver code {code}")
