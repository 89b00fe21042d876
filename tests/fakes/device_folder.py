"""The folder of one device, and what opens from it.

::

    data/
    ├── vault.json         keys in slots
    ├── device.db          machine slot: enrolment, keys, restrictions
    ├── ledger-<epoch>.db  counter ring: the log
    ├── register-<n>.db    counter ring: the replica, register.pointer says which
    ├── retention/         keys of openings and pseudonyms: never in a backup
    └── printfiles/        one encrypted file a job
    machine/               elsewhere: machine.key, and the log's high-water mark
"""

from dataclasses import dataclass
from pathlib import Path

from branch_app.domain.records.enrolment import Enrolment
from db.device import DeviceFile
from db.generations import RegisterFolder
from db.keyring import KeyRing
from db.ledger import LedgerPlace, SqlLedger
from db.printfiles import EncryptedPrintFiles
from db.retention import RetentionKeys
from db.seals import DeviceSeals

_RETENTION = "retention"
_PRINT_FILES = "printfiles"


@dataclass(frozen=True, slots=True)
class DeviceFolder:
    """``data`` travels with a backup (but for ``retention/``), ``machine`` stays on this computer."""

    data: Path
    machine: Path

    def ledger_place(self, counter: KeyRing, enrolment: Enrolment) -> LedgerPlace:
        """Where the log of that epoch lies; every epoch has a file and a key of its own."""
        name = f"ledger-{enrolment.epoch}.db"
        mark = self.machine / f"ledger-{enrolment.epoch}.mark"
        return LedgerPlace(
            self.data / name, mark, enrolment.origin, counter.make_key(name), self.retention_keys(counter)
        )

    def create_ledger(self, counter: KeyRing, enrolment: Enrolment) -> SqlLedger:
        """An empty log for a new epoch.

        Raises:
            FileForeign: it exists.
        """
        return SqlLedger.create(self.ledger_place(counter, enrolment))

    def open_ledger(self, counter: KeyRing, enrolment: Enrolment) -> SqlLedger:
        """The log as it was left.

        Raises:
            FileDamaged, FileForeign, FileTooNew.
        """
        return SqlLedger.open(self.ledger_place(counter, enrolment))

    def registers(self, counter: KeyRing) -> RegisterFolder:
        """The replica's generations."""
        return RegisterFolder(self.data, counter)

    def print_files(self, counter: KeyRing) -> EncryptedPrintFiles:
        """Files waiting for the printer, or kept until hand-over."""
        return EncryptedPrintFiles(self.data / _PRINT_FILES, counter.device, counter.make_key(_PRINT_FILES))

    def retention_keys(self, counter: KeyRing) -> RetentionKeys:
        """Keys that expire."""
        return RetentionKeys(self.data / _RETENTION, counter.device, counter.make_key(_RETENTION))

    def seals(self, counter: KeyRing, device: DeviceFile) -> DeviceSeals:
        """What signs and stands in for persons; the device must be enrolled."""
        return DeviceSeals(device.keys(), device.enrolment().pin_key, self.retention_keys(counter))
