"""The gallery shows every certificate there is, as it is drawn now."""

import re

import pytest
from PIL import Image

from branch_app.domain.records.certificate import Certificate
from tests.unit.documents.gallery import EXHIBITS, FOLDER, PAGE, Exhibit, drawn, text
from tests.unit.documents.golden import MEAN_TOLERANCE, TILE_TOLERANCE, differences

_ALSO = {
    "koseki_zenbu": "koseki-zenbu",
    "koseki_kojin": "koseki-kojin",
    "juri_joshitsu": "juri-joshitsu",
}
"""Codes of certificates that a picture's name writes otherwise."""


@pytest.mark.parametrize("certificate", Certificate)
def test_every_certificate_has_a_picture(certificate: Certificate) -> None:
    """By its name."""
    name = _ALSO.get(certificate.value, certificate.value)
    assert name in {exhibit.name for exhibit in EXHIBITS}


@pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda exhibit: exhibit.name)
def test_a_picture_shows_what_would_print_now(exhibit: Exhibit) -> None:
    """Within the tolerance of the kept pictures; else ``make gallery``."""
    for name, picture in drawn(exhibit).items():
        kept = Image.open(FOLDER / name).convert("RGB")
        mean, worst = differences(picture.convert("L"), kept.convert("L"))
        assert mean < MEAN_TOLERANCE
        assert worst < TILE_TOLERANCE


def test_the_page_shows_every_picture_and_nothing_else() -> None:
    """No stale file, no missing one, and the text as the script writes it."""
    page = PAGE.read_text("utf-8")
    shown = re.findall(r"\(images/gallery/([\w-]+\.png)\)", page)
    assert sorted(shown) == sorted(path.name for path in FOLDER.iterdir())
    names = {exhibit.name: tuple(drawn(exhibit)) for exhibit in EXHIBITS}
    assert text(names) == page
