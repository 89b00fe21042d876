"""Reader and printer, looked at: slow, so never on the window's own thread."""

from dataclasses import dataclass
from enum import Enum

from branch_app.domain.errors import PrinterAbsent, ReaderUnavailable
from branch_app.ports import CardPresence, Printer
from branch_app.usecases.level import Level


class ReaderState(Enum):
    """What the reader shows."""

    CARD = "card"
    READY = "ready"
    """No card on it."""
    ABSENT = "absent"
    UNKNOWN = "unknown"
    """Not looked at yet."""


_READER_LEVELS = {
    ReaderState.CARD: Level.GOOD,
    ReaderState.READY: Level.GOOD,
    ReaderState.ABSENT: Level.NOTICE,
    ReaderState.UNKNOWN: Level.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class ReaderStatus:
    """``reason`` is why there is none. Without a reader a counter still issues, by documents."""

    state: ReaderState = ReaderState.UNKNOWN
    reason: str = ""

    @property
    def level(self) -> Level:
        """By state."""
        return _READER_LEVELS[self.state]


class PrinterState(Enum):
    """What the printer says."""

    READY = "ready"
    TROUBLED = "troubled"
    ABSENT = "absent"
    UNKNOWN = "unknown"
    """Not asked yet."""


_PRINTER_LEVELS = {
    PrinterState.READY: Level.GOOD,
    PrinterState.TROUBLED: Level.BAD,
    PrinterState.ABSENT: Level.BAD,
    PrinterState.UNKNOWN: Level.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """``problems`` are the printer's own keywords, such as ``media-jam``."""

    state: PrinterState = PrinterState.UNKNOWN
    problems: tuple[str, ...] = ()

    @property
    def level(self) -> Level:
        """By state."""
        return _PRINTER_LEVELS[self.state]


def look_at_reader(presence: CardPresence) -> ReaderStatus:
    """Look now."""
    try:
        return ReaderStatus(ReaderState.CARD if presence.card_present() else ReaderState.READY)
    except ReaderUnavailable as error:
        return ReaderStatus(ReaderState.ABSENT, str(error.facts.get("reason", "")))


def look_at_printer(printer: Printer) -> PrinterStatus:
    """Ask now."""
    try:
        problems = printer.problems()
    except PrinterAbsent:
        return PrinterStatus(PrinterState.ABSENT)
    return PrinterStatus(PrinterState.TROUBLED if problems else PrinterState.READY, problems)
