"""What checking a scanned sheet takes: front and back at 300 dpi, with everything that the site's key opens."""

import io
from pathlib import Path

from PIL import Image

from branch_app.bench.documents.stopwatch import Taken, taken
from branch_app.bench.papers import sample_order
from branch_app.bench.seals import PassingSeals
from branch_app.composition.papers import paper_renderer
from branch_app.documents.pdfium import draw, opened
from branch_app.documents.seals.content import load_dictionaries
from branch_app.documents.seals.profile import load_profiles
from branch_app.settings import RESOURCES
from branch_app.verification.apart import read_here
from branch_app.verification.examine import Assessor
from branch_app.verification.limits import LIMITS

_A4_AT_300 = (2480, 3508)


def checking(folder: Path, rounds: int = 5) -> Taken:
    """From the file's bytes to the answer; the scan is as clean as the drawing of it. ``size`` is the file's."""
    seals = PassingSeals()
    path = folder / "scan.tiff"
    path.write_bytes(_scan(paper_renderer(seals).render(sample_order()).pdf))
    trust = seals.trust(load_profiles(RESOURCES), load_dictionaries(RESOURCES))
    assessor = Assessor(trust, RESOURCES, seals.site_key)

    def check() -> bytes:
        assessor.examine(read_here(path, LIMITS, RESOURCES))
        return path.read_bytes()

    return taken(check, rounds)


def _scan(pdf: bytes) -> bytes:
    with opened(pdf) as document:
        sides = [draw(page, *_A4_AT_300, (255, 255, 255)) for page in document]
    first, *others = (Image.frombytes("RGB", (side.width, side.height), side.rgb).convert("L") for side in sides)
    file = io.BytesIO()
    first.save(file, "TIFF", save_all=True, append_images=others, dpi=(300, 300))
    return file.getvalue()
