"""One PDF being drawn, page after page, in mm from the upper left corner."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from branch_app.documents.archive import make_archival
from branch_app.documents.bitmap import Bitmap
from branch_app.documents.box import A4, POINTS_PER_MM, Box
from branch_app.documents.fit import LEADING, SHRINK, fit
from branch_app.documents.font import IdentityFont
from branch_app.documents.ground import Ground, Tiles
from branch_app.documents.packing import QuickFlate
from branch_app.domain.errors import RecordIncomplete

rl_config.useA85 = 0  # streams as bytes: as text they are a quarter larger and cost 4 ms a page

_BASELINE = 0.38
"""How far below its middle the baseline of an ideographic em box lies, in em."""

_MEASURE = 5.0
_LABEL_LEADING = 1.08
"""Both in em."""

_TEXT_MARGIN, _BITMAP_MARGIN = 0.3, 1.0
"""How far the ground stays calm around a text, and away from a bitmap, in mm."""


class Align(Enum):
    """Where a text stands in its box."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


class Mark(Enum):
    """What a marked run of the page is, so that a reader of the finished file finds it (ISO 32000-1, 14.6).

    A mark says nothing the page does not show.
    """

    NAME = "Name"
    NUMBER = "Number"
    JOB = "Job"
    PAGE = "Page"
    SEAL = "Seal"
    IMPRESSION = "Impression"
    AMOUNT = "Amount"
    SYMBOL = "Symbol"
    SHARE = "Share"


class Rule(Enum):
    """Weights of rules in points."""

    HAIR = 0.25
    THIN = 0.4
    FRAME = 0.9


class Said(NamedTuple):
    """One text that a page was told to show: the item's name, the whole text, and the name it is if it is one.

    ``runs`` are the places, among all runs of the page, of those that it was drawn as.
    """

    item: str
    text: str
    name: int | None
    runs: range


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished file, and every run of text it was told to draw, page by page."""

    pdf: bytes
    runs: tuple[tuple[str, ...], ...]


class Sheet:
    """Pages of one paper, A4 unless told otherwise.

    The same calls give the same bytes: no clock and no chance enter the file. ``title`` is what it goes by at the
    printer, such as the job; never anything personal.
    """

    def __init__(self, font: IdentityFont, title: str, issued: date, paper: tuple[float, float] = A4) -> None:
        self._font = font
        self._width, self._height = paper
        self._file = io.BytesIO()
        self._pages: list[list[str]] = [[]]
        self._said: list[Said] = []
        self._name: int | None = None
        self._ground: Ground | None = None
        self._canvas = Canvas(
            self._file,
            pagesize=(self._width * POINTS_PER_MM, self._height * POINTS_PER_MM),
            pageCompression=0,  # by the library, which knows no effort but its own
            invariant=1,
            pdfVersion=(1, 7),
            initialFontName=font.fontName,
        )
        self._document = self._canvas._doc  # noqa: SLF001 - the font writes itself into it; the library has no other way
        self._document.defaultStreamFilters = [QuickFlate()]
        make_archival(self._document, title, issued)

    def text(
        self, text: str, box: Box, size: float, item: str, align: Align = Align.LEFT, shrink: float = SHRINK
    ) -> None:
        """Set ``text`` inside ``box`` at ``size`` points or less, in the middle of its height.

        One line shrinks down to ``shrink`` of its size before it is wrapped.

        Raises:
            GlyphMissing.
            RecordIncomplete: ``item`` does not fit.
        """
        first = len(self._pages[-1])
        room = box.width * POINTS_PER_MM
        room_above = box.height * POINTS_PER_MM
        setting = fit(text, self._font.faces, (room, room_above), size, shrink)
        if setting is None:
            raise RecordIncomplete(item=item, problem="too_long")
        middle = (self._height - box.middle) * POINTS_PER_MM
        top = middle + (len(setting.lines) - 1) * LEADING * setting.size / 2
        for number, (line, width) in enumerate(zip(setting.lines, setting.widths, strict=True)):
            free = room - width * setting.size
            x = box.x * POINTS_PER_MM + free * align.value
            baseline = top - (number * LEADING + _BASELINE) * setting.size
            self._calm(x, baseline, room - free, setting.size)
            self._draw(line, x, baseline, setting.size)
        self._said.append(Said(item, text, self._name, range(first, len(self._pages[-1]))))

    def spread(self, text: str, box: Box, size: float) -> None:
        r"""均等割付: distribute a label's characters, one line each ``\n``, in the middle of ``box``.

        All labels of a column get one measure, so their edges align; longer ones get what they need.
        """
        lines = text.split("\n")
        widths = [self._font.faces.width(line) for line in lines]
        measure = min(box.width * POINTS_PER_MM, max(_MEASURE, *widths) * size)
        x = (box.x + box.width / 2) * POINTS_PER_MM - measure / 2
        top = (self._height - box.middle) * POINTS_PER_MM + (len(lines) - 1) * _LABEL_LEADING * size / 2
        for number, (line, width) in enumerate(zip(lines, widths, strict=True)):
            gap = (measure - width * size) / (len(line) - 1)
            baseline = top - (number * _LABEL_LEADING + _BASELINE) * size
            self._calm(x, baseline, measure, size)
            self._draw(line, x, baseline, size, gap)

    def rule(self, start: tuple[float, float], stop: tuple[float, float], weight: Rule) -> None:
        """A straight line."""
        (x1, y1), (x2, y2) = start, stop
        points, height = POINTS_PER_MM, self._height
        begin = f"{x1 * points:.3f} {(height - y1) * points:.3f}"
        self._canvas.addLiteral(f"{weight.value} w {begin} m {x2 * points:.3f} {(height - y2) * points:.3f} l S")

    def frame(self, box: Box, weight: Rule) -> None:
        """The outline of a box."""
        x, y = self._points(box.x, box.bottom)
        width, height = box.width * POINTS_PER_MM, box.height * POINTS_PER_MM
        self._canvas.addLiteral(f"{weight.value} w {x:.3f} {y:.3f} {width:.3f} {height:.3f} re S")

    def path(self, operators: str, weight: Rule) -> None:
        """Lines that are not straight: PDF operators in points from the lower left corner of the paper."""
        self._canvas.addLiteral(f"{weight.value} w {operators} S")

    def bitmap(self, bitmap: Bitmap, x: float, y: float) -> None:
        """A bitmap at true size, upper left corner at ``x``, ``y`` mm."""
        self.keep_clear(Box(x, y, *bitmap.size_mm).inset(-_BITMAP_MARGIN, -_BITMAP_MARGIN))
        left, top = self._points(x, y)
        self._canvas.addLiteral(bitmap.operators(left, top - bitmap.size_mm[1] * POINTS_PER_MM))

    def artwork(self, operators: str, box: Box) -> None:
        """A drawing in inks of its own: PDF operators in points from the lower left corner of ``box``."""
        self.keep_clear(box.inset(-_BITMAP_MARGIN, -_BITMAP_MARGIN))
        x, y = self._points(box.x, box.bottom)
        self._canvas.addLiteral(f"q 1 0 0 1 {x:.3f} {y:.3f} cm\n{operators}\nQ")

    def watermark(self, text: str, size: float, grey: float, angle: float) -> None:
        """Large light letters across the page, below all that is drawn after them."""
        self._canvas.saveState()
        self._canvas.setFillGray(grey)
        self._canvas.translate(*self._points(self._width / 2, self._height / 2))
        self._canvas.rotate(angle)
        self._draw(text, -self._font.stringWidth(text, size) / 2, -_BASELINE * size, size)
        self._canvas.restoreState()

    def ground(self, tiles: Tiles, area: Box) -> None:
        """Lay the tiles below ``area`` of this page, from the paper's upper left corner; to be called first.

        Everything drawn afterwards lies above them: texts on the calm one, bitmaps and what is kept clear on paper.
        """
        self._ground = Ground(tiles, area)
        self._canvas.doForm(self._ground_name)

    def keep_clear(self, box: Box) -> None:
        """No ground in this box, whether or not this page has one."""
        if self._ground is not None:
            self._ground.clear.append(box)

    @contextmanager
    def marked(self, mark: Mark, index: int = 0) -> Iterator[None]:
        """Everything drawn inside is ``mark``, the ``index``-th of the document."""
        self._canvas.addLiteral(f"/{mark.value} <</Index {index}>> BDC")
        self._name = index if mark is Mark.NAME else None
        yield
        self._name = None
        self._canvas.addLiteral("EMC")

    def said(self) -> tuple[Said, ...]:
        """What this page was told to show so far."""
        return tuple(self._said)

    def end_page(self) -> None:
        """Begin the next page with the next call."""
        if self._ground is not None:
            self._ground.write(self._document, self._ground_name, (self._width, self._height))
            self._ground = None
        self._canvas.showPage()
        self._pages.append([])
        self._said.clear()

    def finish(self) -> Drawing:
        """The file; nothing may be drawn afterwards."""
        self._canvas.save()
        return Drawing(self._file.getvalue(), tuple(tuple(runs) for runs in self._pages[:-1]))

    def _calm(self, x: float, baseline: float, width: float, size: float) -> None:
        """Below a line of text nothing of the ground may be taken for a stroke."""
        if self._ground is not None:
            left, height = x / POINTS_PER_MM - _TEXT_MARGIN, size / POINTS_PER_MM
            top = self._height - baseline / POINTS_PER_MM - (0.5 + _BASELINE) * height - _TEXT_MARGIN
            margins = 2 * _TEXT_MARGIN
            self._ground.calm.append(Box(left, top, width / POINTS_PER_MM + margins, height + margins))

    @property
    def _ground_name(self) -> str:
        return f"ground-{len(self._pages)}"

    def _draw(self, text: str, x: float, y: float, size: float, gap: float = 0) -> None:
        """One line, its baseline beginning at ``x``, ``y`` points, with ``gap`` points behind each character."""
        written = [f"BT {gap:.3f} Tc 1 0 0 1 {x:.3f} {y:.3f} Tm"]
        for run in self._font.runs(text, self._document):
            self._pages[-1].append(run.text)
            written.append(f"/{run.resource} {size:g} Tf <{run.codes}> Tj")
        self._canvas.addLiteral(" ".join((*written, "ET")))

    def _points(self, x: float, y: float) -> tuple[float, float]:
        return x * POINTS_PER_MM, (self._height - y) * POINTS_PER_MM
