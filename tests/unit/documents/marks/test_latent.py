"""The latent picture, and finding its letter in scans. Printer, copier and scanner are simulated."""

from dataclasses import replace

import numpy as np
import pytest

from branch_app.documents.bitmap import Bitmap
from branch_app.documents.marks.demodulate import Letter, find_letter
from branch_app.documents.marks.latent import PERIOD, draw_latent
from tests.fakes.laser import printed
from tests.fakes.marked import inked, page_of
from tests.fakes.photocopier import CopyMode, photocopied
from tests.fakes.scanner import FLAT, LID, OFFICE, WORN, Grey, Severity, scan

MARGIN = 40
"""Dots of paper around the picture: what a reader of pages cuts out."""
WORN_THERE = replace(WORN, stain=0, fold=0)


@pytest.fixture(scope="module")
def original(letter: Bitmap) -> Grey:
    """The picture as printed (simulated)."""
    return printed(page_of(draw_latent(letter), margin=MARGIN), seed=1)


def found(paper: Grey, dpi: int, severity: Severity, letter: Bitmap, seed: int = 1) -> Letter:
    """What a scan of it says."""
    return find_letter(scan(paper, dpi, severity, seed), dpi, letter)


def test_the_letter_is_as_light_as_its_ground(letter: Bitmap) -> None:
    """One has as many dots as the other, so the eye sees an even grey."""
    ink = inked(draw_latent(letter))
    inside = np.kron(inked(letter), np.ones((2, 2), bool))
    assert abs(ink[inside].mean() - ink[~inside].mean()) < 0.005


def test_the_picture_is_twice_the_letter(letter: Bitmap) -> None:
    """480 dots, 20.3 mm, in whole periods."""
    picture = draw_latent(letter)
    assert (480, 480, 0) == (picture.width, picture.height, picture.width % PERIOD)


def test_a_letter_of_no_whole_periods_is_refused() -> None:
    """It would not repeat."""
    with pytest.raises(ValueError, match="letter"):
        draw_latent(Bitmap(9, 8, 300, bytes(16)))


@pytest.mark.parametrize("severity", [FLAT, OFFICE, WORN_THERE], ids=lambda severity: severity.name)
@pytest.mark.parametrize("dpi", [300, 400, 600])
def test_every_point_of_an_original_is_right(original: Grey, letter: Bitmap, severity: Severity, dpi: int) -> None:
    """Accuracy 1.00 from 300 dpi on, up to 1.5 degrees aslant and 0.85 mm off its place (simulated)."""
    assert found(original, dpi, severity, letter).accuracy > 0.995


@pytest.mark.parametrize("mode", CopyMode)
@pytest.mark.parametrize("severity", [FLAT, OFFICE, WORN_THERE], ids=lambda severity: severity.name)
def test_a_copy_leaves_chance(original: Grey, letter: Bitmap, mode: CopyMode, severity: Severity) -> None:
    """No better than bare paper, where the best of all places within 2 mm reaches 0.65 (simulated)."""
    copy = photocopied(original, 2, mode)
    bare = np.full_like(original, LID)
    accuracies = [found(paper, 300, severity, letter).accuracy for paper in (copy, bare)]
    assert max(accuracies) < 0.67
    assert found(copy, 300, severity, letter).strength < 0.3 * found(original, 300, severity, letter).strength


def test_another_letter_is_not_found(original: Grey, letter: Bitmap) -> None:
    """Lines alone do not make an original."""
    rows = [letter.bits[at : at + 30] for at in range(0, len(letter.bits), 30)]
    upside_down = replace(letter, bits=b"".join(reversed(rows)))
    assert found(original, 300, FLAT, upside_down).accuracy < 0.9
