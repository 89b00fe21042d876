"""``vault.json``: slots and sealed file keys, canonical JSON with its own digest in front.

The digest finds damage and names it as such; it does not stop an attacker, the authenticated slots do. Two lines,
so that damage anywhere in the file, the digest included, is seen before anything else is believed.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from branch_app.domain.errors import BadInput, EntryNotUnderstood, FileDamaged, FileForeign, FileTooNew
from branch_app.domain.log.canonical import from_canonical, to_canonical
from branch_app.domain.values.codec import decode, encode
from db.atomic_file import write_new, write_replacing
from db.faults import file_faults
from db.lock import locked
from db.slots import Holder, Ring, Slot

NAME = "vault.json"
_MAGIC = b"madoguchi-vault "
_VERSION = 1


@dataclass(frozen=True, slots=True)
class SealedKey:
    """The random key of one file, sealed under its ring."""

    file: str
    ring: Ring
    sealed: bytes


@dataclass(frozen=True, slots=True)
class VaultFile:
    """What stands in the file."""

    device: str
    slots: tuple[Slot, ...] = ()
    keys: tuple[SealedKey, ...] = ()

    def slots_of(self, holder: Holder) -> tuple[Slot, ...]:
        """In the order they were made."""
        return tuple(slot for slot in self.slots if slot.holder is holder)

    def without(self, *gone: Slot) -> "VaultFile":
        """Those slots removed."""
        return replace(self, slots=tuple(slot for slot in self.slots if slot not in gone))

    def with_slots(self, *new: Slot) -> "VaultFile":
        """More slots."""
        return replace(self, slots=(*self.slots, *new))

    def to_bytes(self) -> bytes:
        """Magic, version and digest on the first line, the body on the second."""
        version, body = str(_VERSION).encode(), to_canonical(encode(self)) + b"\n"
        return _MAGIC + version + b" " + _digest(version, body) + b"\n" + body

    @classmethod
    def from_bytes(cls, data: bytes) -> "VaultFile":
        """Read back.

        Raises:
            FileDamaged, FileForeign, FileTooNew.
        """
        head, _, body = data.partition(b"\n")
        if not head.startswith(_MAGIC):
            raise FileDamaged(file=NAME, reason="head") if b"vault" in data[:24] else FileForeign(file=NAME)
        version, _, digest = head.removeprefix(_MAGIC).partition(b" ")
        if digest != _digest(version, body):
            raise FileDamaged(file=NAME, reason="digest")
        if version != str(_VERSION).encode():
            raise FileTooNew(file=NAME, version=version.decode(errors="replace"), known=_VERSION)
        try:
            return decode(cls, from_canonical(body.removesuffix(b"\n")))
        except (BadInput, EntryNotUnderstood) as error:
            raise FileDamaged(file=NAME, reason="body") from error


def read_vault(folder: Path) -> VaultFile:
    """Raises FileDamaged (also when missing), FileForeign, FileTooNew."""
    try:
        with file_faults(NAME):
            return _understood((folder / NAME).read_bytes())
    except FileNotFoundError as error:
        raise FileDamaged(file=NAME, reason="missing") from error


@lru_cache(maxsize=1)
def _understood(data: bytes) -> VaultFile:
    """The file is read each time, but seldom another: the door asks who has a slot while it is drawn (2 ms)."""
    return VaultFile.from_bytes(data)


def _digest(version: bytes, body: bytes) -> bytes:
    return hashlib.sha256(version + b"\n" + body).hexdigest().encode()


class VaultChange:
    """The vault as it stands while the lock is held."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.vault = read_vault(folder)

    def write(self, vault: VaultFile) -> None:
        """Replace it whole.

        Raises:
            DiskFull: the old one stands.
        """
        write_replacing(self._folder / NAME, vault.to_bytes())


@contextmanager
def changing_vault(folder: Path) -> Iterator[VaultChange]:
    """Read and write under a lock, so that two processes never undo each other's change."""
    with locked(folder / f"{NAME}.lock"):
        yield VaultChange(folder)


def create_vault(folder: Path, vault: VaultFile) -> None:
    """The first vault of a folder.

    Raises:
        FileForeign: one lies there already.
        DiskFull.
    """
    try:
        write_new(folder / NAME, vault.to_bytes())
    except FileExistsError as error:
        raise FileForeign(file=NAME, reason="exists") from error
