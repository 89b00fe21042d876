"""A folder of unknown origin, looked at with care: regular files only, and no more bytes than asked for."""

import os
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from branch_app.domain.errors import FileForeign
from branch_app.exports.audit.finding import Finding, Reason

_MAX_FILES = 1_000_000
_MAX_DEPTH = 16
"""Deeper than any tile of any log."""


class Folder:
    """The regular files under ``root`` by their path inside it, and the first fault found with each file.

    Raises:
        FileForeign: no folder, not readable, or so full that it is none of ours.
    """

    def __init__(self, root: Path) -> None:
        self.names: set[str] = set()
        self.faults: dict[str, Finding] = {}
        self._root = root
        try:
            self._scan()
        except (OSError, ValueError) as error:
            raise FileForeign(file=shown(root.name)) from error

    def blame(self, name: str, reason: Reason, offset: int | None = None, entry: int | None = None) -> None:
        """Note what is wrong with a file; what was found first stands."""
        self.faults.setdefault(name, Finding(shown(name), reason, offset, entry))

    def read(self, name: str, limit: int) -> bytes | None:
        """The whole file; nothing, and the fault noted, when it cannot be had or exceeds ``limit`` bytes."""
        if name not in self.names:
            self.blame(name, Reason.MISSING)
            return None
        try:
            with (self._root / name).open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                if size <= limit:
                    return file.read(size)
        except OSError:
            self.blame(name, Reason.UNREADABLE)
            return None
        self.blame(name, Reason.TOO_LONG, offset=limit)
        return None

    def _scan(self) -> None:
        waiting = [("", 0)]
        while waiting:
            inside, depth = waiting.pop()
            with os.scandir(self._root / inside) as found:
                for item in found:
                    name = f"{inside}{item.name}"
                    mode = item.stat(follow_symlinks=False).st_mode
                    if S_ISREG(mode):
                        self.names.add(name)
                    elif S_ISDIR(mode) and depth < _MAX_DEPTH:
                        waiting.append((f"{name}/", depth + 1))
                    else:
                        self.blame(name, Reason.NOT_A_FILE)
                    if len(self.names) + len(self.faults) + len(waiting) > _MAX_FILES:
                        raise FileForeign(file=shown(self._root.name))


def shown(name: str) -> str:
    """A file name of unknown origin, safe to show: whatever cannot be printed stands as its escape."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in name)
