"""A device as a process that may be killed at any moment: it writes entries to a file, and pushes them.

    python -m tests.prove.line_device FOLDER URL…

An entry is a line of ``log``, on the disk before it is pushed; ``receipt`` is the newest one, replaced whole. Where
``enough`` lies it writes no more and ends with 0 once it is in step.
"""

import json
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from random import Random

from branch_app.domain.errors import CentralError
from branch_app.domain.log.merkle import EMPTY_FRONTIER, Frontier
from branch_app.domain.records.enrolment import Enrolment
from branch_app.domain.values.codec import decode
from sync.client.push import push
from sync.client.session import Session
from sync.client.transport import Line
from tests.fakes.device import SystemRandom, fresh_keys, ignore_progress
from tests.fakes.line_book import MemoryLineBook
from tests.fakes.memory_log import MemoryLog

_MOST = 30


class FileLog(MemoryLog):
    """A log that a death leaves whole: a torn last line never was an entry."""

    def __init__(self, folder: Path, origin: str) -> None:
        super().__init__(origin)
        self.folder = folder
        path = folder / "log"
        data = path.read_bytes() if path.exists() else b""
        whole = data[: data.rfind(b"\n") + 1]
        if whole != data:
            path.write_bytes(whole)
        self.entries = whole.splitlines()
        if (folder / "receipt").exists():
            self.receipts = [(folder / "receipt").read_text()]

    def write(self, count: int) -> None:
        """On the disk when it returns."""
        before = len(self.entries)
        self.grow(count, f"{time.time_ns()}")
        with (self.folder / "log").open("ab") as file:
            file.write(b"".join(entry + b"\n" for entry in self.entries[before:]))
            file.flush()
            os.fsync(file.fileno())

    def keep_receipt(self, checkpoint: str, frontier: Frontier = EMPTY_FRONTIER) -> None:
        """Replaced whole."""
        super().keep_receipt(checkpoint, frontier)
        draft = self.folder / "receipt.new"
        draft.write_text(checkpoint)
        draft.replace(self.folder / "receipt")


def main(folder: Path, urls: list[str]) -> None:
    """Until it is killed, or has enough and is in step."""
    chance = Random()  # noqa: S311
    keys = fresh_keys(folder.name)
    enrolment = decode(Enrolment, json.loads((folder / "enrolment").read_text()))
    log = FileLog(folder, enrolment.origin)
    while True:
        enough = (folder / "enough").exists()
        if not enough:
            log.write(chance.randint(1, _MOST))
        with suppress(CentralError), Line(chance.choice(urls), enrolment.central_ca) as line:
            session = Session(line, enrolment, keys, SystemRandom(), MemoryLineBook())
            if push(session, log, ignore_progress) == len(log.entries) and enough:
                return
        time.sleep(chance.uniform(0, 0.2))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
