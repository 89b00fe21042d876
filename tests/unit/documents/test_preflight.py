"""A finished file that does not say what was ordered never leaves the renderer."""

import io
from dataclasses import replace

import pytest
from reportlab.pdfgen.canvas import Canvas

from branch_app.bench.seals import PassingSeals
from branch_app.documents.bitmap import Bitmap
from branch_app.documents.fonts import mincho
from branch_app.documents.item_dates import item_dates
from branch_app.documents.layout import Layout, Stationery
from branch_app.documents.mayor_seal import mayor_seal
from branch_app.documents.preflight import preflight
from branch_app.documents.readback import read_back
from branch_app.documents.renderer import PaperRenderer, _layout
from branch_app.documents.seals.marks import PaperMarks, Press
from branch_app.documents.seals.proof import Proof
from branch_app.documents.sheet import Drawing
from branch_app.documents.tounicode import to_unicode
from branch_app.domain.errors import PreflightFailed
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.values.identifiers import IssueNumber, JobId
from branch_app.ports import PaperSeals
from tests.fakes.paper_seals import steady_seals
from tests.fakes.papers import HEAD, RESOURCES, WIFE, inkan, juminhyo, kisaijiko, members, order, ring

STATIONERY = Stationery(mayor_seal(RESOURCES), item_dates(RESOURCES), mincho(RESOURCES).faces)


def layout(wanted: PrintOrder, stationery: Stationery = STATIONERY) -> Layout:
    """The certificate of an order."""
    return _layout(wanted, stationery)


def marks_of(wanted: PrintOrder, seals: PaperSeals | None = None) -> PaperMarks:
    """Seals and backs of an order, not drawn yet."""
    return PaperMarks.of(
        wanted, layout(wanted).pages(), seals or steady_seals(), Press.of(RESOURCES, wanted.snapshot)
    )


def fault(drawing: Drawing, wanted: PrintOrder, marks: PaperMarks | None = None) -> str | int:
    """What the check of ``drawing`` against ``wanted`` finds."""
    with pytest.raises(PreflightFailed) as failed:
        preflight(drawing, layout(wanted), STATIONERY, Proof(wanted, marks or marks_of(wanted)))
    return failed.value.facts["fault"]


def drawn(
    renderer: PaperRenderer,
    wanted: PrintOrder,
    stationery: Stationery = STATIONERY,
    marks: PaperMarks | None = None,
) -> Drawing:
    """The file, unchecked."""
    return renderer._draw(wanted, layout(wanted, stationery), marks or marks_of(wanted))


def test_a_right_paper_passes(renderer: PaperRenderer) -> None:
    """Otherwise the rest proves nothing."""
    wanted = order(juminhyo(members(5)))
    marks = marks_of(wanted)
    preflight(drawn(renderer, wanted, marks=marks), layout(wanted), STATIONERY, Proof(wanted, marks))


def test_another_papers_seal_is_found(renderer: PaperRenderer) -> None:
    """The symbol of the last copy, well signed, on this one."""
    wanted = order(kisaijiko())
    before = replace(wanted, number=IssueNumber("suge-01-1-000041"))
    marks, others = marks_of(wanted), marks_of(before)
    whole = drawn(renderer, wanted, marks=marks)
    drawn(renderer, before, marks=others)
    marks.fronts[:] = others.fronts
    assert fault(whole, wanted, marks) == "digital_seal"


def test_a_seal_by_another_key_is_found(renderer: PaperRenderer) -> None:
    """A signature that the certificate on the back does not answer for never reaches a printer."""
    wanted = order(kisaijiko())
    marks = marks_of(wanted)
    marks.seals = PassingSeals()
    assert fault(drawn(renderer, wanted, marks=marks), wanted, marks) == "digital_seal"


def test_a_seal_of_another_content_is_found(renderer: PaperRenderer) -> None:
    """The digest in the symbol is that of this paper."""
    wanted = order(kisaijiko())
    marks = marks_of(wanted)
    whole = drawn(renderer, wanted, marks=marks)
    marks.sealing = replace(marks.sealing, digest=bytes(32))
    assert fault(whole, wanted, marks) == "digital_seal"


@pytest.mark.parametrize("spoil", ["missing", "exchanged", "another page"])
def test_a_wrong_back_is_found(renderer: PaperRenderer, spoil: str) -> None:
    """A symbol too few, two in each other's place, the back of another page: nothing is printed."""
    wanted = order(juminhyo(members(5)))
    marks = marks_of(wanted)
    whole = drawn(renderer, wanted, marks=marks)
    first, second = marks.backs
    marks.backs[:] = {
        "missing": [first[:-1], second],
        "exchanged": [(first[1], first[0], *first[2:]), second],
        "another page": [second, first],
    }[spoil]
    assert fault(whole, wanted, marks) == "back"


def test_another_persons_paper_is_found(renderer: PaperRenderer) -> None:
    """Kawasaki, 2023-05-02: same form, same number, same job, another name."""
    assert fault(drawn(renderer, order(kisaijiko(WIFE))), order(kisaijiko(HEAD))) == "subject"


def test_a_name_that_differs_in_its_selector_only_is_found(renderer: PaperRenderer) -> None:
    """Two selectors, one glyph on paper, two names in the register."""
    plain = replace(HEAD, name="𠮷野\u3000邉太郎")
    selected = replace(HEAD, name="𠮷野\u3000邉\U000e010f太郎")
    assert fault(drawn(renderer, order(kisaijiko(plain))), order(kisaijiko(selected))) == "subject"


def test_members_in_another_order_are_found(renderer: PaperRenderer) -> None:
    """Names are compared in the order of the paper."""
    assert fault(drawn(renderer, order(juminhyo((WIFE, HEAD)))), order(juminhyo((HEAD, WIFE)))) == "subject"


def test_another_number_or_job_is_found(renderer: PaperRenderer) -> None:
    """An earlier copy of the same certificate is not this one."""
    wanted = order(kisaijiko())
    assert fault(drawn(renderer, replace(wanted, number=IssueNumber("suge-01-1-000041"))), wanted) == "number"
    assert (
        fault(drawn(renderer, replace(wanted, job=JobId("0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5c"))), wanted) == "job"
    )


def test_a_missing_sheet_is_found(renderer: PaperRenderer) -> None:
    """Two sheets of three."""
    assert fault(drawn(renderer, order(juminhyo(members(8)))), order(juminhyo(members(9)))) == "pages"


@pytest.mark.parametrize("bits", ["blank", "one dot"])
def test_a_paper_without_the_mayors_seal_is_found(renderer: PaperRenderer, bits: str) -> None:
    """Blank, or another seal by a single dot."""
    seal = STATIONERY.seal
    other = bytes(len(seal.bits)) if bits == "blank" else bytes([seal.bits[0] ^ 1]) + seal.bits[1:]
    forged = replace(STATIONERY, seal=Bitmap(seal.width, seal.height, seal.dots_per_inch, other))
    wanted = order(kisaijiko())
    assert fault(drawn(renderer, wanted, forged), wanted) == "seal"


def test_a_seal_of_another_size_is_found(renderer: PaperRenderer) -> None:
    """The same dots, but 21.2 mm wide."""
    forged = replace(STATIONERY, seal=replace(STATIONERY.seal, dots_per_inch=595))
    wanted = order(kisaijiko())
    assert fault(drawn(renderer, wanted, forged), wanted) == "seal"


def test_another_impression_is_found(renderer: PaperRenderer) -> None:
    """A seal certificate with somebody else's 印影."""
    wanted = order(inkan(HEAD, ring()))
    assert fault(drawn(renderer, order(inkan(HEAD, ring(14, 18)))), wanted) == "impression"


def test_a_character_that_does_not_come_back_is_found(
    renderer: PaperRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every run of every page is compared, not names alone: here the last character lost its way back."""
    wanted = order(kisaijiko())
    monkeypatch.setattr("branch_app.documents.font.to_unicode", lambda graphemes: to_unicode(graphemes[:-1]))
    assert fault(drawn(renderer, wanted), wanted) == "text"


def test_a_font_left_outside_the_file_is_found() -> None:
    """A printer would put its own in its place."""
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.drawString(50, 50, "Helvetica")
    canvas.save()
    (page,) = read_back(file.getvalue())
    assert (("Helvetica",), False) == (page.runs, page.fonts_embedded)


@pytest.mark.parametrize("spoil", ["empty", "text", "half"])
def test_what_is_no_paper_is_refused(renderer: PaperRenderer, spoil: str) -> None:
    """Never a crash, never a pass."""
    wanted = order(kisaijiko())
    whole = drawn(renderer, wanted)
    spoilt = {"empty": b"", "text": b"not a paper", "half": whole.pdf[: len(whole.pdf) // 2]}[spoil]
    assert fault(replace(whole, pdf=spoilt), wanted) in {"unreadable", "pages", "number", "job", "subject"}
