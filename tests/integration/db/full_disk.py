"""In a mount namespace of its own: a log on a tmpfs of 700 KiB, filled until it refuses, then given room.

Argument: an empty folder to mount on. Says one line of JSON.
"""

import json
import subprocess
import sys
from pathlib import Path

from branch_app.domain.errors import DiskFull
from tests.fakes.store import Desk, grow

_SMALL, _LARGE = "size=700k", "remount,size=8m"


def main(folder: Path) -> None:
    """Fill, check, give room, go on."""
    subprocess.run(("mount", "-t", "tmpfs", "-o", _SMALL, "none", str(folder)), check=True)
    ledger = Desk(folder).new_ledger()
    acknowledged = 0
    try:
        while True:
            grow(ledger, 1)
            acknowledged += 1
    except DiskFull:
        size = ledger.verify().size
    subprocess.run(("mount", "-o", _LARGE, str(folder)), check=True)
    grow(ledger, 1)
    print(json.dumps({"acknowledged": acknowledged, "size": size, "size_with_room": ledger.verify().size}))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
