"""A replica that is built and changed in children which do not live to the end, and looked at after every death.

Whatever a child was doing: what serves afterwards is head office's registers at some change, row by row, and never
older than before; and whoever goes on from there gets to the end.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from branch_app.ports import Bucket
from branch_app.usecases.renew import renew_registers
from db.generations import RegisterFolder
from db.keyring import KeyRing
from db.replica import StoredReplica
from tests.fakes.register_records import RECORDS, home
from tests.fakes.register_source import MemorySource
from tests.fakes.store import Desk

_HOMES = 120
_CHANGES = 40


class NeitherOldNorNew(AssertionError):
    """What serves is nothing that head office ever said, or older than what served."""


@dataclass(slots=True)
class Trial:
    """One device below ``root``; ``seed`` decides what changes."""

    root: Path
    seed: int
    desk: Desk = field(init=False)
    source: MemorySource = field(init=False)
    chance: Random = field(init=False)
    served: int = 0

    def __post_init__(self) -> None:
        self.desk = Desk(self.root)
        self.chance = Random(self.seed)  # noqa: S311 - what changes
        self.source = MemorySource(bucket_rows_most=9, page=15)
        self.source.change(*RECORDS, *(home(number) for number in range(_HOMES)))

    def folder(self, root: Path) -> RegisterFolder:
        """The generations, where the same files lie under another path."""
        ring = self.desk.counter
        return RegisterFolder(root / "data", KeyRing(root / "data", ring.device, ring.ring, ring.master))

    def work(self, root: Path, build: bool) -> None:
        """A whole generation, or what changed."""
        replica = StoredReplica(self.folder(root))
        if build:
            replica.build(self.source, self.source.offered(), _quiet)
        else:
            renew_registers(self.source, replica, _quiet)

    def change(self) -> None:
        """A few households move, come or go; and a new generation is published."""
        for _ in range(_CHANGES):
            here = home(self.chance.randrange(_HOMES), self.chance.randint(1, 4))
            self.source.change(replace(here, address=f"川崎市多摩区{self.chance.randrange(1000)}番"))
        self.source.generation += 1

    def look(self, root: Path) -> int:
        """The change that what serves is at; 0 before the first.

        Raises:
            NeitherOldNorNew.
        """
        replica = StoredReplica(self.folder(root))
        position = replica.position()
        if position is None:
            if self.served:
                raise NeitherOldNorNew("nothing")
            return 0
        wanted = self.source.held_at(position.change_seq)
        found = {table: list(replica.lines(Bucket(table, "", None, 0, ""))) for table in replica.tables()}
        register = self.folder(root).open()
        versions = {version.change_seq for version in register.versions()}
        register.close()
        if found != wanted or position.change_seq < self.served or versions != {position.change_seq}:
            raise NeitherOldNorNew(f"{position.change_seq} after {self.served}")
        self.served = position.change_seq
        return position.change_seq

    def go_on(self, root: Path, build: bool) -> None:
        """Whoever takes the same job up where it was left gets to the end.

        Raises:
            NeitherOldNorNew.
        """
        self.work(root, build)
        if self.look(root) != self.source.change_seq:
            raise NeitherOldNorNew("the end")


def in_child(work: Callable[[], object]) -> int:
    """Run it in a child; 0 when it came to the end, otherwise how it died."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:  # noqa: BLE001 - a child never returns into its parent's code
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def _quiet(_what: str, _done: int, _of: int) -> None:
    """Nobody listens."""
