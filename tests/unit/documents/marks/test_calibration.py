"""The calibration sheet: true to size, and what it offers can be written into settings.toml."""

import re
from datetime import date

import numpy as np
import pytest

from branch_app.documents.marks.calibration import calibration_choices, calibration_sheet
from branch_app.documents.marks.dots import Screens, parse_screens
from branch_app.documents.readback import read_back
from tests.fakes.marked import drawn
from tests.fakes.papers import RESOURCES
from tests.fakes.scanner import Grey

PER_MM = 600 / 25.4


@pytest.fixture(scope="module")
def sheet() -> bytes:
    """For tray-1."""
    return calibration_sheet(RESOURCES, "tray-1", date(2026, 11, 26))


@pytest.fixture(scope="module")
def page(sheet: bytes) -> Grey:
    """As a printer draws it."""
    return drawn(sheet)


def test_each_patch_says_its_dots_as_settings_read_them(sheet: bytes) -> None:
    """The technician copies a label, nothing else."""
    (facts,) = read_back(sheet)
    said = [run for run in facts.runs if re.fullmatch(r"[0-9/]+ [0-9/]+", run)]
    assert list(calibration_choices()) == [parse_screens(run) for run in said]
    assert facts.fonts_embedded
    assert any("tray-1" in run for run in facts.runs)


def test_the_usual_dots_are_one_of_the_patches(screens: Screens) -> None:
    """So an uncalibrated printer is judged by the same sheet."""
    assert screens in calibration_choices()


def test_each_ground_is_offered_with_lighter_and_darker_words() -> None:
    """Whatever the dot gain, the fitting pair lies between two patches, not beyond the last."""
    choices = calibration_choices()
    for ground in {choice.ground for choice in choices}:
        words = [choice.word.coverage for choice in choices if choice.ground == ground]
        assert min(words) < ground.coverage < max(words)


def test_the_ruler_is_true(page: Grey) -> None:
    """100 mm between its first and last mark, within 0.1 mm."""
    row = page[round(66.5 * PER_MM), : round(125 * PER_MM)] < 128
    marks = np.flatnonzero(row)
    assert abs((marks[-1] - marks[0]) / PER_MM - 100) < 0.1


def test_the_same_day_gives_the_same_sheet(sheet: bytes) -> None:
    """No chance enters."""
    assert sheet == calibration_sheet(RESOURCES, "tray-1", date(2026, 11, 26))
