"""Renderer and printer, as a counter has them."""

import time

from branch_app.documents.marks.dots import Screens
from branch_app.documents.renderer import PaperRenderer
from branch_app.machine import SystemClock
from branch_app.ports import PaperSeals
from branch_app.printing.client import IppClient, Patience, PrinterAddress
from branch_app.printing.ipp_printer import IppPrinter
from branch_app.printing.watch import Pace
from branch_app.settings import RESOURCES


def printer_at(address: PrinterAddress, name: str) -> IppPrinter:
    """A network printer; patience and pace are those of a counter."""
    return IppPrinter(name, IppClient(address, Patience()), Pace(SystemClock(), time.sleep))


def paper_renderer(seals: PaperSeals, dots: Screens | None = None) -> PaperRenderer:
    """Papers from the shipped font, seal and tables, sealed by that paper key; ``dots`` are the printer's own."""
    return PaperRenderer(RESOURCES, seals, dots)
