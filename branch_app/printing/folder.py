"""The folder printer of demo and training: what would be printed lies there as a file, byte for byte.

It is no printer for residents' papers: nothing in the folder is encrypted.
"""

import os
import tempfile
from pathlib import Path

from branch_app.domain.errors import PrinterAbsent, PrinterRefused
from branch_app.ports import PrintReport, PrintState, Ticket
from branch_app.printing.verdict import GONE


class FolderPrinter:
    """Prints ``NNNNNN-<job name>.pdf`` into a folder that exists; never over a file that is there."""

    def __init__(self, name: str, folder: Path) -> None:
        self._name = name
        self._folder = folder

    @property
    def name(self) -> str:
        """As configured."""
        return self._name

    def problems(self) -> tuple[str, ...]:
        """None, if the folder is there."""
        self._check_present()
        return ()

    def submit(self, pdf: bytes, ticket: Ticket) -> int:
        """Write the file whole or not at all.

        Two processes may get the same number; a job is its number and its name, so they never share a file.
        """
        self._check_present()
        if self.find(ticket) is not None:
            raise PrinterRefused(cause="name-taken")
        printer_job = 1 + max((_number(each) for each in self._folder.glob("*.pdf")), default=0)
        try:
            self._write(self._file(printer_job, ticket), pdf)
        except OSError as error:
            raise PrinterRefused(cause="not-written") from error
        return printer_job

    def find(self, ticket: Ticket) -> int | None:
        """By the name of the file."""
        ours = (each for each in self._folder.glob("*.pdf") if each.stem.partition("-")[2] == ticket.name)
        return max((_number(each) for each in ours), default=None)

    def report(self, printer_job: int, ticket: Ticket) -> PrintReport:
        """Printed as soon as the file is there."""
        if self._file(printer_job, ticket).exists():
            return PrintReport(PrintState.PRINTED, impressions=ticket.impressions)
        return GONE

    def cancel(self, printer_job: int, ticket: Ticket) -> PrintReport:
        """Always too late."""
        return self.report(printer_job, ticket)

    def _file(self, printer_job: int, ticket: Ticket) -> Path:
        return self._folder / f"{printer_job:06d}-{ticket.name}.pdf"

    def _check_present(self) -> None:
        if not self._folder.is_dir():
            raise PrinterAbsent(cause="no-folder")

    def _write(self, target: Path, pdf: bytes) -> None:
        """A link refuses what a rename would overwrite."""
        handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(pdf)
                file.flush()
                os.fsync(file.fileno())
            target.hardlink_to(part)
        finally:
            part.unlink()


def _number(file: Path) -> int:
    """The job number a file name begins with; 0 for a file of another origin."""
    digits = file.name.partition("-")[0]
    return int(digits) if digits.isdecimal() else 0
