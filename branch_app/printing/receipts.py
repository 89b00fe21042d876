"""Printers of 領収書 and the office's own slips: a folder for training, or a network printer with plain paper."""

from pathlib import Path

from branch_app.domain.errors import PrinterAbsent, PrinterRefused, PrintError, PrintInDoubt
from branch_app.printing.client import IppClient
from branch_app.printing.ipp import Group, GroupTag, ValueTag, number, text
from branch_app.printing.request import A4, A5, named, operation
from branch_app.printing.vocabulary import REFUSALS, Operation, is_success


class FolderReceipts:
    """Prints ``<name>.pdf`` into a folder that exists."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def print(self, pdf: bytes, name: str) -> None:
        """Write the file; a name that is there already is not written over.

        Raises:
            PrinterAbsent: no such folder.
            PrinterRefused: not written.
        """
        if not self._folder.is_dir():
            raise PrinterAbsent(cause="no-folder")
        try:
            with (self._folder / f"{name}.pdf").open("xb") as file:
                file.write(pdf)
        except OSError as error:
            raise PrinterRefused(cause="not-written") from error


class IppReceipts:
    """A printer by its address. It is asked which paper lies in it, and gets the first wanted one, else A4."""

    def __init__(self, client: IppClient, wanted: tuple[str, ...] = (A5, A4)) -> None:
        self._client = client
        self._wanted = wanted

    def print(self, pdf: bytes, name: str) -> None:
        """One copy, unscaled; nobody follows what becomes of it.

        Raises:
            PrinterAbsent, PrinterRefused: nothing will come out.
            PrintInDoubt: look at the tray.
        """
        job = Group(
            GroupTag.JOB,
            (
                number("copies", 1),
                text(ValueTag.KEYWORD, "media", self._paper()),
                text(ValueTag.KEYWORD, "sides", "one-sided"),
                text(ValueTag.KEYWORD, "print-scaling", "none"),
            ),
        )
        request = operation(self._client.address.uri, *named(name))
        answer = self._client.call(Operation.PRINT_JOB, (request, job), pdf)
        if answer.code in REFUSALS:
            raise PrinterRefused(cause="ipp", status=answer.code)
        if not is_success(answer.code):
            raise PrintInDoubt(cause="ipp", status=answer.code)

    def _paper(self) -> str:
        """A question may be asked again, so whatever goes wrong with it means that nothing was sent."""
        wanted = text(ValueTag.KEYWORD, "requested-attributes", "media-ready")
        question = operation(self._client.address.uri, wanted)
        try:
            answer = self._client.call(Operation.GET_PRINTER_ATTRIBUTES, (question,))
        except PrintError as error:
            raise PrinterAbsent(**error.facts) from error
        ready = answer.group(GroupTag.PRINTER).strings("media-ready")
        return next((paper for paper in self._wanted if paper in ready), A4)
