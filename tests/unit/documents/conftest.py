"""One renderer and one typeface for all tests of the papers: the font is parsed once a process."""

import pytest

from branch_app.documents.faces import Faces
from branch_app.documents.fonts import mincho
from branch_app.documents.renderer import PaperRenderer
from branch_app.documents.typeface import Typeface
from tests.fakes.paper_seals import steady_seals
from tests.fakes.papers import RESOURCES


@pytest.fixture(scope="session")
def renderer() -> PaperRenderer:
    """On the resources that ship."""
    return PaperRenderer(RESOURCES, steady_seals())


@pytest.fixture(scope="session")
def face() -> Typeface:
    """IPAmj Mincho."""
    return mincho(RESOURCES).faces.first


@pytest.fixture(scope="session")
def faces() -> Faces:
    """IPAmj Mincho and what stands behind it."""
    return mincho(RESOURCES).faces
