"""In a mount namespace of its own: a replica on a tmpfs that has room for one generation, then for two.

Argument: an empty folder to mount on. Says one line of JSON.
"""

import json
import subprocess
import sys
from pathlib import Path

from branch_app.domain.errors import DiskFull
from db.replica import StoredReplica
from tests.fakes.register_records import HOME, RECORDS, TARO, home
from tests.fakes.register_source import MemorySource
from tests.fakes.store import Desk

_SMALL, _LARGE = "size=1500k", "remount,size=64m"


def main(folder: Path) -> None:
    """One generation, half of the next, room, the whole of it."""
    subprocess.run(("mount", "-t", "tmpfs", "-o", _SMALL, "none", str(folder)), check=True)
    desk = Desk(folder)
    registers = desk.folder.registers(desk.counter)
    replica = StoredReplica(registers, lambda _folder: 1 << 40)
    source = MemorySource(bucket_rows_most=50)
    source.change(*RECORDS)
    replica.build(source, source.offer(), _quiet)
    source.change(*(home(number, 8) for number in range(2_000)))
    offer = source.offer()
    try:
        replica.build(source, offer, _quiet)
    except DiskFull:
        refused = len(source.fetched)
    left = sorted(path.name for path in folder.rglob("register-*"))
    register = registers.open()
    serves = register.household_of(TARO) == HOME
    register.close()
    subprocess.run(("mount", "-o", _LARGE, str(folder)), check=True)
    replica.build(source, offer, _quiet)
    facts = {"refused": refused, "of": len(offer.buckets), "left": left, "serves": serves}
    print(json.dumps({**facts, "serving": registers.serving()}))  # noqa: T201


def _quiet(_what: str, _done: int, _of: int) -> None:
    """Nobody listens."""


if __name__ == "__main__":
    main(Path(sys.argv[1]))
