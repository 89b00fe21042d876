"""Making the two sealed files of a backup, and a head office out of them again.

They are for two places. The database may be kept as long as one likes, because what expires is shredded with its
key. The keys are few; a newer file of them takes the place of the older one, which is destroyed, or shredding a key
would not shred it.
"""

import base64
import io
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from branch_app.domain.errors import BadInput, FileDamaged, KeyMissing
from sync.central.backup.databases import dumped, refill
from sync.central.backup.sealed import read_sealed, write_sealed
from sync.central.database import close_database, open_database
from sync.central.schema import migrate
from sync.central.trust.epochs import put_back
from sync.central.trust.keys import KEY_FILES, random_key, replace_private, write_private

DATABASE, KEYS = "database", "keys"
_RECEIVER = "backup.pub"
_KEPT = ("*.key", "*.pem", "site.uri", "hosts", _RECEIVER, "openings/*.key")
_NAME = re.compile(r"(openings/)?[A-Za-z0-9_-][A-Za-z0-9._-]*")


def new_backup_key(folder: Path, out: Path) -> None:
    """A key that opens every backup made from now on: ``out`` goes into a safe, head office keeps the public half.

    Raises:
        BadInput: there is a file already.
    """
    if out.exists():
        raise BadInput(at="out")
    private = random_key()
    write_private(out, private.hex().encode())
    public = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    replace_private(folder / _RECEIVER, public.hex().encode())


def read_backup_key(path: Path) -> X25519PrivateKey:
    """The key out of the safe.

    Raises:
        BadInput: no such key.
    """
    try:
        return X25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text("ascii")))
    except (ValueError, OSError) as error:
        raise BadInput(at="key") from error


def back_up(folder: Path, url: str, database: Path | None, keys: Path | None) -> None:
    """Write the files that are named; whatever was there before stays until the new one is whole.

    The database comes first: no opening in it is then without its key.

    Raises:
        KeyMissing: no backup key was made yet.
        BadInput: both would lie in one place.
        FileDamaged: the database could not be read.
    """
    if database and keys and database.resolve().parent == keys.resolve().parent:
        raise BadInput(at="place")
    receiver = _receiver(folder)
    if database:
        with _whole(database) as target, dumped(url) as source:
            write_sealed(source, target, receiver, DATABASE)
    if keys:
        with _whole(keys) as target:
            write_sealed(io.BytesIO(_packed(folder)), target, receiver, KEYS)


@dataclass(frozen=True, slots=True)
class SealedBackup:
    """The two files, and the key out of the safe that opens them."""

    database: Path
    keys: Path
    key: X25519PrivateKey


def restore(folder: Path, url: str, backup: SealedBackup, now: datetime) -> None:
    """Make a head office of it: a database that had no tables, and a folder that had no keys.

    The keys are put down last: whatever is amiss, the same command can be given again.

    Raises:
        BadInput: there are keys or tables; nothing was changed, and so with the others.
        WrongKey, FileDamaged: a file that is no such backup, or that this key does not open.
    """
    if any((folder / name).exists() for name in KEY_FILES):
        raise BadInput(at="folder")
    keys = _unpacked(b"".join(read_sealed(backup.keys, backup.key, KEYS)), backup.keys.name)
    _fill_database(url, backup, now)
    for name, content in keys.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_private(folder / name, content)


def _fill_database(url: str, backup: SealedBackup, now: datetime) -> None:
    """No epoch that was given before ``now`` is given by it again."""
    refill(url, read_sealed(backup.database, backup.key, DATABASE))
    database = open_database(url)
    migrate(database)
    with database.connection_context():
        put_back(now)
    close_database(database)


def _packed(folder: Path) -> bytes:
    found = sorted(path for pattern in _KEPT for path in folder.glob(pattern))
    return json.dumps(
        {path.relative_to(folder).as_posix(): base64.b64encode(path.read_bytes()).decode() for path in found}
    ).encode()


def _unpacked(data: bytes, file: str) -> dict[str, bytes]:
    told = json.loads(data)
    if not all(_NAME.fullmatch(name) for name in told):
        raise FileDamaged(file=file, reason="name")
    return {name: base64.b64decode(content) for name, content in told.items()}


def _receiver(folder: Path) -> bytes:
    path = folder / _RECEIVER
    if not path.exists():
        raise KeyMissing(shelf=_RECEIVER)
    return bytes.fromhex(path.read_text("ascii"))


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of another once it is written to the end."""
    draft = path.with_name(f"{path.name}.part")
    draft.unlink(missing_ok=True)
    write_private(draft, b"")
    with draft.open("ab") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
