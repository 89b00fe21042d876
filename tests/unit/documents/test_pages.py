"""The preview: pictures of the very bytes that will print."""

from pathlib import Path

import pytest
from PIL import Image

from branch_app.documents import pdfium
from branch_app.documents.pages import PdfPages
from branch_app.documents.renderer import PaperRenderer
from branch_app.domain.errors import PreflightFailed
from branch_app.ports import Raster
from tests.fakes.papers import EVERYTHING, juminhyo, members, order

PAGES = PdfPages()


@pytest.fixture(scope="module")
def pdf(renderer: PaperRenderer) -> bytes:
    """A paper of two sheets, so of four pages."""
    return renderer.render(order(juminhyo(members(6), EVERYTHING))).pdf


def test_a_paper_has_as_many_pictures_as_pages(pdf: bytes) -> None:
    """Six members take two sheets, front and back, and no two pages look alike."""
    assert 4 == PAGES.count(pdf)
    assert 4 == len({PAGES.page(pdf, number, 200).rgb for number in (1, 2, 3, 4)})


@pytest.mark.parametrize("width", [1, 199, 200, 1001])
def test_a_page_is_exactly_as_wide_as_asked(pdf: bytes, width: int) -> None:
    """A4 keeps its shape; odd widths have no padding between rows."""
    shown = PAGES.page(pdf, 1, width)
    assert (width, max(1, round(width * 297 / 210))) == (shown.width, shown.height)
    assert 3 * shown.width * shown.height == len(shown.rgb)


def test_a_page_is_black_on_white(pdf: bytes) -> None:
    """White corners, some ink, and no colour below the flower of the upper corner."""
    shown = PAGES.page(pdf, 1, 400)
    picture = Image.frombytes("RGB", (shown.width, shown.height), shown.rgb)
    assert (255, 255, 255) == picture.getpixel((0, 0))
    assert picture.convert("L").getextrema()[0] < 64
    below = picture.crop((0, picture.height // 8, picture.width, picture.height))
    assert below.convert("L").convert("RGB").tobytes() == below.tobytes()


@pytest.mark.parametrize("number", [0, 5, -1])
def test_a_page_that_is_not_there_is_an_error(pdf: bytes, number: int) -> None:
    """Pages count from 1."""
    with pytest.raises(PreflightFailed):
        PAGES.page(pdf, number, 100)


@pytest.mark.parametrize("broken", [b"", b"no paper", b"%PDF-1.7\n"])
def test_what_is_no_paper_is_an_error_and_blocks_nobody(pdf: bytes, broken: bytes) -> None:
    """After it the next picture is drawn as ever: the lock is free again."""
    with pytest.raises(PreflightFailed):
        PAGES.count(broken)
    assert 4 == PAGES.count(pdf)


def test_a_raster_cannot_lie_about_its_size() -> None:
    """Width, height and bytes agree, or it does not exist; as a pixmap it says the same."""
    with pytest.raises(ValueError, match="raster"):
        Raster(2, 2, bytes(11))
    assert b"P6 2 1 255\n" + bytes(6) == Raster(2, 1, bytes(6)).ppm


def test_pdfium_is_entered_by_one_thread_at_a_time(pdf: bytes) -> None:
    """The door is shut while a document is open, and open again afterwards, also after one that cannot be read."""
    assert not pdfium._PDFIUM.locked()
    with pdfium.opened(pdf):
        assert pdfium._PDFIUM.locked()
    with pytest.raises(PreflightFailed):
        PAGES.count(b"no paper")
    assert not pdfium._PDFIUM.locked()


def test_every_use_of_pdfium_goes_through_that_door() -> None:
    """No other module opens a document by itself, but for files of others, which a process of its own looks at."""
    package = Path(pdfium.__file__).parents[1]
    users = {path.name for path in package.rglob("*.py") if "PdfDocument(" in path.read_text(encoding="utf-8")}
    assert {"pdfium.py", "drawn.py"} == users
