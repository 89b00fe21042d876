"""What the printing tests share: small papers, names, a brisk pace, and a way to a real training printer."""

import io
import time

from reportlab.pdfgen.canvas import Canvas

from branch_app.domain.values.identifiers import JobId
from branch_app.machine import SystemClock
from branch_app.ports import Ticket
from branch_app.printing.client import IppClient, Patience
from branch_app.printing.ipp_printer import IppPrinter
from branch_app.printing.training import TrainingPrinter
from branch_app.printing.watch import Pace


def paper(words: str, pages: int = 2) -> bytes:
    """A PDF that says ``words`` on every page."""
    file = io.BytesIO()
    canvas = Canvas(file)
    for _ in range(pages):
        canvas.drawString(72, 720, words)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def ticket(number: int = 1, attempt: int = 1, pages: int = 1) -> Ticket:
    """How the paper of that number goes by at the printer: one sheet, so two sides."""
    return Ticket(JobId(f"01890a5d-ac96-774b-bcce-{number:012d}"), attempt, pages)


def brisk(limit_ms: int = 10_000) -> Pace:
    """Asks every few milliseconds."""
    return Pace(SystemClock(), time.sleep, every_ms=5, limit_ms=limit_ms)


def printer_of(device: TrainingPrinter, cancelling_ms: int = 10_000) -> IppPrinter:
    """Our end of the line to a training printer."""
    return IppPrinter("training", IppClient(device.address, Patience(2, 10)), brisk(cancelling_ms))
