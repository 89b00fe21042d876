"""A process of its own that appends to a log, to be raced by another one.

Arguments: folder, name of this appender, entries to append. It says ``ready``, waits for a line on stdin, and then
says ``<request> <seq>`` for every commit it heard of.
"""

import sys
from dataclasses import replace
from pathlib import Path

from branch_app.domain.values.identifiers import RequestId
from db.ledger import SqlLedger
from db.machine import OwnerFileSecret
from db.vault import Vault
from tests.fakes.device_folder import DeviceFolder
from tests.fakes.store import CHEAP, CLERK, enrolment, identified


def opened(root: Path) -> SqlLedger:
    """The log of that folder, as a program that has just started opens it."""
    folder = DeviceFolder(root / "data", root / "machine")
    counter = Vault.open(folder.data, OwnerFileSecret(folder.machine / "machine.key"), CHEAP).sign_in(CLERK)
    return folder.open_ledger(counter, enrolment())


def append_once(ledger: SqlLedger, request: RequestId) -> int:
    """One entry for that request, whatever happened before; its seq."""
    with ledger.exclusive() as writer:
        for known in writer.find(request):
            return known.seq
        added, openings = identified(writer.head().size)
        writer.append((replace(added, request=request),), openings)
    return added.seq


def main(root: Path, name: str, count: int) -> None:
    """Append ``count`` entries."""
    ledger = opened(root)
    print("ready", flush=True)  # noqa: T201 - the test listens
    sys.stdin.readline()
    for number in range(count):
        request = RequestId(f"{name}-{number}")
        print(request, append_once(ledger, request), flush=True)  # noqa: T201
    ledger.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
