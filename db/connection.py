"""SQLCipher files: opened whole, known by their key, never half believed.

A raw key is used with a salt derived from it, and SQLCipher keeps the salt in the first 16 bytes of the file. So
the header says whose key a file was written under, and troubles are told apart without guessing:

=====================  ======================  ==============
first page opens       salt is our key's       verdict
=====================  ======================  ==============
yes                    yes                     open it
yes                    no                      FileDamaged: the salt itself was altered
no                     yes                     FileDamaged
no                     no                      FileForeign: written under another key
=====================  ======================  ==============
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from branch_app.domain.errors import FileDamaged, FileForeign, FileTooNew, StoreError
from db.atomic_file import sync_directory
from db.faults import driver_faults, file_faults, translated
from db.migrations.schema import Schema, migrate
from db.sealing import SecretKey
from db.threads import ThreadConnections

Row = tuple[str, tuple[object, ...]]
"""A statement with its values."""

_SALT_BYTES = 16
_PAGE_BYTES = 4096
_BUSY_MS = 5_000


class Durability(Enum):
    """What a commit waits for."""

    EVERY_COMMIT = (("journal_mode", "wal"), ("synchronous", "full"))
    REBUILT_ON_LOSS = (("journal_mode", "wal"), ("synchronous", "normal"), ("wal_autocheckpoint", 16_000))
    """Whole after a power cut, perhaps without the last commits: they are fetched once more.

    Some 64 MB lie in the write-ahead log before they are put in place: a page that is changed by many transactions
    is written there once, and the disk that the log of entries waits for is asked for that seldom.
    """


class StoreFile:
    """One encrypted database; every thread gets a connection of its own."""

    def __init__(self, path: Path, connections: ThreadConnections) -> None:
        self.name = path.name
        self._connections = connections

    @contextmanager
    def connected(self) -> Iterator[Any]:
        """The driver's connection of this thread, complaints translated."""
        try:
            yield self._connections.mine()
        except sqlcipher.Error as error:
            raise translated(self.name, error) from error

    @contextmanager
    def steady(self) -> Iterator[Any]:
        """The connection of this thread, which sees one state of the file until the block ends."""
        with self.connected() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def immediate(self) -> Iterator[Any]:
        """BEGIN IMMEDIATE to COMMIT on the driver's own connection; whatever leaves the block rolls back.

        Raises:
            StoreBusy, DiskFull, FileDamaged.
        """
        try:
            connection = self._connections.mine()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                # A full disk ends the transaction by itself; after COMMIT there is none either.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
        except sqlcipher.Error as error:
            raise translated(self.name, error) from error

    @contextmanager
    def erasing(self) -> Iterator[Any]:
        """``immediate``; then what it overwrote has left the write-ahead log, unless somebody reads just now."""
        with self.immediate() as connection:
            yield connection
        with self.connected() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def quick_check(self) -> None:
        """Read every page; each is decrypted and its HMAC compared on the way.

        Raises:
            FileDamaged: ``reason`` is the driver's first complaint.
        """
        with self.connected() as connection:
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise FileDamaged(file=self.name, reason="quick check")

    def read_back(self) -> None:
        """Everything out of the write-ahead log and onto the disk; then each page as it lies there is decrypted.

        Raises:
            FileDamaged: ``reason`` is "page", or "checkpoint" while somebody reads.
            DiskFull.
        """
        with self.connected() as connection:
            (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            complaint = connection.execute("PRAGMA cipher_integrity_check").fetchone()
        if busy or complaint:
            raise FileDamaged(file=self.name, reason="checkpoint" if busy else "page")

    def close(self) -> None:
        """Close this thread's connection."""
        self._connections.close()


def create_file(
    path: Path, key: SecretKey, schema: Schema, durability: Durability, rows: Sequence[Row] = ()
) -> StoreFile:
    """A new file with every table and its first rows; it gets its name when it is whole.

    Raises:
        FileForeign: something lies there already; it is untouched.
        DiskFull, StoreBusy.
    """
    if path.exists():
        raise FileForeign(file=path.name, reason="exists")
    unfinished = path.with_name(f".{path.name}.new")
    with file_faults(path.name):
        for leftover in (*beside(unfinished), *beside(path)):
            leftover.unlink(missing_ok=True)
        unfinished.touch(0o600)
    file = _prepared(unfinished, key, schema, durability)
    with file.immediate() as connection:
        for statement, values in rows:
            connection.execute(statement, values)
    file.close()
    with file_faults(path.name):
        unfinished.rename(path)
        sync_directory(path.parent)
    return _prepared(path, key, schema, durability)


def open_file(path: Path, key: SecretKey, schema: Schema, durability: Durability) -> StoreFile:
    """An existing file, brought to this build's schema.

    Raises:
        FileDamaged, FileForeign, FileTooNew: nothing was changed.
        DiskFull, StoreBusy.
    """
    _look_at_header(path, key, schema)
    return _prepared(path, key, schema, durability)


def beside(path: Path) -> tuple[Path, ...]:
    """The file and what SQLite may have left beside it: a write-ahead log of another file would be believed."""
    return tuple(path.with_name(f"{path.name}{end}") for end in ("", "-journal", "-wal", "-shm"))


def raw_key(key: SecretKey) -> str:
    """Key and salt as SQLCipher takes them."""
    return f"x'{key.reveal().hex()}{_salt(key).hex()}'"


def _salt(key: SecretKey) -> bytes:
    return key.derive("sqlcipher salt").reveal()[:_SALT_BYTES]


def _look_at_header(path: Path, key: SecretKey, schema: Schema) -> None:
    """Read-only, so that a file that is not ours stays as it was found."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            ours = file.read(_SALT_BYTES) == _salt(key)
    except FileNotFoundError as error:
        raise FileDamaged(file=path.name, reason="missing") from error
    if size < _PAGE_BYTES:
        raise FileDamaged(file=path.name, reason="truncated")
    with driver_faults(path.name):
        connection = _quiet_connection(path)
        try:
            facts = _first_page(connection, key)
        finally:
            connection.close()
    _judge(path.name, facts, ours, schema)


def _judge(name: str, facts: tuple[int, int] | None, ours: bool, schema: Schema) -> None:  # noqa: FBT001 - a fact
    if facts is None:
        raise FileDamaged(file=name, reason="first page") if ours else FileForeign(file=name, reason="other key")
    if not ours:
        raise FileDamaged(file=name, reason="salt")
    application_id, version = facts
    if application_id != schema.application_id:
        raise FileForeign(file=name, reason="other kind of file")
    if version > schema.version:
        raise FileTooNew(file=name, version=version, known=schema.version)


def _quiet_connection(path: Path) -> Any:  # noqa: ANN401 - the driver has no types
    """A connection whose wrong keys print nothing to stderr; SQLCipher's log level holds for the whole process."""
    connection = sqlcipher.connect(path.absolute().as_uri() + "?mode=rw", uri=True, timeout=_BUSY_MS / 1_000)
    connection.execute("PRAGMA cipher_log_level=NONE")
    return connection


def _first_page(connection: Any, key: SecretKey) -> tuple[int, int] | None:  # noqa: ANN401
    """Application id and schema version, or None when the key does not open the first page."""
    connection.execute(f'PRAGMA key="{raw_key(key)}"')
    try:
        (application_id,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlcipher.DatabaseError as error:
        if error.sqlite_errorcode == sqlcipher.SQLITE_NOTADB:
            return None
        raise
    return application_id, version


def _prepared(path: Path, key: SecretKey, schema: Schema, durability: Durability) -> StoreFile:
    connections = ThreadConnections(lambda: _connection(path, key, durability))
    try:
        with driver_faults(path.name):
            migrate(connections.mine(), schema)
    except StoreError:
        connections.close()
        raise
    return StoreFile(path, connections)


def _connection(path: Path, key: SecretKey, durability: Durability) -> Any:  # noqa: ANN401
    pragmas = (
        *durability.value,
        ("cache_size", -64 * 1024),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("secure_delete", "fast"),  # what goes is overwritten where it lay, keys above all
        ("temp_store", "memory"),
    )
    # Never made here: a generation that was removed meanwhile is missing, not empty.
    connection = sqlcipher.connect(
        path.absolute().as_uri() + "?mode=rw", uri=True, isolation_level=None, timeout=_BUSY_MS / 1_000
    )
    try:
        connection.execute(f'PRAGMA key="{raw_key(key)}"')
        for name, value in pragmas:
            connection.execute(f"PRAGMA {name} = {value}")
    except sqlcipher.Error:
        connection.close()
        raise
    return connection
