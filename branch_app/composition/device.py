"""A device that is unlocked, with one person signed in."""

from dataclasses import dataclass

from branch_app.composition.home import Home
from branch_app.composition.ledger_place import ledger_place
from branch_app.composition.paper_seals import DevicePaperSeals
from branch_app.domain.records.enrolment import Enrolment, Operator
from branch_app.ports import Printer, Register, Renderer
from branch_app.settings import BUILD, DeviceFolders
from branch_app.usecases.desk import Desk
from branch_app.usecases.holds import settle_holds
from branch_app.usecases.journal import Journal, Versions
from branch_app.usecases.second_person import AskSecondPerson
from branch_app.usecases.start_log import sign_in
from branch_app.usecases.trust import refuse_ended
from branch_app.usecases.veil import Veil
from db.device import DeviceFile
from db.drafts import SealedDraft, draft_path
from db.generations import RegisterFolder
from db.keyring import KeyRing
from db.ledger import SqlLedger
from db.printfiles import EncryptedPrintFiles
from db.recovery import EscrowedCodes
from db.replica import StoredReplica
from db.retention import RetentionKeys
from db.seals import DeviceSeals
from db.vault import Unlocked, Vault


@dataclass(frozen=True, slots=True)
class Device:
    """An unlocked device with one operator signed in."""

    folders: DeviceFolders
    enrolment: Enrolment
    operator: Operator
    file: DeviceFile
    ledger: SqlLedger
    registers: RegisterFolder
    print_files: EncryptedPrintFiles
    seals: DeviceSeals
    veil: Veil
    journal: Journal
    vault: Vault
    ring: KeyRing
    drafts: SealedDraft
    second_persons: AskSecondPerson

    @property
    def recovery_codes(self) -> EscrowedCodes:
        """The 48 digits that head office keeps for this device."""
        return EscrowedCodes(self.vault, self.ring, self.file)

    @property
    def replica(self) -> StoredReplica:
        """The registers, to be changed."""
        return StoredReplica(self.registers)

    @property
    def paper_seals(self) -> DevicePaperSeals:
        """What makes the papers of this device hard to forge."""
        return DevicePaperSeals(self.file, self.veil.random, self.veil.clock)

    @property
    def retention(self) -> RetentionKeys:
        """Keys of openings and pseudonyms, to be shredded when their years are over."""
        return RetentionKeys(self.folders.retention, self.enrolment.device, self.ring.make_key("retention"))

    def close(self) -> None:
        """Close this thread's files."""
        self.ledger.close()
        self.file.close()

    def desk(self, printer: Printer, renderer: Renderer, register: Register, stock: str, *, specimen: bool) -> Desk:
        """What the clerk works with; ``specimen`` prints 見本 across every page."""
        return Desk(
            enrolment=self.enrolment,
            enrolments=self.file,
            extensions=self.file.extensions,
            policies=self.file.policies,
            journal=self.journal,
            veil=self.veil,
            register=register,
            restrictions=self.file.restrictions,
            renderer=renderer,
            printer=printer,
            print_files=self.print_files,
            paper_seals=self.paper_seals,
            seals=self.seals,
            clock=self.veil.clock,
            random=self.veil.random,
            stock=stock,
            specimen=specimen,
        )


def open_for(home: Home, operator: Operator, unlocked: Unlocked) -> Device:
    """The device in that person's hands; the log begins on the first time.

    Raises:
        FileDamaged, FileForeign, FileTooNew: the files are not as they were left; nothing is overwritten.
    """
    folders, file, ring = home.folders, home.file, unlocked.ring
    enrolment = file.enrolment()
    retention = RetentionKeys(folders.retention, enrolment.device, ring.make_key("retention"))
    ledger = _open_ledger(folders, enrolment, ring, retention)
    seals = DeviceSeals(file.keys(), enrolment.pin_key, retention)
    veil = Veil(seals, home.random, home.clock)
    draft = draft_path(folders.drafts, home.vault.alias(operator.id))
    journal = sign_in(
        ledger,
        enrolment,
        operator,
        veil,
        Versions(BUILD, file.policies),
        home.random,
        lambda: refuse_ended(file.line),
    )
    settle_holds(journal, file.restrictions, home.random)
    file.extensions.note(journal.state.extensions)
    return Device(
        folders=folders,
        enrolment=enrolment,
        operator=operator,
        file=file,
        ledger=ledger,
        registers=RegisterFolder(folders.data, ring),
        print_files=EncryptedPrintFiles(folders.print_files, enrolment.device, ring.make_key("print")),
        seals=seals,
        veil=veil,
        journal=journal,
        vault=home.vault,
        ring=ring,
        drafts=SealedDraft(draft, enrolment.device, unlocked.own),
        second_persons=AskSecondPerson(file, journal, veil, home.slow_down, home.vault, file.challenges),
    )


def _open_ledger(
    folders: DeviceFolders, enrolment: Enrolment, ring: KeyRing, retention: RetentionKeys
) -> SqlLedger:
    key = ring.make_key(folders.ledger(enrolment.epoch).name)
    return SqlLedger.open_or_create(ledger_place(folders, enrolment, key, retention))
