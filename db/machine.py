"""The machine secret: 32 bytes that belong to this computer and never travel with the data folder.

It stops who carries off the data folder or a backup of it. It does not stop a thief of the whole disk; that takes a
TPM or disk encryption.
"""

import secrets
import stat
import sys
from pathlib import Path
from typing import Protocol

from branch_app.domain.errors import FileDamaged, KeyMissing
from db.atomic_file import write_new
from db.faults import file_faults
from db.sealing import KEY_BYTES

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class MachineSecret(Protocol):
    """Where this computer keeps its secret."""

    def create(self) -> None:
        """Make one; an existing one stays.

        Raises:
            DiskFull.
        """

    def read(self) -> bytes:
        """32 bytes.

        Raises:
            KeyMissing: never made on this computer.
            FileDamaged: altered, or open to others.
        """


class OwnerFileSecret:
    """A file that only its owner (root, or the service's user) can read."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def create(self) -> None:
        """Make one; an existing one stays."""
        try:
            write_new(self._path, secrets.token_bytes(KEY_BYTES))
        except FileExistsError:
            return

    def read(self) -> bytes:
        """32 bytes, if nobody else could have read them."""
        secret = read_secret_file(self._path)
        if len(secret) != KEY_BYTES:
            raise FileDamaged(file=self._path.name, reason="length")
        if sys.platform != "win32" and self._path.stat().st_mode & _OTHERS:
            raise FileDamaged(file=self._path.name, reason="open to others")
        return secret


def read_secret_file(path: Path) -> bytes:
    """Bytes of a key file.

    Raises:
        KeyMissing, FileDamaged.
    """
    try:
        with file_faults(path.name):
            return path.read_bytes()
    except FileNotFoundError as error:
        raise KeyMissing(what=path.name) from error
