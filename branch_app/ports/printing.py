"""The printer of this device."""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from branch_app.domain.values.identifiers import JobId

SIDES = 2
"""Of a sheet, both printed."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """How one attempt is sent: its name at the printer is ``job`` and attempt, never anything personal.

    ``pages`` are those of the paper, n／N, one a sheet; every sheet has a back.
    """

    job: JobId
    attempt: int
    pages: int

    @property
    def name(self) -> str:
        """Job name at the printer."""
        return f"{self.job}-{self.attempt}"

    @property
    def impressions(self) -> int:
        """Sides that the printer marks and counts: two a sheet."""
        return SIDES * self.pages


class PrintState(Enum):
    """What the printer says of one job."""

    PENDING = "pending"
    STALLED = "stalled"
    PRINTED = "printed"
    NOT_PRINTED = "not_printed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PrintReport:
    """State with reasons (IPP keywords such as ``media-jam``) and impressions where the printer counts them."""

    state: PrintState
    reasons: tuple[str, ...] = ()
    impressions: int | None = None

    @property
    def sheets(self) -> int:
        """Sheets that are out, as far as the printer says: those with both sides."""
        return (self.impressions or 0) // SIDES


class Printer(Protocol):
    """One printer of this device."""

    @property
    def name(self) -> str:
        """As configured."""

    def problems(self) -> tuple[str, ...]:
        """Reasons why it would not print now; empty when ready.

        Raises:
            PrinterAbsent.
        """

    def submit(self, pdf: bytes, ticket: Ticket) -> int:
        """Send one file; the printer's own job id.

        Raises:
            PrinterAbsent, PrinterRefused: nothing will come out.
            PrintInDoubt: bytes left us, no answer came back.
        """

    def find(self, ticket: Ticket) -> int | None:
        """The printer's job of that name, if it still knows one."""

    def report(self, printer_job: int, ticket: Ticket) -> PrintReport:
        """Where that job stands now, without waiting."""

    def cancel(self, printer_job: int, ticket: Ticket) -> PrintReport:
        """Cancel, and confirm by asking again: UNKNOWN when something may have come out all the same."""


class ReceiptPrinter(Protocol):
    """Where 領収書, or the office's own slips, come out on ordinary paper; nobody counts its sheets."""

    def print(self, pdf: bytes, name: str) -> None:
        """Send one file; ``name`` is what it goes by at the printer, never anything personal.

        Raises:
            PrinterAbsent, PrinterRefused: nothing will come out.
            PrintInDoubt: look at the tray.
        """
