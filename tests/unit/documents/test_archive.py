"""PDF/A-2b: every paper keeps the rules that can be checked here, and says nothing of itself but job and day."""

from dataclasses import replace

import pytest

from branch_app.documents.readback import read_back
from branch_app.documents.receipt import ReceiptPapers
from branch_app.documents.renderer import PaperRenderer
from tests.fakes.paper_seals import steady_seals
from tests.fakes.papers import HEAD, RESOURCES, juminhyo, order
from tests.fakes.receipts import receipt_order
from tests.unit.documents.golden import CASES
from tests.unit.documents.pdf_a import faults

PLAIN = PaperRenderer(RESOURCES, steady_seals()).render(order(juminhyo())).pdf


@pytest.mark.parametrize("name", CASES)
def test_every_certificate_is_fit_for_an_archive(renderer: PaperRenderer, name: str) -> None:
    """Whatever the kind."""
    assert [] == faults(renderer.render(CASES[name]).pdf)


def test_a_name_in_three_faces_is_fit_for_an_archive(renderer: PaperRenderer) -> None:
    """Each face is embedded with its own widths."""
    pdf = renderer.render(order(juminhyo((replace(HEAD, name="𠮷葛\U000e0100\U00020002"),)))).pdf
    assert [] == faults(pdf)
    assert 3 == pdf.count(b"/FontFile2")
    assert all(page.fonts_embedded for page in read_back(pdf))


def test_a_receipt_is_fit_for_an_archive() -> None:
    """A5, another font."""
    assert [] == faults(ReceiptPapers(RESOURCES).receipt(receipt_order()))


def test_a_file_says_nothing_of_itself_but_job_and_day() -> None:
    """No author, no program, no time of day."""
    for key in (b"/Author", b"/Producer", b"/Creator", b"/ModDate", b"/Keywords", b"/Subject"):
        assert key not in PLAIN
    assert 1 == PLAIN.count(b"CreateDate=")


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        (b"%PDF-1.7\n%\x93", b"%PDF-1.7\n%A", "6.1.2 header"),
        (b"/GTS_PDFA1", b"/GTS_PDFXX", "6.2.3 output intent"),
        (b'part="2"', b'part="1"', "6.6.4 version"),
        (b"(D:20", b"(D:19", "6.6.3 information"),
        (b"/W [ 0 [ 1000 ", b"/W [ 0 [ 2000 ", "6.2.11.5 widths"),
        (b"/CIDToGIDMap /Identity", b"/CIDToGIDMap /Other   ", "6.2.11.3 CID font"),
        (b"/Type /Catalog", b"/OpenAction [] /Type /Catalog", "6.5 /OpenAction"),
    ],
)
def test_the_check_sees_a_fault(was: bytes, becomes: bytes, fault: str) -> None:
    """One rule broken by hand each time."""
    assert was in PLAIN
    assert fault in faults(PLAIN.replace(was, becomes))
