"""A device as the doctor opens it: as far as the machine's own keys go, or as far as a person's do.

Nothing is signed in and nothing is written; whatever does not open raises when it is asked for, and only then.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from branch_app.composition.ledger_place import ledger_place
from branch_app.composition.line import head_office
from branch_app.composition.machine import machine_secret
from branch_app.composition.paper_seals import DevicePaperSeals
from branch_app.domain.deciders.counter import Counter
from branch_app.domain.records.enrolment import Enrolment
from branch_app.domain.records.restrictions import RestrictionNews
from branch_app.ports import Clock, Random
from branch_app.settings import BUILD, DeviceFolders, DeviceSettings, load_settings
from branch_app.usecases.stored_state import folded
from db.device import DeviceFile
from db.generations import RegisterFolder
from db.keyring import KeyRing
from db.ledger import LedgerPlace, SqlLedger
from db.printfiles import EncryptedPrintFiles
from db.register import SqlRegister
from db.retention import RetentionKeys
from db.vault import Vault
from sync.client.transport import Line

Unlock = Callable[[Vault], KeyRing]
"""How the counter ring is opened; it may raise WrongKey or OperatorUnknown."""


class Patient:
    """One home; without ``unlock`` only what opens by the machine alone. ``with`` closes what was opened."""

    def __init__(self, home: Path, clock: Clock, random: Random, unlock: Unlock | None) -> None:
        self.home = home
        self.folders = DeviceFolders(home / "data", home / "machine")
        self.clock = clock
        self._random = random
        self._unlock = unlock
        self._opened: list[DeviceFile | SqlLedger | SqlRegister] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._opened:
            file.close()

    @cached_property
    def settings(self) -> DeviceSettings:
        """Raises SettingsWrong."""
        return load_settings(self.home)

    @cached_property
    def vault(self) -> Vault:
        """Raises FileDamaged, FileForeign, FileTooNew, KeyMissing."""
        return Vault.open(self.folders.data, machine_secret(self.folders))

    @cached_property
    def device(self) -> DeviceFile:
        """Raises FileDamaged, FileForeign, FileTooNew, KeyMissing."""
        file = DeviceFile.open(self.folders.data, self.vault.machine_ring())
        self._opened.append(file)
        return file

    @cached_property
    def paper_seals(self) -> DevicePaperSeals:
        """What the device seals papers with."""
        return DevicePaperSeals(self.device, self._random, self.clock)

    @cached_property
    def enrolment(self) -> Enrolment:
        """Raises KeyMissing: not enrolled."""
        return self.device.enrolment()

    @cached_property
    def ring(self) -> KeyRing | None:
        """The counter ring; None without a person.

        Raises:
            WrongKey, OperatorUnknown.
        """
        return self._unlock(self.vault) if self._unlock else None

    @property
    def has_log(self) -> bool:
        """Whether anybody ever signed in here: the log begins with the first sign-in."""
        epoch = self.enrolment.epoch
        return self.folders.ledger(epoch).exists() or self.folders.high_water(epoch).exists()

    def retention(self, ring: KeyRing) -> RetentionKeys:
        """Keys of openings."""
        return RetentionKeys(self.folders.retention, self.enrolment.device, ring.key("retention"))

    def ledger(self, ring: KeyRing) -> SqlLedger:
        """The log, held against its mark."""
        ledger = SqlLedger.open(self.ledger_place(ring))
        self._opened.append(ledger)
        return ledger

    def ledger_place(self, ring: KeyRing) -> LedgerPlace:
        """Where it lies, with the second medium of the settings.

        Raises:
            KeyMissing: no log was ever begun.
        """
        folders = replace(self.folders, medium=self.settings.mirror)
        key = ring.key(folders.ledger(self.enrolment.epoch).name)
        return ledger_place(folders, self.enrolment, key, self.retention(ring))

    def state(self, ring: KeyRing) -> Counter:
        """The folded log; empty before the first sign-in."""
        if not self.has_log:
            return Counter()
        return folded(self.ledger(ring), BUILD)

    def register(self, ring: KeyRing) -> SqlRegister:
        """The generation that serves."""
        register = RegisterFolder(self.folders.data, ring).open()
        self._opened.append(register)
        return register

    def print_files(self, ring: KeyRing) -> EncryptedPrintFiles:
        """Papers that are kept."""
        return EncryptedPrintFiles(self.folders.print_files, self.enrolment.device, ring.key("print"))

    def restrictions_of_central(self) -> RestrictionNews:
        """Head office's own answer, which is thrown away: it proves line, keys and signatures at once.

        Raises:
            CentralError.
        """
        with Line(self.settings.central, self.enrolment.central_ca) as line:
            return head_office(self.device, line, self._random).restrictions()
