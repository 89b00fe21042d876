"""How much of the disk a generation takes, before it takes it: a counter's log must never meet a full disk."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from branch_app.domain.errors import DiskFull

_BYTES = {
    "household": 2_500,
    "removed_resident": 2_800,
    "seal": 1_500,
    "koseki": 3_400,
    "fuhyo": 1_600,
    "status_notice": 250,
    "tax": 700,
    "alien": 1_000,
    "certificate_link": 200,
    "city_card": 250,
}
"""Of one row with its indexes and whatever it brings along, rounded up from a made-up city.

A household takes 1,920, and for a while another 520: while its rows of ``hit`` are put in order, they are in the
write-ahead log too.
"""
_SPARE = 64 << 20
"""Left to the log and to papers."""


def free_bytes(folder: Path) -> int:
    """What an ordinary program may still write there."""
    return shutil.disk_usage(folder).free


def refuse_without_room(file: str, counts: Mapping[str, int], taken: int, free: int) -> None:
    """``taken`` bytes of it are on the disk already.

    Raises:
        DiskFull: the rows would not fit.
    """
    needed = sum(_BYTES[table] * rows for table, rows in counts.items())
    if free < needed - taken + _SPARE:
        raise DiskFull(file=file)
