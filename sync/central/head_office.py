"""Head office as its parts: database, keys, clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from peewee import Database

from sync.central.database import close_database
from sync.central.site import Site
from sync.central.trust.authority import Line
from sync.central.trust.keys import CentralKeys
from sync.central.trust.vault import OpeningVault
from sync.wire.identity import CentralIdentity


@dataclass(frozen=True, slots=True)
class HeadOffice:
    """Everything a request needs; ``clock`` gives aware time, which is the city's business time."""

    database: Database
    keys: CentralKeys
    vault: OpeningVault
    line: Line
    site: Site
    clock: Callable[[], datetime]

    @property
    def identity(self) -> CentralIdentity:
        """What a new device is told, and the code's fingerprint is made of."""
        return CentralIdentity(self.line.root, self.keys.verifier.text, self.keys.seal_public)

    def now(self) -> int:
        """POSIX seconds."""
        return int(self.clock().timestamp())

    def close(self) -> None:
        """Give up every connection to the database; nothing may be asked afterwards."""
        close_database(self.database)
