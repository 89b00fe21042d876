"""Printer, receipt printer, reader, sound and pictures, as a device's settings name them."""

from pathlib import Path

from branch_app.cards.pcsc import PcscReader, readers
from branch_app.cards.session import Terms
from branch_app.composition.papers import printer_at
from branch_app.documents.name_images import MinchoNames
from branch_app.documents.pages import PdfPages
from branch_app.documents.receipt import ReceiptPapers
from branch_app.documents.slips import SlipPapers
from branch_app.domain.errors import ReaderUnavailable
from branch_app.ports import NameImages, Pages, Printer, ReceiptPrinter, ReceiptRenderer, SlipRenderer, Sounder
from branch_app.printing.client import IppClient, Patience, PrinterAddress
from branch_app.printing.folder import FolderPrinter
from branch_app.printing.receipts import FolderReceipts, IppReceipts
from branch_app.printing.request import A4
from branch_app.settings import RESOURCES, DeviceSettings, PrinterPlace
from branch_app.sound.choice import sounder


def printer_of(settings: DeviceSettings, home: Path) -> Printer:
    """The certificate printer; a folder is taken from the device's home.

    Raises:
        BadInput: an address that is none.
    """
    if settings.printer.is_network:
        return printer_at(PrinterAddress.parse(settings.printer.text), settings.printer_name)
    return FolderPrinter(settings.printer_name, home / settings.printer.text)


def receipt_printer_of(place: PrinterPlace, home: Path) -> ReceiptPrinter:
    """The receipt printer at that place.

    Raises:
        BadInput: an address that is none.
    """
    if place.is_network:
        return IppReceipts(IppClient(PrinterAddress.parse(place.text), Patience()))
    return FolderReceipts(home / place.text)


def slip_printer_of(place: PrinterPlace, home: Path) -> ReceiptPrinter:
    """The same printer for the office's own slips, which are A4.

    Raises:
        BadInput: an address that is none.
    """
    if place.is_network:
        return IppReceipts(IppClient(PrinterAddress.parse(place.text), Patience()), (A4,))
    return FolderReceipts(home / place.text)


def reader_of(settings: DeviceSettings, terms: Terms) -> PcscReader:
    """The reader of that name, or the first one the service knows.

    Raises:
        ReaderUnavailable: none is named and none is there.
    """
    names = (settings.reader,) if settings.reader else readers()
    if not names:
        raise ReaderUnavailable(reason="no_reader")
    return PcscReader(names[0], terms)


def sounds() -> Sounder:
    """What this system can play."""
    return sounder(RESOURCES)


def pages() -> Pages:
    """Previews."""
    return PdfPages()


def name_images() -> NameImages:
    """Names the screen cannot draw."""
    return MinchoNames(RESOURCES)


def receipt_papers() -> ReceiptRenderer:
    """領収書."""
    return ReceiptPapers(RESOURCES)


def slip_papers() -> SlipRenderer:
    """日計表, 納入書, 交付請求書."""
    return SlipPapers(RESOURCES)
