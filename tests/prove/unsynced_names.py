"""Names that were made, moved or taken away, and that no sync has made durable yet.

A journal keeps their order: when the power goes, the last of them are lost, none or all or any number between. Any
sync, of a file or of a folder, makes all of them durable.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol


class Chance(Protocol):
    """``random.Random``."""

    def randint(self, a: int, b: int, /) -> int:
        """From ``a`` to ``b``."""


@dataclass(slots=True)
class UnsyncedNames:
    """How each is undone, the oldest first."""

    _undo: list[Callable[[], object]] = field(default_factory=list)

    def made(self, path: Path) -> None:
        """A file, or another name of one."""
        self._undo.append(path.unlink)

    def made_folder(self, path: Path) -> None:
        """An empty one."""
        self._undo.append(path.rmdir)

    def going(self, path: Path) -> None:
        """It is about to be taken away or replaced; if there is none, nothing is."""
        if path.exists():
            data, mode = path.read_bytes(), path.stat().st_mode

            def put_back() -> None:
                path.write_bytes(data)
                path.chmod(mode)

            self._undo.append(put_back)

    def moved(self, old: Path, new: Path) -> None:
        """After ``going(new)``."""
        self._undo.append(lambda: new.rename(old))

    def synced(self) -> None:
        """All of them are durable."""
        self._undo.clear()

    def lose(self, chance: Chance) -> None:
        """The power went."""
        for _ in range(chance.randint(0, len(self._undo))):
            self._undo.pop()()
