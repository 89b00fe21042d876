"""Half-filled forms: one encrypted file a person, under a key that only that person's password opens.

The file's name is made from the machine secret and the person's id: it says nothing to whoever lists the folder,
and the file can be removed without a password when its owner's slot goes.
"""

from pathlib import Path

from branch_app.domain.errors import FileDamaged
from db.atomic_file import sync_directory, write_replacing
from db.faults import file_faults
from db.sealing import NotSealedHere, SecretKey, context

_MAGIC = b"MGDR1"
_SUFFIX = ".draft"


class SealedDraft:
    """``Drafts`` of one person."""

    def __init__(self, path: Path, device: str, key: SecretKey) -> None:
        self._path = path
        self._device = device
        self._key = key

    def keep(self, body: bytes) -> None:
        """Put it away, whole or not at all.

        Raises:
            DiskFull: the one before stands.
        """
        write_replacing(self._path, _MAGIC + self._key.seal(body, self._bound_to()))

    def take(self) -> bytes | None:
        """What was kept; it stays.

        Raises:
            FileDamaged: altered, or somebody else's under this name.
        """
        try:
            with file_faults(self._path.name):
                data = self._path.read_bytes()
        except FileNotFoundError:
            return None
        try:
            return self._key.unseal(data.removeprefix(_MAGIC), self._bound_to())
        except NotSealedHere as error:
            raise FileDamaged(file=self._path.name) from error

    def discard(self) -> None:
        """No more draft."""
        remove_draft(self._path)

    def _bound_to(self) -> bytes:
        return context("draft", self._device, self._path.name)


def draft_path(folder: Path, name: str) -> Path:
    """Where the draft of that name lies."""
    return folder / f"{name}{_SUFFIX}"


def remove_draft(path: Path) -> None:
    """Gone for good: its key is wrapped under the password, the bytes are not worth overwriting."""
    with file_faults(path.name):
        path.unlink(missing_ok=True)
        if path.parent.exists():
            sync_directory(path.parent)


def remove_drafts(folder: Path) -> None:
    """Of everybody."""
    for path in folder.glob(f"*{_SUFFIX}"):
        remove_draft(path)
