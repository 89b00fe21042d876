"""From a file to what its pages say: symbols, the way each page lies, its marks. Nothing is believed here."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

from branch_app.documents.marks.detect import look_at
from branch_app.documents.marks.judge import judge
from branch_app.documents.marks.marks import usual_screens
from branch_app.verification.container import seen_pages
from branch_app.verification.drawn import DRAWN_DPI
from branch_app.verification.limits import Limits
from branch_app.verification.pages import Medium, Page, Straight, Unreadable
from branch_app.verification.place import Place, place_of
from branch_app.verification.seen import Grey, Seen
from branch_app.verification.symbols import Found, find_all_symbols, find_symbols

ENOUGH_DPI: Final = 300
"""What was scanned finer is looked at as if it had been scanned so."""
_FINER: Final = 1.15
_A4_SIDES: Final = (210 / 25.4, 297 / 25.4)
_AS_TOLD: Final = 0.03
"""How far the resolution that the file tells may be from what the seal measures."""
_ONE_SHEET: Final = 1.2
"""A picture with so many times the area of a sheet may show two."""


def read_pages(path: Path, limits: Limits, resources: Path) -> Iterator[tuple[Page, Straight | None]]:
    """Every page of the file, and its picture set straight if it carries one seal.

    Raises:
        Unreadable: the file as a whole cannot be looked at.
        ResourceDamaged: a shape is missing or altered.
    """
    for number, seen in enumerate(seen_pages(path, limits), 1):
        if isinstance(seen, Unreadable):
            yield Page(number, hindrance=seen.hindrance), None
        else:
            yield _read(number, _no_finer(seen), resources)


def _no_finer(seen: Seen) -> Seen:
    """At most some 300 dpi: more would take longer and say no more."""
    dpi = seen.told_dpi if _is_plausible(seen) else round(max(seen.grey.shape) / _A4_SIDES[1])
    if dpi <= ENOUGH_DPI * _FINER:
        return seen
    height, width = (max(1, round(side * ENOUGH_DPI / dpi)) for side in seen.grey.shape)
    grey = np.asarray(Image.fromarray(seen.grey).resize((width, height), Image.Resampling.BOX))
    return Seen(grey, ENOUGH_DPI if seen.told_dpi else 0, seen.medium, seen.runs)


def _is_plausible(seen: Seen) -> bool:
    """Whether the picture is about as large as a sheet of A4, or two, at the resolution that the file tells."""
    if not seen.told_dpi:
        return False
    short, long = sorted(side / seen.told_dpi for side in seen.grey.shape)
    width, height = _A4_SIDES
    return bool(0.4 * width < short < 1.5 * height and 0.4 * height < long < 2.2 * height)


def _read(number: int, seen: Seen, resources: Path) -> tuple[Page, Straight | None]:
    found = find_symbols(seen.grey)
    place = _place(seen, found)
    if _may_be_two(seen, place):
        found = find_all_symbols(seen.grey)
    shares = tuple(sorted(found.shares))
    told = seen.told_dpi if _is_plausible(seen) else 0
    if place is None or len(found.seals) > 1 or found.shares:
        # A seal without its place: how the sheet lies is not known, so its marks say nothing.
        single = len(found.seals) + bool(found.shares) <= 1
        seals = tuple(seal.data for seal in found.seals)
        return Page(
            number, seen.medium, None, told, seals, shares, single=single, whole=single, runs=seen.runs
        ), None
    return _front(Page(number, seen.medium, runs=seen.runs), found, seen.grey, (place, told), resources)


def _place(seen: Seen, found: Found) -> Place | None:
    """A drawing of A4 lies as it was drawn; what was scanned lies as its seal says."""
    if not found.seals:
        return None
    as_drawn = Place.upright(DRAWN_DPI)
    if seen.medium is Medium.DRAWING and seen.grey.shape == as_drawn.size(DRAWN_DPI)[::-1]:
        return as_drawn
    return place_of(seen.grey, found.seals[0])


def _may_be_two(seen: Seen, place: Place | None) -> bool:
    """By the size of the picture: the seal tells how large a sheet is in it, else the file does."""
    dpi = place.dpi if place is not None else float(seen.told_dpi)
    return dpi > 0 and bool(seen.grey.size > _ONE_SHEET * dpi**2 * _A4_SIDES[0] * _A4_SIDES[1])


def _front(
    page: Page, found: Found, grey: Grey, at: tuple[Place, int], resources: Path
) -> tuple[Page, Straight | None]:
    place, told = at
    dpi = _dpi(place.dpi, told)
    straight = place.straightened(grey, min(ENOUGH_DPI, max(100, round(place.dpi))))
    evidence = look_at(straight, dpi, resources, usual_screens(resources))
    contrast = None if evidence.contrast is None else round(1000 * evidence.contrast)
    told_page = Page(
        number=page.number,
        medium=page.medium,
        dpi=dpi,
        seals=(found.seals[0].data,),
        whole=place.shows_all(grey),
        originality=judge(evidence),
        contrast=contrast,
        letter=round(1000 * evidence.letter.accuracy),
        runs=page.runs,
    )
    height, width = straight.shape
    return told_page, Straight(width, height, straight.tobytes())


def _dpi(measured: float, told: int) -> int:
    """As the file tells if that is what the seal measures; else the coarser one, so that nobody is accused."""
    if told and abs(measured / told - 1) <= _AS_TOLD:
        return told
    return min(round(measured), told) if told else round(measured)
