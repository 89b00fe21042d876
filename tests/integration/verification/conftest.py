"""One paper, printed and scanned once a process: that takes longer than all that is asked of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.paper import Paper
from tests.fakes.checked_papers import printed_sides, scanned_sides
from tests.fakes.paper_seals import steady_renderer
from tests.fakes.papers import EVERYTHING, juminhyo, order
from tests.fakes.scanner import OFFICE, Grey


@pytest.fixture(scope="session")
def issued() -> PrintOrder:
    """The fullest 住民票 of one sheet, on plain paper."""
    return replace(order(juminhyo(options=EVERYTHING)), paper=Paper.PLAIN)


@pytest.fixture(scope="session")
def pdf(issued: PrintOrder) -> bytes:
    """Its file."""
    return steady_renderer().render(issued).pdf


@pytest.fixture(scope="session")
def sheet(pdf: bytes) -> list[Grey]:
    """Front and back as they come out of the printer (simulated)."""
    return printed_sides(pdf, 1)


@pytest.fixture(scope="session")
def scanned(sheet: list[Grey]) -> list[Grey]:
    """And as an office scanner sees them at 300 dpi (simulated)."""
    return scanned_sides(sheet, 300, OFFICE, seed=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a test writes what it checks."""
    return tmp_path / "scan"
