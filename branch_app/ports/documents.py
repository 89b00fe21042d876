"""Papers, and pictures of them for the screen."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from branch_app.domain.reconcile.assessment import AssessmentOrder
    from branch_app.domain.records.certificate import PrintOrder, RenderedPaper
    from branch_app.domain.records.day_sheet import DaySheetOrder
    from branch_app.domain.records.receipt import ReceiptOrder
    from branch_app.domain.records.remittance import RemittanceOrder
    from branch_app.domain.records.request_form import RequestFormOrder


RGB = tuple[int, int, int]
"""Red, green, blue, 0 to 255 each."""


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture: rows from the top, three bytes a pixel."""

    width: int
    height: int
    rgb: bytes

    def __post_init__(self) -> None:
        """Raise ValueError when size and bytes do not agree."""
        if self.width < 1 or self.height < 1 or len(self.rgb) != 3 * self.width * self.height:
            raise ValueError("raster")

    @property
    def ppm(self) -> bytes:
        """As a portable pixmap (P6), which every toolkit reads."""
        return b"P6 %d %d 255\n" % (self.width, self.height) + self.rgb


class Renderer(Protocol):
    """Makes and checks papers."""

    def render(self, order: "PrintOrder") -> "RenderedPaper":
        """The PDF of one copy, checked: glyphs, seal, page count, subject and number read back from the bytes.

        Raises:
            GlyphMissing, SealMissing, RecordIncomplete, PreflightFailed, ResourceDamaged.
        """


class ReceiptRenderer(Protocol):
    """Makes receipts."""

    def receipt(self, order: "ReceiptOrder") -> bytes:
        """The PDF of one 領収書, read back and compared with the order.

        Raises:
            GlyphMissing, RecordIncomplete, PreflightFailed, ResourceDamaged.
        """


class SlipRenderer(Protocol):
    """Makes the office's own papers, each read back and compared with its order.

    Each raises GlyphMissing, RecordIncomplete, PreflightFailed or ResourceDamaged.
    """

    def day_sheet(self, order: "DaySheetOrder") -> bytes:
        """The PDF of one 日計表, A4."""

    def remittance(self, order: "RemittanceOrder") -> bytes:
        """The PDF of one 納入書, A4."""

    def assessment(self, order: "AssessmentOrder") -> bytes:
        """The PDF of one 調定額内訳書, A4."""

    def request_form(self, order: "RequestFormOrder") -> bytes:
        """The PDF of one 交付請求書, A4."""


class Pages(Protocol):
    """Pictures of a print file, for the preview of the very bytes that will print."""

    def count(self, pdf: bytes) -> int:
        """How many pages.

        Raises:
            PreflightFailed: not a PDF that can be read.
        """

    def page(self, pdf: bytes, number: int, width: int) -> Raster:
        """Page ``number``, counted from 1, ``width`` pixels wide on white.

        Raises:
            PreflightFailed: not a PDF that can be read, or no such page.
        """


class NameImages(Protocol):
    """Names drawn as the certificate draws them, where the screen's own font cannot."""

    def needs_image(self, text: str) -> bool:
        """Whether the screen font or its toolkit would draw it wrong.

        Variation selectors, characters beyond the BMP, and those the screen font lacks. Looks at the text only.
        """

    def draw(self, text: str, height: int, ink: RGB, ground: RGB) -> Raster:
        """The text on one line, ``height`` pixels an em high and with nothing around it.

        Raises:
            GlyphMissing: the certificate could not draw it either.
        """
