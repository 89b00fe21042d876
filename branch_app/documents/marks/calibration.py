"""調整用紙: which dots a printer prints equally dark, found by eye, once a printer and after each new drum.

The text below the chosen patch goes into the line ``dots`` of the device's ``settings.toml``.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from branch_app.documents.bitmap import Bitmap
from branch_app.documents.box import A4_WIDTH, Box
from branch_app.documents.fonts import mincho
from branch_app.documents.marks.dots import DOTS_PER_INCH, Dots, Screens
from branch_app.documents.marks.latent import draw_latent
from branch_app.documents.marks.pantograph import shape
from branch_app.documents.marks.tile import Shapes, draw_tiles
from branch_app.documents.sheet import Align, Rule, Sheet

OFFERED = ((Dots(2, 7), 5, 13), (Dots(2, 8), 5, 14), (Dots(3, 10), 7, 17))
"""Ground, size of the word's dots, the closest of its pitches: two rows of four patches each."""
_PITCHES = 8
_COLUMNS = 4
_PATCH_DOTS = (960, 600)
"""Width and height of a patch: one word; the width is whole bytes."""
_LEFT, _TOP, _GAP = 18.0, 78.0, (3.4, 7.4)
_WIDTH = A4_WIDTH - 2 * _LEFT
_LABEL = 4.6
_RULER = 100
_STEPS = (
    "１．倍率１００％で印刷されていること: 下の目盛が定規の１００ミリと合うこと（±０.１ミリ）。",
    "２．腕を伸ばした距離で見て、「複写」の文字が見えない枠を選ぶ。",
    "３．この用紙を複写機で複写し、選んだ枠のうち「複写」が最もはっきり現れるものを一つ選ぶ。",
    '４．その枠の下の数字を settings.toml に書く。例: dots = "2/7 5/16"',
)


def calibration_choices() -> tuple[Screens, ...]:
    """The patches of the sheet, in reading order."""
    return tuple(
        Screens(ground, Dots(size, closest + wider))
        for ground, size, closest in OFFERED
        for wider in range(_PITCHES)
    )


def calibration_sheet(resources: Path, printer: str, day: date) -> bytes:
    """The PDF of one sheet for the printer of that name.

    Raises:
        ResourceDamaged, GlyphMissing.
    """
    sheet = Sheet(mincho(resources), "calibration", day)
    sheet.text("牽制文字\u3000調整用紙", Box(_LEFT, 16, _WIDTH, 9), 17, "title", Align.CENTRE)
    sheet.text(f"{printer}\u3000\u3000{day:%Y-%m-%d}", Box(_LEFT, 25.5, _WIDTH, 5), 9, "printer", Align.CENTRE)
    for number, step in enumerate(_STEPS):
        sheet.text(step, Box(_LEFT, 34 + 6 * number, _WIDTH, 6), 9.5, "step")
    _draw_ruler(sheet, _LEFT, 62)
    latent = draw_latent(shape(resources, "certified"))
    sheet.bitmap(latent, _LEFT + _WIDTH - latent.size_mm[0], 54)
    shapes = Shapes(shape(resources, "copied"), shape(resources, "waves"))
    for screens, place in zip(calibration_choices(), _places(), strict=True):
        sheet.bitmap(_patch(draw_tiles(shapes, screens)[0]), place.x, place.y)
        label = Box(place.x, place.bottom + 0.6, place.width, _LABEL)
        sheet.text(screens.text, label, 9.5, "dots", Align.CENTRE)
    sheet.end_page()
    return sheet.finish().pdf


def _places() -> Iterator[Box]:
    width, height = (dots / DOTS_PER_INCH * 25.4 for dots in _PATCH_DOTS)
    across, down = width + (_WIDTH - _COLUMNS * width) / (_COLUMNS - 1), height + _GAP[1]
    for at in range(len(calibration_choices())):
        yield Box(_LEFT + at % _COLUMNS * across, _TOP + at // _COLUMNS * down, width, height)


def _patch(tile: Bitmap) -> Bitmap:
    """The middle of the tile, where its word stands."""
    width, height = _PATCH_DOTS
    length, top = (tile.width + 7) // 8, (tile.height - height) // 2
    left = (tile.width - width) // 16
    starts = (row * length + left for row in range(top, top + height))
    return Bitmap(width, height, DOTS_PER_INCH, b"".join(tile.bits[at : at + width // 8] for at in starts))


def _draw_ruler(sheet: Sheet, x: float, y: float) -> None:
    """Millimetres, longer marks every five and ten."""
    sheet.rule((x, y), (x + _RULER, y), Rule.THIN)
    for mark in range(_RULER + 1):
        tall = 5 if mark % 10 == 0 else 3.5 if mark % 5 == 0 else 2
        sheet.rule((x + mark, y), (x + mark, y + tall), Rule.HAIR)
    for mark in range(0, _RULER + 1, 10):
        sheet.text(f"{mark}", Box(x + mark - 5, y + 5.2, 10, 4), 7.5, "ruler", Align.CENTRE)
