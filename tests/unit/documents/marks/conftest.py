"""Shapes that ship, and the usual dots."""

import pytest

from branch_app.documents.bitmap import Bitmap
from branch_app.documents.marks.dots import Screens
from branch_app.documents.marks.marks import usual_screens
from branch_app.documents.marks.pantograph import shape
from branch_app.documents.marks.tile import Shapes
from tests.fakes.papers import RESOURCES


@pytest.fixture(scope="session")
def shapes() -> Shapes:
    """複写 and the waves."""
    return Shapes(shape(RESOURCES, "copied"), shape(RESOURCES, "waves"))


@pytest.fixture(scope="session")
def letter() -> Bitmap:
    """証."""
    return shape(RESOURCES, "certified")


@pytest.fixture(scope="session")
def screens() -> Screens:
    """Those of a printer that nobody has calibrated."""
    return usual_screens(RESOURCES)
