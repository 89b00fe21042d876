"""What a scan of a paper is called. Everything optical is simulated."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from branch_app.bench.seals import PassingSeals
from branch_app.domain.records.paper_trust import RevocationReason, RevokedCertificate
from branch_app.verification.judge import Answer, Cause
from tests.fakes.checked_papers import checked, notices, scanned_pdf, scanned_sides, tiff, trust, turned
from tests.fakes.paper_seals import steady_trust
from tests.fakes.papers import TODAY
from tests.fakes.photocopier import photocopied
from tests.fakes.scanner import OFFICE, Grey


def causes(path: Path, **by: object) -> set[Cause]:
    """Of all reasons."""
    return {reason.cause for reason in checked(path, **by).reasons}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "quarters", [pytest.param(0, marks=pytest.mark.long), 1, 2, pytest.param(3, marks=pytest.mark.long)]
)
def test_an_original_is_one_whichever_way_it_lay(scanned: list[Grey], file: Path, quarters: int) -> None:
    """Front and back in one TIFF, upright, on its sides, upside down."""
    file.write_bytes(tiff([turned(side, quarters) for side in scanned]))
    report = checked(file)
    assert (Answer.ORIGINAL, [Cause.ALL_GOOD]) == (report.answer, [reason.cause for reason in report.reasons])


def test_the_order_of_pages_and_the_container_say_nothing(scanned: list[Grey], file: Path) -> None:
    """A PDF as copiers make it, back first."""
    file.write_bytes(scanned_pdf(scanned[::-1]))
    assert Answer.ORIGINAL is checked(file).answer


def test_the_resolution_is_measured_where_the_file_tells_none(scanned: list[Grey], file: Path) -> None:
    """72 dpi, as a camera writes, is no A4 page: the seal tells."""
    file.write_bytes(tiff(scanned, dpi=72))
    report = checked(file)
    assert Answer.ORIGINAL is report.answer
    assert 300 == report.fronts[0].page.dpi


def test_a_coarse_scan_of_an_original_is_one(sheet: list[Grey], file: Path) -> None:
    """At 200 dpi too."""
    file.write_bytes(tiff(scanned_sides(sheet, 200, OFFICE, seed=2), dpi=200))
    assert Answer.ORIGINAL is checked(file).answer


def test_without_the_key_nobody_vouches_for_what_is_printed(scanned: list[Grey], file: Path) -> None:
    """Seal, back and marks are good, and that is said; but nothing was compared."""
    file.write_bytes(tiff(scanned))
    report = checked(file, opened=False)
    assert (Answer.CANNOT_TELL, [Cause.NOT_COMPARED]) == (report.answer, [each.cause for each in report.reasons])


@pytest.mark.parametrize(("dpi", "expected"), [(300, Answer.COPY), (200, Answer.CANNOT_TELL)])
def test_a_copy_is_told_from_300_dpi_on(sheet: list[Grey], file: Path, dpi: int, expected: Answer) -> None:
    """Its seal is good as ever; at 200 dpi nobody is accused."""
    copies = [photocopied(side, 3) for side in sheet]
    file.write_bytes(tiff(scanned_sides(copies, dpi, OFFICE, seed=4), dpi=dpi))
    assert expected is checked(file, opened=False).answer


def test_a_front_alone_or_a_back_alone_says_nothing(scanned: list[Grey], file: Path) -> None:
    """The other side is asked for, by its page."""
    file.write_bytes(tiff(scanned[:1]))
    assert Cause.BACK_MISSING in causes(file)
    file.write_bytes(tiff(scanned[1:]))
    assert Cause.FRONT_MISSING in causes(file)
    assert Answer.CANNOT_TELL is checked(file).answer


def test_two_sheets_in_one_picture_are_sent_back(scanned: list[Grey], file: Path) -> None:
    """Side by side on a large scanner."""
    file.write_bytes(tiff([np.concatenate(scanned, axis=1)]))
    report = checked(file)
    assert Answer.CANNOT_TELL is report.answer
    assert Cause.SEVERAL_SHEETS in {reason.cause for reason in report.reasons}


def test_half_a_page_is_sent_back(scanned: list[Grey], file: Path) -> None:
    """With the half that has the seal, and with the half that has not."""
    front, back = scanned
    middle = front.shape[0] // 2
    file.write_bytes(tiff([front[middle:], back]))
    assert Cause.PART_OF_A_PAGE in causes(file)
    file.write_bytes(tiff([front[:middle], back]))
    assert {Cause.NOTHING_FOUND, Cause.FRONT_MISSING} <= causes(file)
    assert Answer.CANNOT_TELL is checked(file).answer


def test_a_scan_of_something_else_says_so(file: Path) -> None:
    """A page of noise, and a blank one."""
    noise = np.random.default_rng(1).integers(0, 256, (1754, 1240), np.uint8)
    file.write_bytes(tiff([noise, np.full((1754, 1240), 250, np.uint8)], dpi=150))
    report = checked(file)
    assert (Answer.CANNOT_TELL, {Cause.NOTHING_FOUND}) == (report.answer, {each.cause for each in report.reasons})


def test_a_page_that_belongs_to_nothing_takes_the_answer_away(scanned: list[Grey], file: Path) -> None:
    """What was slipped in is never vouched for with the rest."""
    file.write_bytes(tiff([*scanned, np.full_like(scanned[0], 245)]))
    assert (Answer.CANNOT_TELL, {Cause.NOTHING_FOUND}) == (checked(file).answer, causes(file))


@pytest.mark.parametrize(
    ("told", "cause"),
    [
        (notices(void=[42]), Cause.VOID),
        (
            notices(
                [RevokedCertificate(f"{0xA1B2C3D4E5F60718:X}", TODAY, RevocationReason.KEY_COMPROMISE)],
            ),
            Cause.REVOKED,
        ),
    ],
    ids=["voided", "revoked"],
)
def test_what_head_office_took_back_is_no_original(
    scanned: list[Grey], file: Path, told: object, cause: Cause
) -> None:
    """A voided paper, and every paper of a device whose key was stolen."""
    file.write_bytes(tiff(scanned))
    report = checked(file, replace(trust(), notices=told))  # type: ignore[arg-type]
    assert Answer.FORGED is report.answer
    assert cause in {reason.cause for reason in report.reasons}


def test_nobody_elses_papers_are_believed(scanned: list[Grey], file: Path) -> None:
    """Under another CA the very same paper is forged."""
    file.write_bytes(tiff(scanned))
    other = PassingSeals()
    foreign = replace(steady_trust(), root=other.root, certificates=(other.certificate,), notices=notices())
    assert Answer.FORGED is checked(file, foreign).answer


def test_writing_on_the_page_is_pointed_out(scanned: list[Grey], file: Path) -> None:
    """Ink where nothing was printed: not accused, not accepted."""
    front = scanned[0].copy()
    front[2950:2990, 1500:1700] = 30
    file.write_bytes(tiff([front, scanned[1]]))
    report = checked(file)
    assert Answer.CANNOT_TELL is report.answer
    assert any("blank_space" in reason.items for reason in report.reasons)


def test_colours_bits_and_transparency_are_read(scanned: list[Grey], tmp_path: Path) -> None:
    """A PNG with an alpha channel and a JPEG in colours say what their grey twin says."""
    front = Image.fromarray(scanned[0])
    for name, mode in (("a.png", "RGBA"), ("b.jpg", "RGB"), ("c.png", "P")):
        path = tmp_path / name
        front.convert(mode).save(path, dpi=(300, 300))
        assert {Cause.BACK_MISSING} == causes(path)
