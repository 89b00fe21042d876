"""The finished file in the hands of programs that are not ours: qpdf, poppler, pdfium."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from branch_app.documents.box import POINTS_PER_MM
from branch_app.documents.readback import read_back
from branch_app.documents.renderer import PaperRenderer
from tests.fakes.city_records import ALIEN, genpyo, johyo, kazei, kojinhyo
from tests.fakes.long_families import REMOVED, eventful, fuhyo, juri, koseki, mibun, moved
from tests.fakes.newcomers import EVERY_ITEM, OLD
from tests.fakes.paper_seals import steady_seals
from tests.fakes.papers import EVERYTHING, RESOURCES, inkan, juminhyo, kisaijiko, members, order, ring
from tests.unit.documents.golden import differences, from_afar, front_pictures

PAPERS = {
    "juminhyo": order(juminhyo(members(6), EVERYTHING)),
    "kisaijiko": order(kisaijiko()),
    "inkan": order(inkan()),
    "koseki": order(koseki(eventful(12))),
    "joseki": order(koseki(REMOVED, shown=(0,))),
    "fuhyo": order(fuhyo(moved([30, 4, 1, 2]), honseki=True)),
    "juri": order(juri()),
    "juri-joshitsu": order(juri(fine=True)),
    "mibun": order(mibun()),
    "kojinhyo": order(kojinhyo(OLD, EVERY_ITEM)),
    "johyo": order(johyo()),
    "genpyo": order(genpyo(replace(ALIEN, name=OLD.name))),
    "kazei": order(kazei()),
}


@pytest.fixture(params=PAPERS)
def paper(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Each certificate as a file."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(PaperRenderer(RESOURCES, steady_seals()).render(PAPERS[request.param]).pdf)
    return path


def run(*command: str | Path) -> str:
    """Standard output of a program that must succeed."""
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


def poppler(path: Path, dots_per_inch: int, page: int = 1) -> Image.Image:
    """One page in grey, drawn by poppler."""
    run("pdftoppm", "-gray", "-r", str(dots_per_inch), "-f", str(page), "-singlefile", path, path.with_suffix(""))
    return Image.open(path.with_suffix(".pgm"))


def test_qpdf_finds_no_fault(paper: Path) -> None:
    """Structure, cross references and streams."""
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", paper)


def test_there_is_one_font_and_it_is_embedded(paper: Path) -> None:
    """As a subset, with a way back to Unicode."""
    (line,) = run("pdffonts", paper).splitlines()[2:]
    assert "IPAmjMincho" in line.split()[0]
    assert ["CID", "TrueType", "Identity-H", "yes", "yes", "yes"] == line.split()[1:7]


def test_the_file_tells_nothing_but_job_and_date(paper: Path) -> None:
    """No author, no program, no time of day, no script; its metadata stream says that it is an archive's file."""
    told = dict(line.split(":", 1) for line in run("pdfinfo", "-rawdates", paper).splitlines())
    told = {name: text.strip() for name, text in told.items()}
    assert (PAPERS["inkan"].job, "D:20251104") == (told["Title"], told["CreationDate"])
    unsaid = ("Author", "Creator", "Producer", "Subject", "Keywords", "ModDate")
    assert {""} == {told.get(name, "") for name in unsaid}
    assert ("no", "yes", "none", "A4") == (
        told["JavaScript"],
        told["Metadata Stream"],
        told["Form"],
        told["Page size"].partition("(")[2].rstrip(")"),
    )


def test_poppler_reads_the_same_characters(paper: Path) -> None:
    """Every character of every run, selectors included; the order on the page is the extractor's affair."""
    written = "".join(run for page in read_back(paper.read_bytes()) for run in page.runs)
    read = run("pdftotext", "-raw", paper, "-")
    assert sorted("".join(written.split())) == sorted("".join(read.split()))


def test_poppler_reads_names_as_one_string(paper: Path) -> None:
    """𠮷 and 邉 with its selector, in one piece; poppler prints the wide space as a plain one."""
    assert "𠮷野 邉\U000e0110太郎" in run("pdftotext", "-raw", paper, "-").replace("\u3000", " ")


def test_poppler_and_pdfium_draw_the_same_fronts(paper: Path) -> None:
    """At 50 dots an inch, the digital seal apart: mean within 2.5 grey levels, tiles of 8 mm within 16."""
    fronts = front_pictures(paper.read_bytes())
    for number, front in enumerate(fronts):
        mean, worst = differences(from_afar(poppler(paper, 300, 2 * number + 1)), front)
        assert mean < 2.5
        assert worst < 16


@pytest.mark.parametrize("size", [(15.0, 18.0), (8.2, 24.8), (24.0, 9.0)])
def test_an_impression_is_printed_at_its_true_size(tmp_path: Path, size: tuple[float, float]) -> None:
    """Measured as ink at 600 dots per inch, within 0.1 mm."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(PaperRenderer(RESOURCES, steady_seals()).render(order(inkan(impression=ring(*size)))).pdf)
    dots = 600 / 72 * POINTS_PER_MM
    page = poppler(path, 600).crop(tuple(round(side * dots) for side in (18.5, 54, 67.5, 97.5)))
    left, top, right, bottom = page.point(lambda grey: 255 if grey < 128 else 0).getbbox() or (0, 0, 0, 0)
    measured = (right - left) / dots, (bottom - top) / dots
    assert all(abs(found - true) < 0.1 for found, true in zip(measured, size, strict=True))
