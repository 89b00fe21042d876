"""Original, copy or not to be told, from scans of a whole certificate. Everything optical is simulated."""

from dataclasses import replace

import numpy as np
import pytest

from branch_app.documents.marks.demodulate import Letter
from branch_app.documents.marks.detect import look_at
from branch_app.documents.marks.dots import Screens
from branch_app.documents.marks.judge import Evidence, Originality, judge
from branch_app.documents.renderer import PaperRenderer
from branch_app.domain.records.paper import Paper
from tests.fakes.laser import printed
from tests.fakes.marked import drawn
from tests.fakes.papers import EVERYTHING, RESOURCES, juminhyo, order
from tests.fakes.photocopier import CopyMode, photocopied
from tests.fakes.scanner import FLAT, LID, OFFICE, WORN, Grey, Severity, scan

STRAIGHT = tuple(replace(severity, rotation=0, drift=0.3) for severity in (FLAT, OFFICE, WORN))
"""Set straight before, within 0.3 mm."""
FOUND, CHANCE = Letter(1.0, 0.06), Letter(0.6, 0.002)


@pytest.fixture(scope="module")
def original(renderer: PaperRenderer) -> Grey:
    """The fullest 住民票 on plain paper, as printed (simulated)."""
    full = replace(order(juminhyo(options=EVERYTHING)), paper=Paper.PLAIN)
    return printed(drawn(renderer.render(full).pdf), seed=1)


@pytest.fixture(scope="module")
def copies(original: Grey) -> dict[CopyMode, Grey]:
    """Both kinds of photocopy (simulated)."""
    return {mode: photocopied(original, 2, mode) for mode in CopyMode}


def verdict(paper: Grey, dpi: int, severity: Severity, screens: Screens) -> Originality:
    """Of one scan."""
    return judge(look_at(scan(paper, dpi, severity, seed=3), dpi, RESOURCES, screens))


@pytest.mark.parametrize("severity", STRAIGHT, ids=lambda severity: severity.name)
@pytest.mark.parametrize("dpi", [200, 300])
def test_an_original_is_one(original: Grey, screens: Screens, severity: Severity, dpi: int) -> None:
    """Also worn and scanned coarsely (simulated)."""
    assert Originality.ORIGINAL == verdict(original, dpi, severity, screens)


@pytest.mark.parametrize("severity", STRAIGHT, ids=lambda severity: severity.name)
@pytest.mark.parametrize("mode", CopyMode)
def test_a_copy_is_one(copies: dict[CopyMode, Grey], screens: Screens, severity: Severity, mode: CopyMode) -> None:
    """From 300 dpi on (simulated)."""
    assert Originality.COPY == verdict(copies[mode], 300, severity, screens)


def test_a_coarse_scan_of_a_copy_cannot_be_told(copies: dict[CopyMode, Grey], screens: Screens) -> None:
    """At 200 dpi nobody is accused (simulated)."""
    assert Originality.CANNOT_TELL == verdict(copies[CopyMode.PHOTO], 200, STRAIGHT[0], screens)


@pytest.mark.parametrize("light", [0, LID, 255])
def test_a_page_with_nothing_on_it_cannot_be_told(screens: Screens, light: int) -> None:
    """Neither mark is there."""
    blank = np.full((3508, 2480), light, np.uint8)
    assert Originality.CANNOT_TELL == judge(look_at(blank, 300, RESOURCES, screens))


def test_a_page_of_noise_cannot_be_told(screens: Screens) -> None:
    """Chance makes no original."""
    noise = np.random.default_rng(1).integers(0, 256, (3508, 2480), np.uint8)
    assert Originality.CANNOT_TELL == judge(look_at(noise, 300, RESOURCES, screens))


@pytest.mark.parametrize(
    ("dpi", "contrast", "letter", "expected"),
    [
        (300, -0.004, FOUND, Originality.ORIGINAL),
        (200, -0.004, FOUND, Originality.ORIGINAL),
        (300, None, FOUND, Originality.ORIGINAL),
        (300, -0.03, CHANCE, Originality.COPY),
        (299, -0.03, CHANCE, Originality.CANNOT_TELL),
        (300, None, CHANCE, Originality.CANNOT_TELL),
        (300, -0.03, FOUND, Originality.CANNOT_TELL),
        (300, -0.004, CHANCE, Originality.CANNOT_TELL),
        (300, -0.016, CHANCE, Originality.CANNOT_TELL),
        (300, -0.03, Letter(0.85, 0.01), Originality.CANNOT_TELL),
    ],
)
def test_both_marks_must_agree(dpi: int, contrast: float | None, letter: Letter, expected: Originality) -> None:
    """One mark alone never says copy, and what lies between says nothing."""
    assert expected == judge(Evidence(dpi, contrast, letter))
