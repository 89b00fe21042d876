"""The one file that knows every concrete class: files, keys and the line put together for a device."""

import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from branch_app.documents.renderer import PaperRenderer
from branch_app.domain.errors import FileForeign
from branch_app.domain.records.enrolment import Enrolment
from branch_app.domain.records.registers import RegisterRow, RegisterVersion
from branch_app.domain.rules.tables import Tables
from branch_app.domain.values.identifiers import Pseudonym, RequestId
from branch_app.machine import SystemClock
from branch_app.ports import Clock, Printer, Random, Register, Renderer
from branch_app.printing.client import IppClient, Patience, PrinterAddress
from branch_app.printing.ipp_printer import IppPrinter
from branch_app.printing.watch import Pace
from branch_app.settings import BUILD, RESOURCES, DeviceFolders
from branch_app.usecases.desk import Desk
from branch_app.usecases.journal import Journal, Versions
from branch_app.usecases.start_log import on_roster, second_person, sign_in
from branch_app.usecases.veil import Veil
from db import device as device_file
from db import machine_windows, vault_file
from db.device import DeviceFile
from db.generations import RegisterFolder
from db.keyring import KeyRing
from db.ledger import LedgerPlace, SqlLedger
from db.machine import MachineSecret, OwnerFileSecret
from db.printfiles import EncryptedPrintFiles
from db.register_builder import RegisterBuilder
from db.retention import RetentionKeys
from db.seals import DeviceSeals
from db.slots import Argon2Cost
from db.vault import Credentials, Vault
from sync.client.central import OnlineCentral
from sync.client.chunks import FolderChunks
from sync.client.enrolment import enrol
from sync.client.session import DeviceKeys, Session
from sync.client.transport import Line
from sync.wire.envelope import Signer
from sync.wire.identity import EnrolmentCode


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an installer types: central's address, the one-time code, the device's name as central knows it."""

    url: str
    code: str
    device: str


class LoadedRegisters:
    """``RegisterStore`` on generation files."""

    def __init__(self, folder: RegisterFolder) -> None:
        self._folder = folder

    def load(self, versions: Sequence[RegisterVersion], rows: Iterable[RegisterRow]) -> int:
        """A new generation, switched to when it is whole."""
        with RegisterBuilder(self._folder) as builder:
            builder.load(rows)
            generation = builder.finish(versions)
        self._folder.remove_stale()
        return generation


@dataclass(frozen=True, slots=True)
class Device:
    """An unlocked device with one operator signed in."""

    folders: DeviceFolders
    enrolment: Enrolment
    file: DeviceFile
    ledger: SqlLedger
    registers: RegisterFolder
    print_files: EncryptedPrintFiles
    seals: DeviceSeals
    veil: Veil
    journal: Journal
    tables: Tables
    vault: Vault
    ring: KeyRing

    def second_person(self, credentials: Credentials) -> Pseudonym:
        """A second person signs in beside the first, with a password of their own.

        Raises:
            WrongKey, OperatorUnknown: who signs in is not who may.
        """
        self.vault.sign_in(credentials)
        return second_person(self.enrolment, credentials.operator, self.veil)

    def close(self) -> None:
        """Close this thread's files."""
        self.ledger.close()
        self.file.close()

    def central(self, line: Line) -> OnlineCentral:
        """Head office over that line."""
        session = Session(line, self.enrolment, _session_keys(self.file), self.veil.random)
        return OnlineCentral(session, FolderChunks(self.folders.chunks))

    def desk(self, printer: Printer, renderer: Renderer, register: Register, stock: str, *, specimen: bool) -> Desk:
        """What the clerk works with; ``specimen`` prints 見本 across every page."""
        return Desk(
            enrolment=self.enrolment,
            tables=self.tables,
            journal=self.journal,
            veil=self.veil,
            register=register,
            restrictions=self.file.restrictions,
            renderer=renderer,
            printer=printer,
            print_files=self.print_files,
            seals=self.seals,
            clock=self.veil.clock,
            random=self.veil.random,
            stock=stock,
            specimen=specimen,
        )


def enrol_device(
    folders: DeviceFolders, invitation: Invitation, first: Credentials, random: Random, cost: Argon2Cost
) -> Enrolment:
    """First run: keys made here, vault and files created, central's word kept.

    Raises:
        CentralError: ask again; the keys made here stay.
        FileForeign: the code was made for another device, or a device lives here already.
    """
    file = _device_file(folders, invitation.device, first, cost)
    request = RequestId(random.token(16).hex())
    enrolment = enrol(invitation.url, EnrolmentCode.from_text(invitation.code), _session_keys(file), request)
    if enrolment.device != invitation.device:
        raise FileForeign(file="enrolment", reason=enrolment.device)
    file.enrol(enrolment)
    file.close()
    return enrolment


def _device_file(folders: DeviceFolders, device: str, first: Credentials, cost: Argon2Cost) -> DeviceFile:
    """Vault and device file, as an interrupted first run left them or new."""
    secret = machine_secret(folders)
    if (folders.data / vault_file.NAME).exists():
        vault = Vault.open(folders.data, secret, cost)
        vault.sign_in(first)
    else:
        vault, _ = Vault.create(folders.data, device, secret, first, cost)
    if (folders.data / device_file.NAME).exists():
        return DeviceFile.open(folders.data, vault.machine_ring())
    return DeviceFile.create(folders.data, vault.machine_ring())


def open_device(
    folders: DeviceFolders, credentials: Credentials, tables: Tables, clock: Clock, random: Random
) -> Device:
    """Unlock with an operator's password; the log begins on the first time.

    Raises:
        WrongKey, OperatorUnknown: who signs in is not who may.
        FileDamaged, FileForeign, FileTooNew: the files are not as they were left; nothing is overwritten.
    """
    vault = Vault.open(folders.data, machine_secret(folders))
    ring = vault.sign_in(credentials)
    file = DeviceFile.open(folders.data, vault.machine_ring())
    enrolment = file.enrolment()
    operator = on_roster(enrolment, credentials.operator, clock)
    retention = RetentionKeys(folders.retention, enrolment.device, ring.make_key("retention"))
    ledger = _open_ledger(folders, enrolment, ring, retention)
    seals = DeviceSeals(file.keys(), enrolment.pin_key, retention)
    veil = Veil(seals, random, clock)
    return Device(
        folders=folders,
        enrolment=enrolment,
        file=file,
        ledger=ledger,
        registers=RegisterFolder(folders.data, ring),
        print_files=EncryptedPrintFiles(folders.print_files, enrolment.device, ring.make_key("print")),
        seals=seals,
        veil=veil,
        journal=sign_in(ledger, enrolment, operator, veil, Versions(BUILD, tables.version), random),
        tables=tables,
        vault=vault,
        ring=ring,
    )


def printer_at(address: PrinterAddress, name: str) -> IppPrinter:
    """A network printer; patience and pace are those of a counter."""
    return IppPrinter(name, IppClient(address, Patience()), Pace(SystemClock(), time.sleep))


def paper_renderer() -> PaperRenderer:
    """Papers from the shipped font, seal and tables."""
    return PaperRenderer(RESOURCES)


def machine_secret(folders: DeviceFolders) -> MachineSecret:
    """What this kind of machine offers."""
    if sys.platform == "win32":
        return machine_windows.DpapiSecret(folders.machine_secret)
    return OwnerFileSecret(folders.machine_secret)


def _open_ledger(
    folders: DeviceFolders, enrolment: Enrolment, ring: KeyRing, retention: RetentionKeys
) -> SqlLedger:
    path = folders.ledger(enrolment.epoch)
    place = LedgerPlace(
        path, folders.high_water(enrolment.epoch), enrolment.origin, ring.make_key(path.name), retention
    )
    return SqlLedger.open_or_create(place)


def _session_keys(file: DeviceFile) -> DeviceKeys:
    keys = file.keys()
    return DeviceKeys(Signer(keys.log_public_key(), keys.sign_log), keys.transport())
