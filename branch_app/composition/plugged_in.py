"""Sticks and discs that are in this computer now: where files are carried away on."""

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_MOUNTS = (Path("/media"), Path("/run/media"))
"""Where a desktop puts them, one level down or, below the user's name, two."""

if sys.platform == "win32":
    import ctypes
    from string import ascii_uppercase

    _REMOVABLE = 2
    """DRIVE_REMOVABLE of GetDriveTypeW."""

    def plugged_in(_mounts: tuple[Path, ...] = ()) -> tuple[Path, ...]:
        """Drives that can be taken out."""
        roots = [f"{letter}:\\" for letter in ascii_uppercase]
        return tuple(Path(root) for root in roots if ctypes.windll.kernel32.GetDriveTypeW(root) == _REMOVABLE)

else:

    def plugged_in(mounts: tuple[Path, ...] = _MOUNTS) -> tuple[Path, ...]:
        """What is mounted below ``mounts``, in the order of the names."""
        return tuple(sorted(path for folder in mounts for path in _mounted(folder)))

    def _mounted(folder: Path) -> Iterator[Path]:
        for pattern in ("*", "*/*"):
            for path in folder.glob(pattern):
                with suppress(OSError):  # somebody else's
                    if path.is_mount():
                        yield path
