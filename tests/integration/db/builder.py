"""A process of its own that builds a replica and stops in the middle.

Argument: folder. It says ``ready`` when the first rows are in, and goes on when a line comes on stdin.
"""

import sys
from pathlib import Path

from db.machine import OwnerFileSecret
from db.replica import StoredReplica
from db.vault import Vault
from tests.fakes.device_folder import DeviceFolder
from tests.fakes.register_records import RECORDS
from tests.fakes.register_source import MemorySource
from tests.fakes.store import CHEAP, CLERK


def main(root: Path) -> None:
    """Build."""
    folder = DeviceFolder(root / "data", root / "machine")
    counter = Vault.open(folder.data, OwnerFileSecret(folder.machine / "machine.key"), CHEAP).sign_in(CLERK)
    source = MemorySource()
    source.change(*RECORDS)
    StoredReplica(folder.registers(counter)).build(source, source.offered(), _stop)


def _stop(what: str, done: int, _of: int) -> None:
    if (what, done) == ("rows", 2):
        print("ready", flush=True)  # noqa: T201 - the test listens
        sys.stdin.readline()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
