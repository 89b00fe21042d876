"""What the use cases ask of the world, by subject. Adapters: cards, printing, documents, db, sync.client."""

from branch_app.ports.audits import AuditFolder, AuditFolders
from branch_app.ports.cards import CardKind, CardPresence, CardProof, CardReader, CardSession, FourItems
from branch_app.ports.cases import CaseBook, CaseSource
from branch_app.ports.central import Central
from branch_app.ports.closes import CloseFolder, MonthTables
from branch_app.ports.documents import RGB, NameImages, Pages, Raster, ReceiptRenderer, Renderer, SlipRenderer
from branch_app.ports.line import LineBook
from branch_app.ports.log import KeptState, Ledger, LedgerWriter, LogHead, NumberedCopy
from branch_app.ports.machine import Clock, Progress, Random
from branch_app.ports.paper_seals import PaperSeals, PaperSigner
from branch_app.ports.people import (
    ChallengeBook,
    Drafts,
    EnrolmentStore,
    Passwords,
    RecoveryCode,
    RecoveryCodes,
    Slots,
    TryBook,
)
from branch_app.ports.policies import PolicyList, PolicyStore
from branch_app.ports.printing import Printer, PrintReport, PrintState, ReceiptPrinter, Ticket
from branch_app.ports.registers import (
    Bucket,
    BucketSource,
    RegisterDelta,
    RegisterOffer,
    RegisterPlace,
    RegisterPosition,
    RegisterSource,
    Replica,
    RowChange,
    SpoiltLine,
)
from branch_app.ports.restrictions import (
    HoldBook,
    OpenedExtensions,
    RestrictionList,
    RestrictionSource,
    RestrictionStore,
)
from branch_app.ports.sound import Sound, Sounder
from branch_app.ports.stick import Asked, SentStick, StickBook
from branch_app.ports.store import PrintFiles, Register, RetentionShredder, Seals

__all__ = [
    "RGB",
    "Asked",
    "AuditFolder",
    "AuditFolders",
    "Bucket",
    "BucketSource",
    "CardKind",
    "CardPresence",
    "CardProof",
    "CardReader",
    "CardSession",
    "CaseBook",
    "CaseSource",
    "Central",
    "ChallengeBook",
    "Clock",
    "CloseFolder",
    "Drafts",
    "EnrolmentStore",
    "FourItems",
    "HoldBook",
    "KeptState",
    "Ledger",
    "LedgerWriter",
    "LineBook",
    "LogHead",
    "MonthTables",
    "NameImages",
    "NumberedCopy",
    "OpenedExtensions",
    "Pages",
    "PaperSeals",
    "PaperSigner",
    "Passwords",
    "PolicyList",
    "PolicyStore",
    "PrintFiles",
    "PrintReport",
    "PrintState",
    "Printer",
    "Progress",
    "Random",
    "Raster",
    "ReceiptPrinter",
    "ReceiptRenderer",
    "RecoveryCode",
    "RecoveryCodes",
    "Register",
    "RegisterDelta",
    "RegisterOffer",
    "RegisterPlace",
    "RegisterPosition",
    "RegisterSource",
    "Renderer",
    "Replica",
    "RestrictionList",
    "RestrictionSource",
    "RestrictionStore",
    "RetentionShredder",
    "RowChange",
    "Seals",
    "SentStick",
    "SlipRenderer",
    "Slots",
    "Sound",
    "Sounder",
    "SpoiltLine",
    "StickBook",
    "Ticket",
    "TryBook",
]
