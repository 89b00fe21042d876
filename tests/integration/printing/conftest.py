"""A training printer of its own for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from branch_app.printing.ipp_printer import IppPrinter
from branch_app.printing.training import TrainingPrinter, is_installed
from tests.fakes.printing import printer_of


@pytest.fixture
def device(tmp_path: Path) -> Iterator[TrainingPrinter]:
    """A real ippeveprinter, on a port, bus and spool of its own."""
    if not is_installed():
        pytest.fail("needs the Debian packages cups-ipp-utils, dbus and poppler-utils")
    with TrainingPrinter(tmp_path) as running:
        yield running


@pytest.fixture
def printer(device: TrainingPrinter) -> IppPrinter:
    """Our end of its line."""
    return printer_of(device)
