"""Generations of the register: ``register-<n>.db``, and a pointer that says which one serves.

Files of their own, because Windows cannot rename over an open file and a stale ``-wal`` would be read. The pointer
is authenticated, so that nobody without our keys points it elsewhere.
"""

import hmac
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from branch_app.domain.errors import DataStale, FileDamaged, KeyMissing
from branch_app.domain.records.register_tables import SCHEMA
from db.atomic_file import write_replacing
from db.connection import Durability, Row, StoreFile, beside, create_file, open_file
from db.faults import file_faults
from db.keyring import KeyRing
from db.migrations.register import REGISTER, is_of_this_layout
from db.register import SqlRegister

_POINTER = "register.pointer"
_NUMBER = re.compile(r"register-(\d+)\.db")
_MAC_DIGITS = 64


class RegisterFolder:
    """The generations of one device."""

    def __init__(self, folder: Path, keys: KeyRing) -> None:
        self.folder = folder
        self.keys = keys
        self._mac_key = keys.make_key(_POINTER).reveal()

    def serving(self) -> int | None:
        """Number of the generation in use, or None before the first.

        Raises:
            FileDamaged: the pointer was altered.
        """
        try:
            with file_faults(_POINTER):
                text = (self.folder / _POINTER).read_bytes()
        except FileNotFoundError:
            return None
        number, _, mac = text.partition(b"\n")
        if not hmac.compare_digest(mac, self._mac(number)):
            raise FileDamaged(file=_POINTER)
        return int(number)

    def open(self) -> SqlRegister:
        """The generation in use.

        Raises:
            DataStale: none was ever loaded, or another version of this program made it.
            FileDamaged, FileForeign, FileTooNew, KeyMissing.
        """
        file = self.open_serving()
        if file is None:
            raise DataStale(register="all")
        with file.connected() as connection:
            schemas = connection.execute("SELECT schema FROM replica").fetchall()
            ours = schemas == [(SCHEMA,)] and is_of_this_layout(connection)
        if not ours:
            file.close()
            raise DataStale(register="all")
        return SqlRegister(file)

    def open_serving(self) -> StoreFile | None:
        """The file of the generation in use, None before the first.

        Raises:
            FileDamaged, FileForeign, FileTooNew, KeyMissing.
        """
        number = self.serving()
        return None if number is None else self.open_file(number)

    def open_file(self, number: int) -> StoreFile:
        """The file of one generation.

        Raises:
            FileDamaged, FileForeign, FileTooNew, KeyMissing.
        """
        path = self.path(number)
        return open_file(path, self.keys.key(path.name), REGISTER, Durability.REBUILT_ON_LOSS)

    def create_file(self, number: int, rows: Sequence[Row]) -> StoreFile:
        """A new generation with its first rows.

        Raises:
            DiskFull.
        """
        path = self.path(number)
        return create_file(path, self.keys.make_key(path.name), REGISTER, Durability.REBUILT_ON_LOSS, rows)

    def unfinished(self) -> int | None:
        """Number of a generation in the making."""
        newest = max(self._numbers(), default=0)
        return newest if newest > (self.serving() or 0) else None

    def switch(self, number: int) -> None:
        """Let that generation serve from now on.

        Raises:
            DiskFull: the old one serves on.
        """
        text = str(number).encode()
        write_replacing(self.folder / _POINTER, text + b"\n" + self._mac(text))

    def next_number(self) -> int:
        """A number that no file here has."""
        return 1 + max((*self._numbers(), self.serving() or 0))

    def path(self, number: int) -> Path:
        """Where that generation lies."""
        return self.folder / f"register-{number}.db"

    def remove_stale(self) -> None:
        """Remove the generations before the one in use; what is still open stays for later."""
        serving = self.serving() or 0
        for number in self._numbers():
            if number < serving:
                self.discard(number)

    def discard(self, number: int) -> None:
        """Remove one generation with its key. Windows refuses while it is open: then a later call takes it."""
        path = self.path(number)
        with suppress(PermissionError):
            # The file itself first: without it nobody reads what lies beside it.
            for leftover in beside(path):
                leftover.unlink(missing_ok=True)
            with suppress(KeyMissing):
                self.keys.forget_key(path.name)

    def _numbers(self) -> list[int]:
        found = (_NUMBER.fullmatch(path.name) for path in self.folder.glob("register-*.db"))
        return [int(match[1]) for match in found if match]

    def _mac(self, number: bytes) -> bytes:
        return hmac.digest(self._mac_key, number, "sha256").hex().encode()
