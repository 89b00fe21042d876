"""What every receipt printer behind the port does, the folder of training as well as a real IPP device."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from branch_app.domain.errors import PrinterAbsent
from branch_app.ports import ReceiptPrinter
from branch_app.printing.client import IppClient, Patience
from branch_app.printing.receipts import FolderReceipts, IppReceipts
from branch_app.printing.training import TrainingPrinter, is_installed
from tests.fakes.printing import paper

NAME = "receipt-01890a5d-ac96-774b-bcce-000000000001-1"


@dataclass(frozen=True, slots=True)
class Stand:
    """A receipt printer, where its papers lie, and how it is switched off."""

    printer: ReceiptPrinter
    folder: Path
    switch_off: Callable[[], None]


@pytest.fixture(params=["folder", "ipp"])
def stand(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stand]:
    """Each kind of printer in turn."""
    folder = tmp_path / "receipts"
    folder.mkdir()
    if request.param == "folder":
        yield Stand(FolderReceipts(folder), folder, lambda: folder.rename(tmp_path / "elsewhere") and None)
        return
    if not is_installed():
        pytest.fail("needs the Debian packages cups-ipp-utils, dbus and poppler-utils")
    with TrainingPrinter(folder) as device:
        client = IppClient(device.address, Patience(2, 10))
        yield Stand(IppReceipts(client), folder, device.power_off)


def test_a_receipt_comes_out_under_its_name(stand: Stand) -> None:
    """The bytes are the very bytes sent, and the name names nobody."""
    pdf = paper("receipt", 1)
    stand.printer.print(pdf, NAME)
    (file,) = stand.folder.glob(f"*{NAME}.pdf")
    assert pdf == file.read_bytes()


def test_a_printer_that_is_not_there_is_said_so(stand: Stand) -> None:
    """Nothing was sent."""
    stand.switch_off()
    with pytest.raises(PrinterAbsent):
        stand.printer.print(paper("receipt", 1), NAME)
