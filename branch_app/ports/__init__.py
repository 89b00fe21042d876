"""What the use cases ask of the world, by subject. Adapters: cards, printing, documents, db, sync.client."""

from branch_app.ports.cards import CardKind, CardPresence, CardProof, CardReader, CardSession, FourItems
from branch_app.ports.central import Central, RegisterDelivery
from branch_app.ports.documents import RGB, NameImages, Pages, Raster, ReceiptRenderer, Renderer
from branch_app.ports.log import Ledger, LedgerWriter, LogHead
from branch_app.ports.machine import Clock, Progress, Random
from branch_app.ports.people import Drafts
from branch_app.ports.printing import Printer, PrintReport, PrintState, ReceiptPrinter, Ticket
from branch_app.ports.sound import Sound, Sounder
from branch_app.ports.store import PrintFiles, Register, RegisterStore, RestrictionList, RestrictionStore, Seals

__all__ = [
    "RGB",
    "CardKind",
    "CardPresence",
    "CardProof",
    "CardReader",
    "CardSession",
    "Central",
    "Clock",
    "Drafts",
    "FourItems",
    "Ledger",
    "LedgerWriter",
    "LogHead",
    "NameImages",
    "Pages",
    "PrintFiles",
    "PrintReport",
    "PrintState",
    "Printer",
    "Progress",
    "Random",
    "Raster",
    "ReceiptPrinter",
    "ReceiptRenderer",
    "Register",
    "RegisterDelivery",
    "RegisterStore",
    "Renderer",
    "RestrictionList",
    "RestrictionStore",
    "Seals",
    "Sound",
    "Sounder",
    "Ticket",
]
