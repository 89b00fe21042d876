"""Receipt printers' own rules; what they share stands in the contract suite."""

from pathlib import Path

import pytest

from branch_app.domain.errors import PrinterAbsent, PrinterRefused, PrintInDoubt
from branch_app.printing.client import IppClient, Patience, PrinterAddress
from branch_app.printing.ipp import Group, GroupTag, Message, ValueTag, text
from branch_app.printing.receipts import FolderReceipts, IppReceipts
from branch_app.printing.vocabulary import Operation

OK, REFUSED, BROKEN = 0x0000, 0x0506, 0x0500


class Answers(IppClient):
    """A printer that has some paper and answers a print with a status."""

    def __init__(self, ready: tuple[str, ...], status: int = OK, asked: int = OK) -> None:
        super().__init__(PrinterAddress("printer.example"), Patience())
        self._ready = ready
        self._status = status
        self._asked = asked
        self.sent: list[tuple[str, bytes]] = []

    def call(self, operation: Operation, groups: tuple[Group, ...], document: bytes = b"") -> Message:
        """Paper, or the status."""
        if operation is Operation.GET_PRINTER_ATTRIBUTES:
            if self._asked is not OK:
                raise PrintInDoubt(cause="no-answer")
            ready = (text(ValueTag.KEYWORD, "media-ready", *self._ready),) if self._ready else ()
            return Message(OK, 1, (Group(GroupTag.PRINTER, ready),))
        self.sent.append((str(groups[1].string("media")), document))
        return Message(self._status, 1, ())


@pytest.mark.parametrize(
    ("ready", "media"),
    [
        (("iso_a4_210x297mm", "iso_a5_148x210mm"), "iso_a5_148x210mm"),
        (("iso_a4_210x297mm",), "iso_a4_210x297mm"),
        ((), "iso_a4_210x297mm"),
    ],
)
def test_the_receipt_takes_the_paper_that_lies_there(ready: tuple[str, ...], media: str) -> None:
    """A5 where a tray has it, else A4: a printer that waits for A5 would hold everybody's receipts."""
    client = Answers(ready)
    IppReceipts(client).print(b"%PDF", "receipt")
    assert [(media, b"%PDF")] == client.sent


@pytest.mark.parametrize(("status", "error"), [(REFUSED, PrinterRefused), (BROKEN, PrintInDoubt)])
def test_a_no_and_a_doubt_are_told_apart(status: int, error: type[Exception]) -> None:
    """After a refusal nothing comes out; after anything else somebody must look."""
    with pytest.raises(error):
        IppReceipts(Answers((), status)).print(b"%PDF", "receipt")


def test_a_question_without_an_answer_sent_nothing() -> None:
    """The paper was asked for before the file left, so the printer counts as absent, never as in doubt."""
    client = Answers((), asked=BROKEN)
    with pytest.raises(PrinterAbsent):
        IppReceipts(client).print(b"%PDF", "receipt")
    assert [] == client.sent


def test_a_receipt_in_the_folder_is_not_written_over(tmp_path: Path) -> None:
    """The same name again is refused, and the first file stays."""
    printer = FolderReceipts(tmp_path)
    printer.print(b"first", "receipt-1")
    with pytest.raises(PrinterRefused):
        printer.print(b"second", "receipt-1")
    assert [b"first"] == [file.read_bytes() for file in tmp_path.iterdir()]
