"""``look.toml`` in a device's home: how the window looked last. The program writes it; it may be deleted."""

from pathlib import Path

from db.atomic_file import write_replacing

_NAME = "look.toml"
_MOST_BYTES = 1_000


class LookFile:
    """``KeptLook`` in a file."""

    def __init__(self, home: Path) -> None:
        self._path = home / _NAME

    def read(self) -> str:
        """What was kept; nothing where no file is, or none that is text."""
        try:
            with self._path.open("rb") as file:
                return file.read(_MOST_BYTES).decode()
        except (OSError, UnicodeDecodeError):
            return ""

    def keep(self, text: str) -> None:
        """In place of what was kept before.

        Raises:
            DiskFull, FileDamaged: what was kept before stays.
        """
        write_replacing(self._path, text.encode())
